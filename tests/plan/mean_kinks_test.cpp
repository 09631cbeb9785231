// SPDX-License-Identifier: MIT
// The rows for kinks that the mean future asks for: the tree has the same plan with them, and asks for fewer
// of its own.
#include "dualflow/plan/mean_kinks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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

TEST(KinksOfPaths, GoBehindThoseOfTheMeanOnceEachOnAnyThreads) {
    const testing::LaneOfTwoFutures two;
    const MeanKinks mean = kinks_of_the_mean(two.base.c, two.calendar, two.futures, 1, {});
    MeanKinks with_paths = mean, alone;
    add_kinks_of_paths(two.base.c, two.calendar, two.futures, 1, {}, with_paths);
    ASSERT_GE(with_paths.asked.days.size(), mean.asked.days.size());
    EXPECT_GT(with_paths.work.lp_solves, mean.work.lp_solves);
    EXPECT_TRUE(std::equal(mean.asked.days.begin(), mean.asked.days.end(), with_paths.asked.days.begin()));
    // Without those of the mean the paths say it themselves; twice the same adds nothing.
    PlanOptions on_two;
    on_two.threads = 2;
    add_kinks_of_paths(two.base.c, two.calendar, two.futures, 1, on_two, alone);
    ASSERT_FALSE(alone.asked.days.empty());
    MeanKinks again = alone;
    add_kinks_of_paths(two.base.c, two.calendar, two.futures, 1, {}, again);
    EXPECT_EQ(again.asked.days, alone.asked.days);
    // They are rows of the tree, and leave its plan.
    PlanModel m(two.base.c, two.calendar, two.futures);
    build(m);
    const Solved without = solve_in_days(m, {}), with = solve_in_days(m, {}, with_paths.asked);
    ASSERT_EQ(with.solution.status, solver::SolveStatus::optimal);
    EXPECT_NEAR(with.solution.objective, without.solution.objective,
                1e-9 * std::abs(without.solution.objective));
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
