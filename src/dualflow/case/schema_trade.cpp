// SPDX-License-Identifier: MIT
// Tables of trade: tariffs and their regimes, rules of origin, credits, mandates.
#include "dualflow/case/schema_build.hpp"

namespace dualflow {

using namespace declare;

namespace {

Table tariffs() {
    return table(
        "tariffs", "Duty on goods that enter another region, by where they were last made.",
        {
            text("origin", "Region, bloc or * in which the goods were made.").must().key(),
            text("destination", "Region, bloc or * that they enter.").must().key(),
            text("code_prefix", "Leading digits of the tariff code, or *.").must().key(),
            number("rate", "fraction", "Rate of duty.").varies().must().least(0),
            choice("base", {"customs_value", "non_us_content"}, "What the rate is charged on.")
                .standard("customs_value"),
            text("measure", "Measure the row belongs to; rates of different measures add up.").must().key(),
            text("stack_group", "Of the measures of one group only the largest rate is charged."),
            text("agreement", "Trade agreement under which the rate is granted."),
            text("regime", "Tariff regimes in which the row is in force, joined by ;.")
                .key()
                .otherwise("all"),
            date("valid_from", "First day of the row.").key().otherwise("always"),
            date("valid_to", "Day from which the row no longer holds.").otherwise("for ever"),
        });
}

Table origin_rules() {
    return table(
        "origin_rules", "Rules by which goods originate in an agreement.",
        {
            text("agreement", "Agreement.").must().key(),
            text("target", "Family, kind or product the rule is for.").must().key(),
            choice("method", {"net_cost", "transaction_value"}, "How regional value content is computed.")
                .must()
                .key(),
            share("threshold", "Least regional value content.").must().most(1),
            share("labour_value", "Least labour value content.").most(1),
            share("steel_share", "Least share of regional steel and aluminium.").most(1),
            choice("averaging", {"line", "plant", "class"}, "Over what content is averaged in a year.")
                .standard("line"),
            choice("roll_up", {"full", "traced", "none"}, "How content of components counts.")
                .standard("full"),
            date("valid_from", "First day of the rule.").key().otherwise("always"),
            date("valid_to", "Day from which the rule no longer holds.").otherwise("for ever"),
        },
        Status::not_supported);
}

Table credits() {
    return table("credits", "Money granted for what is made or moved.",
                 {
                     id("Name of the credit."),
                     text("scope", "Sites, products or regions it is granted for.").must(),
                     number("rate", "fraction or money/unit", "Rate of the credit.").must(),
                     text("base", "What the rate is of."),
                     text("condition", "What must hold."),
                     text("cap", "Measure or amount it never exceeds."),
                     date("valid_from", "First day of the credit.").otherwise("always"),
                     date("valid_to", "Day from which it is no longer granted.").otherwise("for ever"),
                 },
                 Status::not_supported);
}

Table mandates() {
    return table("mandates", "Shares that law or customers demand.",
                 {
                     reference("market", "sites", "Market it holds in.").must().key().groups(),
                     text("target", "Family, kind or product it is about.").must().key(),
                     text("kind", "Sort of mandate.").must().key(),
                     share("share", "Share demanded.").must().most(1),
                     number("penalty_per_unit", "money/unit", "Paid for a missing unit.").least(0),
                     date("valid_from", "First day of the mandate.").key().otherwise("always"),
                     date("valid_to", "Day from which it no longer holds.").otherwise("for ever"),
                     text("regime", "Regimes in which it is in force."),
                 },
                 Status::not_supported);
}

Table tariff_regimes() {
    return table("tariff_regimes", "States of trade policy; without futures one is in force throughout.",
                 {
                     id("regime", "Name by which tariffs know the regime."),
                     share("start_probability", "Chance that it is in force at the start.").must().most(1),
                     number("seen_after_days", "days", "Delay until planners see it.")
                         .standard("0")
                         .least(0)
                         .informs(),
                 });
}

Table tariff_transitions() {
    return table("tariff_transitions", "Chances of passing from one tariff regime to another.",
                 {
                     reference("from", "tariff_regimes", "Regime that is left.").must().key(),
                     reference("to", "tariff_regimes", "Regime that follows.").must().key(),
                     share("probability_per_year", "Chance of the step in a year.").must().most(1),
                 });
}

}  // namespace

std::vector<Table> trade_tables() {
    return {tariffs(), tariff_regimes(), tariff_transitions(), origin_rules(), credits(), mandates()};
}

}  // namespace dualflow
