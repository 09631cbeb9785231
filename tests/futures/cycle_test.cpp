// SPDX-License-Identifier: MIT
#include "dualflow/futures/cycle.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/futures/chain.hpp"
#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

TEST(Chain, PicksAStateByItsChanceAndNeverOneOfChanceZero) {
    EXPECT_EQ(pick({0.25, 0, 0.75}, 0.0), 0);
    EXPECT_EQ(pick({0.25, 0, 0.75}, 0.2499), 0);
    EXPECT_EQ(pick({0.25, 0, 0.75}, 0.25), 2);
    EXPECT_EQ(pick({0.3, 0.7 - 1e-12, 0}, 0.9999999999999), 1);  // sums that rounding left below one
}

TEST(Chain, HasTheStationaryLawThatBalances) {
    const auto law = long_run_law({{0.9, 0.1}, {0.2, 0.8}});  // π₁·0.1 = π₂·0.2
    EXPECT_NEAR(law[0], 2.0 / 3, 1e-12);
    const auto cyclic = long_run_law({{0, 1}, {1, 0}});
    EXPECT_NEAR(cyclic[0], 0.5, 1e-12);
    const auto absorbing = long_run_law({{1, 0, 0}, {0.25, 0.5, 0.25}, {0, 0, 1}});
    EXPECT_NEAR(absorbing[0], 0.5, 1e-12);
    EXPECT_NEAR(absorbing[1], 0, 1e-12);
}

// Two moments of the model in closed form, at a period to which the chain has come from its long-run law.
TEST(Cycle, HasTheRegimesLevelsAndSpreadsThatTheTableStates) {
    const Cycle cycle = tests::two_regimes();
    Mean high, high_level, high_spread, memory;
    for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
        const CyclePath path = sample_cycle(cycle, 11, scenario, 6);
        high.add(path.regime[5] == 0);
        if (path.regime[5] != 0) continue;
        const double log_ratio = std::log(path.factor[5] / 1.2);
        high_level.add(path.factor[5]);
        high_spread.add(std::pow(log_ratio + 0.005, 2));
        if (path.regime[4] == 0) memory.add((log_ratio + 0.005) * (std::log(path.factor[4] / 1.2) + 0.005));
    }
    EXPECT_TRUE(high.is(2.0 / 3));
    EXPECT_TRUE(high_level.is(1.2));
    EXPECT_TRUE(high_spread.is(0.01));
    EXPECT_TRUE(memory.is(0.8 * 0.01));
}

TEST(Cycle, StartsByTheStatedChances) {
    Cycle cycle = tests::two_regimes();
    cycle.start = {0.1, 0.9};
    Mean high, next;
    for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
        const CyclePath path = sample_cycle(cycle, 1, scenario, 2);
        high.add(path.regime[0] == 0);
        next.add(path.regime[1] == 0);
    }
    EXPECT_TRUE(high.is(0.1));
    EXPECT_TRUE(next.is(0.1 * 0.9 + 0.9 * 0.2));
}

TEST(Cycle, KeepsItsBeginningWhenTheHorizonGrows) {
    const CyclePath few = sample_cycle(tests::two_regimes(), 1, 2, 10);
    const CyclePath many = sample_cycle(tests::two_regimes(), 1, 2, 100);
    for (std::size_t t = 0; t < 10; ++t) EXPECT_EQ(few.factor[t], many.factor[t]);
}

}  // namespace
