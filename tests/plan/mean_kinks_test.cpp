// SPDX-License-Identifier: MIT
// The rows for kinks that the mean future asks for: the tree has the same plan with them, and asks for fewer
// of its own.
#include "dualflow/plan/mean_kinks.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/solve.hpp"
#include "thirty_day_lane.hpp"

namespace dualflow {
namespace {

TEST(MeanKinks, LeaveThePlanAndAreNotAskedForAgain) {
    const testing::LaneOfTwoFutures two;
    const MeanKinks known = kinks_of_the_mean(two.base.c, two.calendar, two.futures, 1, {});
    ASSERT_FALSE(known.asked.days.empty());
    EXPECT_GT(known.work.lp_solves, 1);
    PlanModel m(two.base.c, two.calendar, two.futures);
    build(m);
    const Solved without = solve_in_days(m, {}), with = solve_in_days(m, {}, known.asked);
    ASSERT_EQ(without.solution.status, solver::SolveStatus::optimal);
    ASSERT_EQ(with.solution.status, solver::SolveStatus::optimal);
    EXPECT_NEAR(with.solution.objective, without.solution.objective,
                1e-9 * std::abs(without.solution.objective));
    EXPECT_LT(with.facts.kink_rounds, without.facts.kink_rounds);
    KinkRows kinks(m);
    EXPECT_TRUE(kinks.violated(with.solution.x).empty());
}

TEST(MeanKinks, AreNoneOfAPath) {
    const auto s = testing::thirty_day_lane(35);
    const auto calendar = make_calendar(s.c.settings.calendar, s.c.settings.start).value();
    const Futures path = same_everywhere(s.c, Tree::path(calendar.size()));
    const MeanKinks known = kinks_of_the_mean(s.c, calendar, path, 1, {});
    EXPECT_TRUE(known.asked.days.empty());
    EXPECT_EQ(known.work.lp_solves, 0);
}

}  // namespace
}  // namespace dualflow
