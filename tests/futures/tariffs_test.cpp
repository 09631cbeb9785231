// SPDX-License-Identifier: MIT
#include "dualflow/futures/tariffs.hpp"

#include <gtest/gtest.h>

#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

TEST(Tariffs, ChangeInAYearWithTheStatedChances) {
    Mean first, second, halfway;
    for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
        const auto changes = sample_tariffs(tests::two_policies(), 9, scenario, 3650);
        first.add(regime_in_force(changes, 365));
        second.add(regime_in_force(changes, 730));
        halfway.add(regime_in_force(changes, 182.5));
    }
    EXPECT_TRUE(first.is(0.3));
    EXPECT_TRUE(second.is(0.3 * 0.6 + 0.7 * 0.3));
    EXPECT_TRUE(halfway.is(0.15));  // no day of the year is marked
}

TEST(Tariffs, AreSeenWithTheirDelayAndNeverOnceTheyAreGone) {
    const std::vector<TariffChange> changes{
        {0, 0, 0}, {100, 1, 160}, {300, 0, 300}, {400, 1, 460}, {430, 0, 430}};
    EXPECT_EQ(regime_in_force(changes, 100), 1);
    EXPECT_EQ(regime_seen(changes, 159), 0);
    EXPECT_EQ(regime_seen(changes, 160), 1);
    EXPECT_EQ(regime_seen(changes, 300), 0);
    EXPECT_EQ(regime_in_force(changes, 420), 1);
    EXPECT_EQ(regime_seen(changes, 470), 0);
}

}  // namespace
