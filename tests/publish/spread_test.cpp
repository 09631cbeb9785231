// SPDX-License-Identifier: MIT
#include "dualflow/publish/spread.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dualflow/publish/document.hpp"
#include "publish/schema_check.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using testing::small_case;
using testing::small_plan;

// After a first bucket of one node, a shock strikes in a quarter of all cases (node 4, beside node 2); else a
// quarter, a half and a quarter go on as nodes 1 to 3, so 3/16, 3/8 and 3/16 of all. Demand is 50 in the
// first bucket and 10, 20, 40 and, struck, 0 units in the last one; as many axles come from near, out of 40
// (struck: 5 of 20).
PlanResult branching_plan() {
    PlanResult plan = small_plan();
    plan.tree = Tree({{-1, 0, 1, -1}, {0, 1, 0.25, -1}, {0, 1, 0.5, -1}, {0, 1, 0.25, -1}, {0, 1, 0.25, 2}});
    plan.node_scenarios = {"", "low", "mid", "high", "quake"};
    plan.sales.clear();
    plan.flows.clear();
    const double demand[] = {50, 10, 20, 40}, near[] = {20, 10, 20, 40, 5}, all[] = {80, 40, 40, 40, 20};
    for (int n = 0; n < 5; ++n) {
        const auto i = static_cast<std::size_t>(n);
        if (n < 4) plan.sales.push_back({n, SiteId{3}, ProductId{0}, demand[i], demand[i], 0, 0, 100, ""});
        plan.flows.push_back({n, SiteId{0}, SiteId{2}, ProductId{1}, RegionId{0}, "", near[i], 0, 0, 0, 0});
        plan.flows.push_back(
            {n, SiteId{1}, SiteId{2}, ProductId{1}, RegionId{1}, "", all[i] - near[i], 0, 0, 0, 0});
    }
    plan.drawn.series = {{"rate", "CNY", {1, 1, 1, 1, 1}}, {"cycle", "truck", {1, 0.5, 1, 2, 1}}};
    plan.drawn.regimes = {{"tariffs", "", {"T0", "T1"}, {{1, 0}, {1, 0}, {0.5, 0.5}, {0, 1}, {0.5, 0.5}}}};
    plan.drawn.outages = {{"quake", {false, false, false, false, true}},
                          {"flood", std::vector<bool>(5, false)}};
    const auto outcomes = plan.tree.outcomes();
    for (const Tree::Outcome& one : outcomes)
        plan.outcomes.push_back(
            {static_cast<int>(one.leaf), one.fan < 0 ? -1 : 4, "", one.probability, -2000});
    return plan;
}

TEST(Spread, TakesPercentilesOfDemandByTheProbabilityOfTheOutcomes) {
    const auto all = spread_of_demand(small_case(), branching_plan());
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].product, ProductId{0});
    EXPECT_EQ(all[0].region, RegionId{2});
    ASSERT_EQ(all[0].bands.size(), 2U);
    EXPECT_NEAR(all[0].bands[0].mean, 50.0 / 365, 1e-12);
    // 0 (the shock) up to 4/16, 10 up to 7/16, 20 up to 13/16 and 40 units in the 366 days of 2028.
    const Band& last = all[0].bands[1];
    EXPECT_NEAR(last.mean, (3 * 10 + 6 * 20 + 3 * 40) / 16.0 / 366, 1e-12);
    const double expected[] = {0, 0, 20, 20, 40};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(last.levels[i], expected[i] / 366, 1e-12) << i;
}

TEST(Spread, HasALineForEachOutcomeWhereTheyAreFew) {
    const PlanResult plan = branching_plan();
    const auto series = spread_of_demand(small_case(), plan).at(0);
    const auto outcomes = plan.tree.outcomes();
    ASSERT_EQ(series.lines.size(), outcomes.size());
    const double units[] = {0, 10, 20, 40, 0};
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        EXPECT_NEAR(series.lines[i][1], units[outcomes[i].nodes[1]] / 366, 1e-12);
}

TEST(Spread, LeavesOutDrawsThatAreTheSameInAllOutcomes) {
    const auto all = spread_of_draws(branching_plan());
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].name, "truck");
    EXPECT_DOUBLE_EQ(all[0].bands[1].mean, (3 * 0.5 + 6 * 1 + 3 * 2 + 4 * 1) / 16);
}

TEST(Spread, CountsTheBucketOfAShockOnce) {
    const PlanResult plan = branching_plan();
    const auto regimes = regime_times(plan);
    ASSERT_EQ(regimes.size(), 1U);
    EXPECT_DOUBLE_EQ(regimes[0].shares[1][0], (3 + 6 * 0.5 + 4 * 0.5) / 16);
    EXPECT_DOUBLE_EQ(regimes[0].shares[1][1], (6 * 0.5 + 3 + 4 * 0.5) / 16);
    const auto outages = outage_times(plan);
    ASSERT_EQ(outages.size(), 1U);  // no flood comes
    EXPECT_EQ(outages[0].probability, (std::vector<double>{0, 0.25}));
    const auto shocks = shocks_of(plan);
    ASSERT_EQ(shocks.size(), 1U);
    EXPECT_EQ(shocks[0].name, "quake");
    EXPECT_EQ(shocks[0].bucket, 1U);
    EXPECT_EQ(shocks[0].buckets, 1U);
    EXPECT_DOUBLE_EQ(shocks[0].probability, 0.25);
}

TEST(Spread, SharesSourcesByBlocWithTheSharesOfTheOutcomes) {
    for (const ShareSpread& row : spread_of_sources(small_case(), branching_plan())) {
        if (row.product != ProductId{1} || row.bloc != "USMCA" || row.year != 2028) continue;
        // 4/16 of 5 in 20; 3/16, 6/16 and 3/16 of 10, 20 and 40 in 40.
        EXPECT_NEAR(row.share, (4 * 5 + 3 * 10 + 6 * 20 + 3 * 40) / (4 * 20 + 12 * 40.0), 1e-12);
        const double expected[] = {0.25, 0.25, 0.5, 0.5, 1};
        for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(row.levels[i], expected[i], 1e-12) << i;
        return;
    }
    FAIL() << "there is no row of the axle in 2028";
}

TEST(Spread, IsInTheDocumentOfAPlanOfSeveralFuturesOnly) {
    const auto one = nlohmann::json::parse(plan_document(small_case(), small_plan()));
    EXPECT_TRUE(one.at("futures").is_null());
    PlanResult plan = branching_plan();
    plan.values.emplace();
    plan.values->foresight_plan = std::make_shared<const PlanResult>(branching_plan());
    const std::string document = plan_document(small_case(), plan);
    const auto futures = nlohmann::json::parse(document).at("futures");
    EXPECT_EQ(futures.at("source_shares"), futures.at("source_shares_with_foresight"));
    EXPECT_EQ(futures.at("regimes").at(0).at("regimes").at(1), "T1");
    const auto check = testing::check_schema("plan.schema.json", document);
    EXPECT_EQ(check.exit, 0) << check.problems;
}

}  // namespace
}  // namespace dualflow
