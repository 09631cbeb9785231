// SPDX-License-Identifier: MIT
// The reference case as a planner would check it: proved, feasible, plausible, and the same twice.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"

namespace dualflow::cases {
namespace {

const PlanRun& heavy_truck() {
    static const PlanRun run = run_plan(DUALFLOW_SOURCE_DIR "/examples/heavy-truck");
    return run;
}

TEST(HeavyTruck, IsPlannedWithinOneInAThousandOfTheProvedBoundWithoutPayingElasticRows) {
    ASSERT_EQ(heavy_truck().exit_code, 0) << heavy_truck().problems;
    const auto& plan = heavy_truck().document;
    EXPECT_EQ(check_invariants(plan), Findings{});
    const double objective = plan.at("objective"), proved = plan.at("bound_proved");
    EXPECT_LE(objective - proved, 0.001 * std::abs(objective));
    EXPECT_EQ(plan.at("elastic").at("total"), 0);
    EXPECT_LE(plan.at("model").at("columns_per_node"), 1200);
}

TEST(HeavyTruck, IsPlausible) {
    const auto& summary = heavy_truck().document.at("summary");
    EXPECT_GE(summary.at("margin"), 0.08);
    EXPECT_LE(summary.at("margin"), 0.12);
    EXPECT_GE(summary.at("served_share").get<double>(), 1 - 1e-9);
    int assembly = 0;
    for (const auto& row : summary.at("utilisation_by_resource")) {
        if (row.at("resource") != "assembly") continue;
        ++assembly;
        EXPECT_GE(row.at("mean"), 0.75) << row;
        EXPECT_LE(row.at("mean"), 0.90) << row;
    }
    EXPECT_EQ(assembly, 3);
}

TEST(HeavyTruck, BuysEveryYearFromNearAndFar) {
    std::map<int, double> near;
    for (const auto& row : heavy_truck().document.at("summary").at("source_shares_total")) {
        const std::set<std::string> bloc{"US", "MX", "CA"};
        if (bloc.contains(row.at("region"))) near[row.at("year")] += row.at("share").get<double>();
    }
    EXPECT_EQ(near.size(), 8u);
    for (const auto& [year, share] : near) {
        EXPECT_GT(share, 0.5) << year;
        EXPECT_LT(share, 0.95) << year;
    }
}

TEST(HeavyTruck, HasTheSameBytesOnTwoThreads) {
    const PlanRun again = run_plan(DUALFLOW_SOURCE_DIR "/examples/heavy-truck", "--threads 2");
    EXPECT_TRUE(again.output == heavy_truck().output);  // megabytes: not to be printed
}

}  // namespace
}  // namespace dualflow::cases
