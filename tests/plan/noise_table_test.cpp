// SPDX-License-Identifier: MIT
// The grid that a demand's law is put on, and the table that the engine makes of it.
#include "dualflow/plan/noise_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dual_case.hpp"
#include "dualflow/inventory/dual/premium.hpp"
#include "dualflow/plan/noise_grid.hpp"

namespace dualflow {
namespace {

using testing::uniform_int;

Noise law(NoiseLaw kind, double cv = 0) {
    Noise noise;
    noise.law = kind;
    noise.cv = cv;
    return noise;
}

TEST(NoiseGrid, KnowsTheVariationOfEachLaw) {
    EXPECT_DOUBLE_EQ(daily_cv(law(NoiseLaw::gamma, 0.7), 3), 0.7);
    EXPECT_DOUBLE_EQ(daily_cv(law(NoiseLaw::poisson), 4), 0.5);
    // 0 … 4: variance 2, mean 2.
    EXPECT_DOUBLE_EQ(daily_cv(uniform_int(0, 4), 2), std::sqrt(2) / 2);
    Noise uniform = uniform_int(2, 8);
    uniform.law = NoiseLaw::uniform;
    EXPECT_DOUBLE_EQ(daily_cv(uniform, 5), 6 / std::sqrt(12) / 5);
}

TEST(NoiseGrid, KeepsTheUnitOfACountWhereItsValuesAreFew) {
    const auto days = in_units(uniform_int(0, 4), 2, 3);
    ASSERT_TRUE(days);
    EXPECT_EQ(days->unit, 1);
    EXPECT_EQ(days->period.highest(), 12);
    EXPECT_NEAR(days->period.mean(), 6, 1e-12);
    EXPECT_NEAR(days->period.variance(), 6, 1e-12);
    EXPECT_FALSE(in_units(uniform_int(0, 400), 200, 1));
    EXPECT_TRUE(in_units(law(NoiseLaw::poisson), 3, 1));
    EXPECT_FALSE(in_units(law(NoiseLaw::poisson), 3000, 1));
    EXPECT_FALSE(in_units(law(NoiseLaw::gamma, 1), 3, 1));
}

TEST(NoiseGrid, CountsOthersInStepsOfTheirDeviation) {
    for (const Noise& noise : {law(NoiseLaw::normal, 0.3), law(NoiseLaw::gamma, 1.5), law(NoiseLaw::poisson),
                               uniform_int(50, 150)}) {
        for (const int days : {1, 7}) {
            const GridDemand grid = in_steps(noise, 100, days, 2);
            EXPECT_NEAR(grid.period.mean() * grid.unit, 100 * days, 1e-4 * days);
            EXPECT_NEAR(grid.cv, daily_cv(noise, 100) / std::sqrt(days), 1e-5 * grid.cv);
        }
    }
}

NoiseItem anchor(int lead_slow) {
    NoiseItem item;
    item.noise = uniform_int(0, 4);
    item.mean_per_day = 2;
    item.lead_slow = lead_slow;
    item.waiting = 99;
    return item;
}

TEST(NoiseTable, HasTheBaseStocksOfBothSourcesAtItsEndsAndIsConvex) {
    for (const int lead : {1, 2, 3, 4}) {
        const NoiseTable table = make_noise_table(anchor(lead));
        EXPECT_EQ(table.method, "optimum");
        EXPECT_EQ(table.corners.front().share_slow, 0);
        EXPECT_EQ(table.corners.back().share_slow, 1);
        // Near alone: at most 4 a day, so a level of 4 leaves 2 on average, a day's demand.
        EXPECT_NEAR(table.corners.front().cost, 1, 1e-12);
        EXPECT_NEAR(table.corners.front().buffer, 1, 1e-12);
        double slope = 0;
        for (std::size_t j = 1; j < table.corners.size(); ++j) {
            const NoiseCorner &a = table.corners[j - 1], &b = table.corners[j];
            const double next = (b.cost - a.cost) / (b.share_slow - a.share_slow);
            EXPECT_GT(next, slope);
            slope = next;
        }
    }
}

// At every premium the cheapest corner costs what the optimum costs, up to the error that is stated.
TEST(NoiseTable, StatesTheErrorOfItsLines) {
    const NoiseTable table = make_noise_table(anchor(4));
    const double error = table.tangents * table.corners.back().cost;
    for (const double premium : {0.2, 0.5, 1.0, 1.7, 2.5, 4.0, 8.0}) {
        inventory::DualProblem p;
        p.demand = inventory::uniform(0, 4);
        p.lead_regular = 4;
        p.cost_expedited = premium;
        p.holding = 1;
        p.backlog = 99;
        const auto best = inventory::solve_optimum(p);
        ASSERT_TRUE(best) << best.error();
        double least = 1e9;
        for (const NoiseCorner& corner : table.corners)
            least = std::min(least, corner.cost + premium * (1 - corner.share_slow));
        EXPECT_GE(least, best->cost / 2 - 1e-7);
        EXPECT_LE(least, best->cost / 2 + error + 1e-7);
    }
}

TEST(NoiseTable, TakesPoliciesWhereTheOptimumDoesNotFit) {
    NoiseItem item;
    item.noise = law(NoiseLaw::gamma, 0.5);
    item.mean_per_day = 1;
    item.lead_fast = 2;
    item.lead_slow = 45;
    item.waiting = 30;
    const NoiseTable table = make_noise_table(item);
    EXPECT_EQ(table.method, "best of capped dual index and base surge");
    ASSERT_GE(table.corners.size(), 3U);
    EXPECT_LT(std::abs(table.grid), 0.02);
    // Better than a mixture of the two single sources.
    const NoiseCorner &first = table.corners.front(), &last = table.corners.back();
    const NoiseCorner& middle = table.corners[1];
    EXPECT_LT(middle.cost, first.cost + middle.share_slow * (last.cost - first.cost));
}

// A Poisson demand of twice the volume varies less in proportion: √2 less, and so does its buffer, about.
TEST(NoiseTable, SaysWhatAnotherVolumeWouldCost) {
    NoiseItem item;
    item.noise = law(NoiseLaw::poisson);
    item.mean_per_day = 400;
    item.waiting = 20;
    const NoiseTable table = make_noise_table(item);
    EXPECT_NEAR(table.half, std::sqrt(2) - 1, 0.02);
    EXPECT_NEAR(table.twice, 1 / std::sqrt(2) - 1, 0.02);
    item.noise = law(NoiseLaw::gamma, 0.3);
    EXPECT_EQ(make_noise_table(item).half, 0);
}

TEST(NoiseTable, OfDemandThatHardlyOrWildlyVariesIsStillATable) {
    for (const double cv : {0.005, 0.05, 5.0}) {
        for (const int lead : {1, 60}) {
            NoiseItem item;
            item.noise = law(NoiseLaw::gamma, cv);
            item.mean_per_day = 1;
            item.lead_slow = lead;
            item.waiting = 50;
            const NoiseTable table = make_noise_table(item);
            EXPECT_GE(table.corners.size(), 2U);
            EXPECT_GT(table.corners.front().cost, 0);
            EXPECT_GT(table.corners.back().cost, table.corners.front().cost);
            EXPECT_TRUE(std::isfinite(table.tangents) && std::isfinite(table.grid));
        }
    }
}

TEST(NoiseTable, OfDemandThatIsRareOrFarAwayIsStillATable) {
    for (const auto& [noise, mean] : {std::pair{law(NoiseLaw::poisson), 1e-6},
                                      {law(NoiseLaw::poisson), 0.01},
                                      {law(NoiseLaw::negative_binomial, 3), 0.5}}) {
        for (const int lead : {1, 500}) {
            NoiseItem item;
            item.noise = noise;
            item.mean_per_day = mean;
            item.lead_slow = lead;
            item.waiting = 50;
            const NoiseTable table = make_noise_table(item);
            SCOPED_TRACE(::testing::Message() << static_cast<int>(noise.law) << " " << mean << " " << lead);
            EXPECT_GT(table.corners.front().cost, 0);
            EXPECT_GE(table.corners.back().cost, table.corners.front().cost);
            EXPECT_TRUE(std::isfinite(table.tangents) && std::isfinite(table.grid));
            EXPECT_TRUE(std::isfinite(table.half) && std::isfinite(table.twice));
        }
    }
}

TEST(NoiseTables, SolveEachItemOnce) {
    NoiseTables tables;
    const auto first = tables.find(anchor(2));
    EXPECT_EQ(tables.find(anchor(2)), first);
    EXPECT_NE(tables.find(anchor(3)), first);
}

}  // namespace
}  // namespace dualflow
