// SPDX-License-Identifier: MIT
// The rows for kinks that the mean future asks for: the tree has the same plan with them, and asks for fewer
// of its own.
#include "dualflow/plan/mean_kinks.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/solve.hpp"
#include "small_case.hpp"

namespace dualflow {
namespace {

// Months of 31, 29 and 31 days, a lane of 30 and stock for 35: as in kinks_test.cpp.
testing::SmallCase thirty_day_lane() {
    auto s = testing::small_case(91);
    s.c.settings.start = make_date(2028, 1, 1);
    s.c.settings.calendar = "3 months";
    s.c.settings.discount_rate = 0.1;
    s.c.settings.end_stock = "none";
    s.c.lanes[0].lead = Days{30};
    s.c.lanes[0].cost_per_unit = Money{5};
    testing::add_demand(s, 0, 91, 1);
    testing::add_inventory(s, s.market, 35, 0.01);
    return s;
}

// The second month has two futures, in the one of which twice as much is asked for.
struct TwoFutures {
    testing::SmallCase base = thirty_day_lane(), high = thirty_day_lane();
    Futures futures;
    std::vector<Bucket> calendar;

    TwoFutures() {
        high.c.demand[0].quantity = PerDay{2 * high.c.demand[0].quantity.value};
        calendar = make_calendar(base.c.settings.calendar, base.c.settings.start).value();
        futures =
            same_everywhere(base.c, Tree({{-1, 0, 1}, {0, 1, 0.5}, {0, 1, 0.5}, {1, 2, 0.5}, {2, 2, 0.5}}));
        futures.figures[2] = futures.figures[4] = &high.c;
    }
};

TEST(MeanKinks, LeaveThePlanAndAreNotAskedForAgain) {
    const TwoFutures two;
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
    const auto s = thirty_day_lane();
    const auto calendar = make_calendar(s.c.settings.calendar, s.c.settings.start).value();
    const Futures path = same_everywhere(s.c, Tree::path(calendar.size()));
    const MeanKinks known = kinks_of_the_mean(s.c, calendar, path, 1, {});
    EXPECT_TRUE(known.asked.days.empty());
    EXPECT_EQ(known.work.lp_solves, 0);
}

}  // namespace
}  // namespace dualflow
