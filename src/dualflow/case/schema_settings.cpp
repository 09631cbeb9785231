// SPDX-License-Identifier: MIT
// The settings of case.toml.
#include "dualflow/case/schema_build.hpp"

namespace dualflow {

using namespace declare;

namespace {

std::vector<Setting> declared() {
    return {
        {"", text("name", "Name of the case, shown in every result.").must()},
        {"", text("currency", "Currency of all money, such as USD.").must()},
        {"", date("start", "First day of the horizon.").must()},
        {"", text("calendar", "Buckets, such as \"8 quarters, 4 half-years, 4 years\".").must()},
        {"", number("discount_rate", "1/year", "Yearly rate at which money is discounted.")
                 .standard("0")
                 .least(0)
                 .most(1)},
        {"", choice("prices", {"real", "nominal"}, "Whether money has the purchasing power of the start.")
                 .standard("real")},
        {"risk", share("lambda", "Weight of risk in the objective.").standard("0").most(1)},
        {"risk", share("alpha", "Level of the conditional value at risk.").standard("0.95").most(0.999999)},
        {"model", draft("off", Type::references, "",
                        "Tables, or table.column, deliberately not used; every result lists them.")},
        {"model", number("elastic_price", "money/unit", "Price of breaking a rule of the case.")
                      .above(0)
                      .otherwise("a multiple of the largest unit cost")},
        {"model", choice("epoch", {"year", "bucket"}, "How often investments and awards are decided.")
                      .standard("year")},
        {"model", choice("end_stock", {"replacement", "none"}, "How stock at the end is credited.")
                      .standard("replacement")},
        {"model",
         choice("holding", {"mean", "end"}, "Whether stock is charged on the mean of a bucket or at its end.")
             .standard("mean")},
        {"model",
         flag("tables", "Whether noise inside buckets is priced by tables of the single-item engine.")
             .standard("true")},
        {"model", integer("review_days", "Days from one order to the next that those tables assume.")
                      .standard("1")
                      .least(1)
                      .most(92)},
        {"model", choice("capital", {"annuity", "full"}, "How capital is charged.").standard("annuity")},
        {"model",
         share("non_us_content", "Share of customs value charged where a tariff's base is non_us_content.")
             .standard("1")
             .most(1)},
        {"quality",
         number("value_factor", "", "Cost of a defect as a multiple of unit_value.").standard("0").least(0)},
        {"quality",
         number("cost_per_defect", "money/unit", "Cost of a defect on top.").standard("0").least(0)},
        {"quality", number("exposure_days", "days", "Days of pipeline that double the cost of a defect.")
                        .standard("30")
                        .above(0)},
        {"budget", number("each_year", "money", "Capital that may be paid in each calendar year.")
                       .least(0)
                       .otherwise("without limit")},
        {"budget", number("<year>", "money", "Capital that may be paid in that calendar year.")
                       .least(0)
                       .otherwise("each_year")},
        {"futures", integer("seed", "Seed of all random numbers.").standard("1").least(0)},
        {"futures",
         integer("leaves", "Futures in the tree; where branching is given, the product of its counts.")
             .least(1)
             .most(10000)},
        {"futures", text("branching",
                         "Where the tree branches: children of every node from a date on, such "
                         "as \"4@2027-01-01;2@2029-01-01\".")
                        .otherwise("where most is learnt")},
        {"futures", integer("fans", "Most fans of rare disruptions: those that may cost most are taken.")
                        .standard("48")
                        .least(0)
                        .most(10000)},
        {"futures", number("window_days", "days", "Days that a disruption's fan runs beside its path.")
                        .above(0)
                        .otherwise("95 % of durations and the time to recover, else 90 days")},
        {"solve",
         number("gap", "fraction", "Relative gap at which the search stops.").standard("1e-4").least(0)},
        {"solve", integer("threads", "Threads to use.")
                      .standard("0")
                      .least(0)
                      .most(1024)
                      .otherwise("0: as many as the machine has")},
    };
}

}  // namespace

const std::vector<Setting>& schema_settings() {
    static const std::vector<Setting> settings = declared();
    return settings;
}

}  // namespace dualflow
