// SPDX-License-Identifier: MIT
// Tables of what may happen and what is compared: demand, cycle, rates, outages, scenarios, strategies.
#include "dualflow/case/schema_build.hpp"

namespace dualflow {

using namespace declare;

namespace {

constexpr Status later = Status::not_supported;

Table demand() {
    return table(
        "demand", "What markets want, by day.",
        {
            reference("market", "sites", "Where it is sold.").must().key().groups(),
            reference("product", "products", "What is sold.").must().key().groups(),
            date("from", "First day of the rate.").must().key(),
            date("to", "Day from which the rate no longer holds.").must(),
            number("quantity_per_day", "unit/day", "Units wanted a day.").varies().must().least(0),
            number("price", "money/unit", "Price a unit is sold at.")
                .varies()
                .least(0)
                .otherwise("no revenue"),
            number("selling_cost", "money/unit", "Cost of selling a unit.").varies().standard("0").least(0),
            number("lost_sale_cost", "money/unit", "Cost of a lost unit, on top of the revenue forgone.")
                .varies()
                .must()
                .least(0),
            number("backlog_cost_per_day", "money/unit/day", "Cost of a unit owed for a day.")
                .varies()
                .least(0)
                .otherwise("lost at once"),
            share("service_target", "Share to be served from stock.").most(1).later(),
            number("order_to_delivery_days", "days", "Longest wait from order to delivery.").least(0).later(),
            choice("noise_dist",
                   {"normal", "gamma", "uniform", "poisson", "negative_binomial", "uniform_int"},
                   "Distribution of daily demand around its mean, the same and independent every day.")
                .otherwise("normal where noise_cv_per_day is given, else no noise"),
            number("noise_cv_per_day", "fraction", "Coefficient of variation of daily demand.")
                .least(0)
                .most(5)
                .otherwise("what the distribution says"),
            number("noise_lo", "unit/day", "Least daily demand.").least(0).otherwise("the distribution's"),
            number("noise_hi", "unit/day", "Largest daily demand.").least(0).otherwise("the distribution's"),
        },
        Status::used, true);
}

Table seasonality() {
    return table("seasonality", "Factors on demand by month.",
                 {
                     text("target", "Products or markets.").must().key(),
                     integer("month", "Month, 1 to 12.").must().key().least(1).most(12),
                     number("factor", "", "Factor on demand.").must().least(0),
                 });
}

Table cycle() {
    return table(
        "cycle", "States of the business cycle and their level of demand.",
        {
            text("target", "Products or markets.").must().key(),
            id("regime", "State of the cycle."),
            number("level", "", "Factor on demand in the state.").must().least(0),
            number("sigma", "", "Standard deviation of the residual of its logarithm.").least(0).most(3),
            number("ar1", "", "Memory of the residual from month to month.").least(-1).most(1),
            share("start_probability", "Chance of the state at the start.").most(1),
            text("stream", "Name of its random numbers.").otherwise("the target"),
        });
}

Table cycle_transitions() {
    return table("cycle_transitions", "Chances of passing from one state of the cycle to another.",
                 {
                     text("target", "Products or markets.").must().key(),
                     text("from", "State that is left.").must().key(),
                     text("to", "State that follows.").must().key(),
                     share("probability_per_month", "Chance of the step in a month.").must().most(1),
                 });
}

Table rates() {
    return table(
        "rates", "Currencies and costs that move.",
        {
            id("series", "Name of the series."),
            choice("kind", {"currency", "cost"}, "What it is."),
            number("volatility_per_year", "1/sqrt(year)", "Volatility of its logarithm.")
                .must()
                .least(0)
                .most(10),
            number("mean_reversion_per_month", "1/month", "Pull back to where it began.").least(0).most(1),
            number("last", "", "Value at the start.").must().above(0),
            text("stream", "Name of its random numbers.").otherwise("the series"),
        });
}

Table rate_correlations() {
    return table("rate_correlations", "How series move together.",
                 {
                     reference("series", "rates", "One series.").must().key(),
                     reference("other", "rates", "The other.").must().key(),
                     number("correlation", "", "Correlation of their innovations.").must().least(-1).most(1),
                 });
}

Table disruptions() {
    return table(
        "disruptions", "Outages: where, how often, how long, how deep.",
        {
            id("Name of the outage."),
            choice("scope", {"site", "region", "lane", "product", "organisation"}, "What is hit.").must(),
            text("target", "Which one, or a group.").must(),
            number("rate_per_year", "1/year", "Outages a year.").must().least(0).most(366),
            choice("duration_dist", {"constant", "exponential", "lognormal"}, "Distribution of the duration.")
                .otherwise("lognormal with sd_days, else exponential"),
            number("mean_days", "days", "Mean duration.").must().above(0).most(36500),
            number("sd_days", "days", "Standard deviation of the duration.").least(0).most(365000),
            share("capacity_left", "Share of capacity left during it.").standard("0").most(1),
            text("group", "Outages of one group share shocks."),
            share("group_correlation", "How much of the rate is shared.").most(1),
            text("stream", "Name of its random numbers.").otherwise("the id"),
        });
}

Table scenarios() {
    return table("scenarios", "Explicit futures, as a tree.",
                 {
                     id("scenario", "Name of the future."),
                     reference("parent", "scenarios", "Future it branches from.").otherwise("the root"),
                     date("separates", "Day on which it parts from its siblings.")
                         .otherwise("that of its parent, else the start"),
                     share("probability", "Chance, given the parent.").must().most(1),
                 });
}

Table scenario_changes() {
    return table("scenario_changes", "What is different in a future.",
                 {
                     reference("scenario", "scenarios", "Future.").must().key(),
                     text("table", "Table that changes.").must().key(),
                     text("key", "Rows that change: column=value joined by ;.").must().key(),
                     text("column", "Column that changes.").must().key(),
                     text("value", "New value."),
                     number("factor", "", "Factor on the old value."),
                     date("from", "First day of the change.").key().otherwise("when the scenario parts"),
                     date("to", "Day from which it no longer holds.").otherwise("for ever"),
                 });
}

Table strategies() {
    return table("strategies", "Named sets of changes to compare.",
                 {
                     text("strategy", "Name of the strategy.").must().key(),
                     text("table", "Table that changes.").must().key(),
                     text("key", "Rows that change: column=value joined by ;.").must().key(),
                     text("column", "Column that changes.").must().key(),
                     text("value", "New value.").must(),
                 });
}

Table strategy_limits() {
    return table(
        "strategy_limits", "Bounds on awarded shares in a strategy.",
        {
            text("strategy", "Name of the strategy.").must().key(),
            reference("products", "products", "Products counted together.").must().key().sums(),
            reference("regions", "regions", "Regions of origin counted together.").must().key().sums(),
            share("least_share", "Least share.").most(1),
            share("most_share", "Largest share.").most(1),
        });
}

Table recorded_flows() {
    return table("recorded_flows", "What was shipped, to compare a baseline with.",
                 {
                     reference("from", "sites", "Where it departed.").must().key(),
                     reference("to", "sites", "Where it arrived.").must().key(),
                     reference("product", "products", "What was shipped.").must().key(),
                     text("mode", "Means of transport.").key(),
                     date("from_date", "First day of the record.").must().key(),
                     date("to_date", "Day after its last.").must(),
                     number("quantity", "unit", "Units shipped.").must().least(0),
                 });
}

Table learning() {
    return table("learning", "Costs that fall with cumulative volume.",
                 {
                     text("technology_group", "Group that learns.").must().key(),
                     reference("region", "regions", "Region that learns.").key().groups(),
                     share("rate", "Fall of unit cost at each doubling.").must().most(1),
                     number("start_cumulative", "unit", "Cumulative volume at the start.").must().above(0),
                     share("floor_share", "Least share of today's cost.").most(1),
                 },
                 later);
}

Table competition() {
    return table("competition", "Prices by the number of qualified rivals in a region.",
                 {
                     text("technology_group", "Group of products.").must().key(),
                     reference("region", "regions", "Region.").key().groups(),
                     integer("rivals", "Qualified rivals.").must().key().least(0),
                     number("price_factor", "", "Factor on price.").must().above(0),
                 },
                 later);
}

}  // namespace

std::vector<Table> futures_tables() {
    return {demand(),
            seasonality(),
            cycle(),
            cycle_transitions(),
            rates(),
            rate_correlations(),
            disruptions(),
            scenarios(),
            scenario_changes(),
            strategies(),
            strategy_limits(),
            recorded_flows(),
            learning(),
            competition()};
}

}  // namespace dualflow
