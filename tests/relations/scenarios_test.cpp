// SPDX-License-Identifier: MIT
// Relations between plans for several futures: the same futures written differently are the same plan,
// futures in which nothing differs cost what one costs, and whoever knows the future does no worse.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases/driver/case_writer.hpp"
#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"
#include "cases/driver/transform.hpp"

namespace dualflow::cases {
namespace {

struct Future {
    std::string id, parent, separates;
    double probability, demand, lead;
};

// Two sources, a far one decided before; three stages over three quarters.
const std::vector<Future> futures{{"high", "", "", .4, 14, 20},
                                  {"low", "", "", .6, 6, 20},
                                  {"late", "high", "2027-04-01", .3, 14, 60},
                                  {"calm", "high", "2027-04-01", .7, 9, 20},
                                  {"end", "calm", "2027-07-01", .5, 0, 20},
                                  {"go", "calm", "2027-07-01", .5, 12, 20}};

double planned(const std::vector<Future>& each, bool reversed = false, const std::string& risk = "") {
    CaseWriter w("3 quarters");
    w.more = risk;
    w.columns("regions", {"id"});
    w.row("regions", {"r"});
    w.columns("products", {"id", "unit_value"});
    w.row("products", {"t", "30"});
    w.columns("sites", {"id", "kind", "region"});
    w.columns("processes", {"site", "product", "unit_cost", "decided"});
    w.columns("lanes", {"from", "to", "product", "lead_days", "decided"});
    w.columns("inventory", {"site", "product", "opening_stock", "holding_cost_per_day"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "lost_sale_cost"});
    for (const char* site : {"F", "N"}) w.row("sites", {site, "supplier", "r"});
    w.row("sites", {"M", "market", "r"});
    w.row("processes", {"F", "t", "30", "before"});
    w.row("processes", {"N", "t", "37", "after"});
    w.row("lanes", {"F", "M", "t", "20", "before"});
    w.row("lanes", {"N", "M", "t", "2", "after"});
    w.row("inventory", {"M", "t", "700", "0.05"});
    w.row("demand", {"M", "t", day_of(0), day_of(273), "10", "90"});
    std::vector<Future> order = each;
    if (reversed) std::reverse(order.begin(), order.end());
    for (const Future& f : order) {
        w.scenario(f.id, f.parent, f.separates, f.probability);
        if (f.demand != 10) w.change(f.id, "demand", "market=M", "quantity_per_day", f.demand);
        if (f.lead != 20) w.change(f.id, "lanes", "from=F;to=M", "lead_days", f.lead);
    }
    const ScratchFolder folder;
    w.write(folder.path());
    const PlanRun run = run_plan(folder.path());
    EXPECT_EQ(run.exit_code, 0) << run.problems << run.output.substr(0, 1000);
    if (run.exit_code != 0) return std::nan("");
    EXPECT_EQ(check_invariants(run.document), Findings{});
    return run.document.at("objective");
}

void expect_same(double found, double expected) {
    EXPECT_NEAR(found, expected, 1e-9 * std::max(1.0, std::abs(expected)));
}

const char* const risks[] = {"", "[risk]\nlambda = 0.5\nalpha = 0.8\n"};

TEST(ScenarioRelations, RowsInAnotherOrderAndOtherNamesGiveTheSameObjective) {
    std::vector<Future> renamed = futures;
    for (Future& f : renamed) {
        f.id = "z" + std::string(f.id.rbegin(), f.id.rend());
        if (!f.parent.empty()) f.parent = "z" + std::string(f.parent.rbegin(), f.parent.rend());
    }
    for (const std::string risk : risks) {
        const double usual = planned(futures, false, risk);
        expect_same(planned(futures, true, risk), usual);
        expect_same(planned(renamed, false, risk), usual);
    }
}

TEST(ScenarioRelations, AFutureSplitIntoTwoOfHalfTheProbabilityChangesNothing) {
    for (const std::string split : {"low", "late", "go"}) {
        std::vector<Future> more = futures;
        const auto found =
            std::find_if(more.begin(), more.end(), [&](const Future& f) { return f.id == split; });
        found->probability /= 2;
        Future twin = *found;
        twin.id += "-twin";
        more.push_back(twin);
        for (const std::string risk : risks)
            expect_same(planned(more, false, risk), planned(futures, false, risk));
    }
}

TEST(ScenarioRelations, FuturesInWhichNothingDiffersCostWhatOneCosts) {
    std::vector<Future> same = futures;
    for (Future& f : same) {
        f.demand = 10;
        f.lead = 20;
    }
    for (const std::string risk : risks) expect_same(planned(same, false, risk), planned({}));
}

TEST(ScenarioRelations, WhoeverKnowsTheFutureDoesNoWorse) {
    double foresight = 0;
    const std::pair<std::vector<std::size_t>, double> paths[] = {
        {{1}, .6}, {{0, 2}, .12}, {{0, 3, 4}, .14}, {{0, 3, 5}, .14}};
    for (const auto& [path, probability] : paths) {
        std::vector<Future> alone;
        for (const std::size_t f : path) {
            alone.push_back(futures[f]);
            alone.back().probability = 1;
        }
        foresight += probability * planned(alone);
    }
    const double without = planned(futures);
    EXPECT_LT(foresight, without - 1);  // and here it is worth something
}

// What the document says of the plan, without the name and the fingerprint of the case.
nlohmann::json plan_without_case(const std::filesystem::path& folder) {
    nlohmann::json document = run_plan(folder).document;
    EXPECT_TRUE(document.is_object());
    for (const char* key : {"case", "warnings", "versions"}) document.erase(key);
    return document;
}

TEST(ScenarioRelations, AnOutageAtRateZeroIsThePlanWithoutItToTheBit) {
    const ScratchFolder never, without, sometimes;
    const std::filesystem::path hedge = DUALFLOW_SOURCE_DIR "/tests/cases/a-hedge-against-an-outage";
    for (const ScratchFolder* copy : {&never, &without, &sometimes}) copy_case(hedge, copy->path());
    Table outages = read_csv(never.path() / "disruptions.csv");
    outages.rows.at(0).at(outages.column("rate_per_year")) = "0";
    write_csv(never.path() / "disruptions.csv", outages);
    std::filesystem::remove(without.path() / "disruptions.csv");
    EXPECT_EQ(plan_without_case(never.path()), plan_without_case(without.path()));
    EXPECT_NE(plan_without_case(sometimes.path()), plan_without_case(without.path()));
}

}  // namespace
}  // namespace dualflow::cases
