// SPDX-License-Identifier: MIT
// Tables of what is decided and moved: investments, contracts, lanes and stock.
#include "dualflow/case/schema_build.hpp"

namespace dualflow {

using namespace declare;

namespace {

Table investments() {
    return table(
        "investments", "What may be built, changed, closed, qualified or developed.",
        {
            id("Name of the investment."),
            reference("site", "sites", "Where it happens.").groups(),
            text("resource", "Resource of the site whose capacity it changes.").to("resources"),
            choice(
                "kind",
                {"open", "expand", "upgrade", "convert", "close", "qualify", "develop", "research", "enable"},
                "What it does.")
                .must(),
            draft("enables", Type::keys, "",
                  "Processes, lanes or contracts that work only once it is in service."),
            number("capacity_added_per_day", "use/day", "Capacity it brings.").standard("0").least(0),
            number("capacity_removed_per_day", "use/day", "Capacity it takes away.").standard("0").least(0),
            number("unit_cost_effect", "fraction", "Change of unit cost: -0.03 is three per cent cheaper.")
                .standard("0")
                .least(-1),
            number("yield_effect", "fraction", "Change of yield, in good units a started one.")
                .standard("0")
                .least(-1)
                .most(1),
            share("recovery_effect", "Share by which it shortens recovery.").standard("0").most(1).later(),
            number("capital", "money", "Capital of one unit of it.").varies().must().least(0),
            draft("capital_schedule", Type::curve, "", "Shares of the capital by day after the decision.")
                .otherwise("all at the decision"),
            text("payer", "Who pays: own, or the name of another.").standard("own"),
            number("life_years", "years", "Life over which the capital is written off.")
                .standard("10")
                .above(0),
            number("lead_days", "days", "From the decision to service.").standard("0").least(0),
            number("downtime_days", "days", "Days before service in which the opening capacity stands still.")
                .standard("0")
                .least(0),
            draft("ramp_up", Type::curve, "", "Share of the effect by day in service.")
                .otherwise("the full effect at once"),
            date("window_from", "First day on which it may be decided.").otherwise("always"),
            date("window_to", "Day from which it may no longer be decided.").otherwise("for ever"),
            integer("max_count", "How many may be taken, the opening ones included.").standard("1").least(0),
            integer("opening_count", "How many are in service at the start.").standard("0").least(0),
            draft("requires", Type::references, "",
                  "Investments that must be decided no later and in service no later than this one.")
                .to("investments"),
            text("exclusive_group",
                 "Of the investments of one group at most one configuration is in service."),
            share("success_probability", "Chance that it succeeds.").standard("1").most(1).later(),
            text("technology_group", "Group whose cumulative volume teaches.").informs(),
            choice("timing", {"committed", "reviewable"},
                   "Committed: decided the same in all futures; reviewable: decided anew in each.")
                .standard("committed"),
        });
}

Table contracts() {
    return table(
        "contracts", "Agreements with suppliers; rows of the same id are price bands of one contract.",
        {
            draft("id", Type::id, "", "Name of the contract.").must(),
            reference("supplier", "sites", "Site that delivers.").must().groups(),
            reference("destination", "sites", "Site that is served.").groups().otherwise("any"),
            reference("product", "products", "Product that is bought.").must().groups(),
            number("volume_from", "unit/term", "Volume of a term at which the band begins.")
                .standard("0")
                .least(0),
            number("volume_to", "unit/term", "Volume of a term at which the band ends.")
                .above(0)
                .otherwise("the next band, or none"),
            number("price", "money/unit", "Price of a unit of the band.").varies().must().least(0),
            number("base_min_per_day", "unit/day", "Least base rate once awarded.").least(0),
            number("base_max_per_day", "unit/day", "Largest base rate.").least(0),
            share("band_minus", "Share of the base rate that may stay uncalled.").varies().most(1),
            share("band_plus", "Share of the base rate that may be called on top.").varies(),
            number("notice_days", "days", "Notice before a new base rate holds.").standard("0").least(0),
            share("flex_down", "Largest fall of the base rate from one bucket to the next inside a term.")
                .most(1),
            share("flex_up", "Largest rise of the base rate from one bucket to the next inside a term."),
            number("take_or_pay_price", "money/unit", "Paid for a unit of the minimum not called.")
                .varies()
                .least(0),
            number("reservation_fee", "money/unit", "Paid for a unit of reserved capacity, called or not.")
                .varies()
                .standard("0")
                .least(0),
            number("exercise_price", "money/unit", "Paid for a unit called from the reservation.")
                .varies()
                .least(0),
            number("reservation_max_per_day", "unit/day", "Largest reservation.").least(0),
            number("term_days", "days", "Length of a term.").above(0).otherwise("the whole horizon"),
            date("award_from", "First day on which it may be awarded.").otherwise("always"),
            date("award_to", "Day from which it may no longer be awarded.").otherwise("for ever"),
            number("qualification_cost", "money", "Paid once to qualify the supplier.")
                .varies()
                .least(0)
                .otherwise("qualified already"),
            number("qualification_days", "days", "From the decision to the first delivery.")
                .least(0)
                .otherwise("qualified already"),
        });
}

Table lanes() {
    return table(
        "lanes", "Ways from site to site.",
        {
            reference("from", "sites", "Where shipments depart.").must().key().groups(),
            reference("to", "sites", "Where they arrive.").must().key().groups(),
            reference("product", "products", "What is shipped.").standard("*").key().groups(),
            text("mode", "Means of transport, such as truck or sea.").key().otherwise("that of the class"),
            reference("lane_class", "lane_classes", "Class that gives every figure left blank."),
            number("cost_per_unit", "money/unit", "Freight of a unit.").varies().standard("0").least(0),
            number("cost_per_kg", "money/kg", "Freight of a chargeable kilogram.")
                .varies()
                .least(0)
                .otherwise("the class, else 0"),
            number("cost_per_container", "money", "Freight of a 40-foot container (67 m3 or 26,500 kg).")
                .varies()
                .standard("0")
                .least(0),
            number("lead_days", "days", "From departure to arrival.")
                .varies()
                .least(0)
                .otherwise("the class, else 0"),
            number("lead_sd_days", "days", "Standard deviation of the lead time.")
                .standard("0")
                .least(0)
                .later(),
            number("capacity_per_day", "unit/day", "Largest daily flow.")
                .varies()
                .least(0)
                .otherwise("without limit"),
            reference("capacity_group", "capacity_groups",
                      "Port, border or carrier whose capacity is shared."),
            number("distance_km", "km", "Distance.")
                .least(0)
                .otherwise("great circle times distance_factor of the class"),
            number("emissions_g_per_tkm", "g/tkm", "Emissions of a tonne-kilometre.").least(0).informs(),
            choice("decided", {"before", "after"},
                   "Whether a departure is decided before or after the data of its bucket are known.")
                .otherwise("after in buckets of 28 days or more"),
        });
}

Table lane_classes() {
    return table(
        "lane_classes",
        "Figures for many lanes; with from_group and to_group a class makes its lanes itself.",
        {
            id("Name of the class."),
            draft("from_group", Type::group, "",
                  "Sites whose departures it serves: an id, region:x, bloc:x, kind:x, *, joined by ;."),
            draft("to_group", Type::group, "", "Sites whose arrivals it serves, in the same form."),
            draft("products", Type::references, "",
                  "Products it carries: ids, family:x, kind:x or *, joined by ;.")
                .to("products")
                .groups()
                .standard("*"),
            text("mode", "Means of transport."),
            number("cost_per_kg", "money/kg", "Freight of a chargeable kilogram.")
                .varies()
                .standard("0")
                .least(0),
            number("cost_per_kg_km", "money/kg/km", "Freight of a chargeable kilogram and kilometre.")
                .varies()
                .standard("0")
                .least(0),
            number("cost_per_km", "money/km", "Cost of a truck load for a kilometre.")
                .varies()
                .standard("0")
                .least(0),
            number("lead_days", "days", "From departure to arrival.").varies().standard("0").least(0),
            number("lead_sd_days", "days", "Standard deviation of the lead time.")
                .standard("0")
                .least(0)
                .later(),
            number("distance_factor", "", "Road or sea distance over great circle.").standard("1").above(0),
            number("emissions_g_per_tkm", "g/tkm", "Emissions of a tonne-kilometre.")
                .standard("0")
                .least(0)
                .informs(),
        });
}

Table capacity_groups() {
    return table("capacity_groups", "Capacity that lanes share: a port, a border crossing, a carrier.",
                 {
                     id("Name by which lanes know the group."),
                     number("capacity_per_day", "unit of the group/day", "Largest daily sum over its lanes.")
                         .varies()
                         .must()
                         .least(0),
                     choice("unit", {"unit", "kg", "m3"}, "What is counted.").standard("kg"),
                 });
}

Table inventory() {
    return table(
        "inventory", "Stock that a site may keep; where there is no row goods pass through.",
        {
            reference("site", "sites", "Where stock is kept.").must().key().groups(),
            reference("product", "products", "What is kept.").must().key().groups(),
            number("opening_stock", "unit", "Stock at the start.").standard("0").least(0),
            number("safety_days", "days", "Days of use kept as least stock.").standard("0").least(0),
            number("holding_rate_per_year", "1/year",
                   "Holding cost of a year as a fraction of unit_value; also the interest of the pipeline.")
                .varies()
                .least(0)
                .otherwise("0"),
            number("holding_cost_per_day", "money/unit/day",
                   "Holding cost of a unit and day, instead of a rate.")
                .varies()
                .least(0)
                .otherwise("0"),
            number("storage_limit", "unit", "Largest stock.").varies().least(0).otherwise("without limit"),
            number("end_value", "money/unit", "Credit for a unit in stock at the end.")
                .varies()
                .least(0)
                .otherwise("[model] end_stock"),
            number("end_backlog_cost", "money/unit", "Charge for a unit owed at the end.").varies().least(0),
        });
}

Table opening_pipeline() {
    return table("opening_pipeline", "Arrivals of what was sent before the start.",
                 {
                     reference("to", "sites", "Where it arrives.").must().key().groups(),
                     reference("product", "products", "What arrives.").must().key().groups(),
                     date("date", "Day of arrival.").must().key(),
                     number("quantity", "unit", "Units that arrive.").must().above(0),
                     reference("from", "sites", "Where it was made, for duty.").key(),
                 });
}

}  // namespace

std::vector<Table> supply_tables() {
    return {investments(),     contracts(), lanes(),           lane_classes(),
            capacity_groups(), inventory(), opening_pipeline()};
}

}  // namespace dualflow
