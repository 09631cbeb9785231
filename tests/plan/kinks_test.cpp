// SPDX-License-Identifier: MIT
// A plan must be feasible on every day of a bucket, not only at its end (ANCHORS section 5: a 30-day
// lane over months of 31, 29 and 31 days, demand 1 a day, stock 60).
#include "dualflow/plan/kinks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/plan.hpp"
#include "thirty_day_lane.hpp"

namespace dualflow {
namespace {

// Stock of the market on day d by walking every day: evenly departing shipments, demand met in full
// less what is lost, evenly over the bucket. Independent of the model's own arithmetic.
double lowest_stock(const PlanResult& plan) {
    const double starts[] = {0, 31, 60, 91};
    double stock = 60, lowest = stock;
    for (int tenth = 0; tenth < 910; ++tenth) {
        const double day = (tenth + 0.5) / 10;
        double rate = 0;
        for (const FlowRow& flow : plan.flows) {
            const double begin = starts[flow.node] + 30, end = starts[flow.node + 1] + 30;
            if (day > begin && day < end) rate += flow.quantity / (end - begin);
        }
        for (const SalesRow& row : plan.sales) {
            if (day > starts[row.node] && day < starts[row.node + 1])
                rate -= row.sales / (starts[row.node + 1] - starts[row.node]);
        }
        stock += rate / 10;
        lowest = std::min(lowest, stock);
    }
    return lowest;
}

TEST(Days, KeepAStockAboveZeroInsideItsBuckets) {
    const PlanResult plan = make_plan(testing::thirty_day_lane(60).c, {});
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    EXPECT_GE(lowest_stock(plan), -1e-6);
    double lost = 0;
    for (const SalesRow& row : plan.sales) lost += row.lost;
    EXPECT_NEAR(lost, 0, 1e-6);  // 60 days of stock outlast the 30 of the lane
}

TEST(Days, BindWhereMonthEndsAloneWouldLetGoodsArriveTooLate) {
    // Stock for 35 days: shipments of the first month must carry the market from day 35 on, although
    // at the end of every month a later shipment would balance.
    auto s = testing::thirty_day_lane(60);
    s.c.inventory[0].opening_stock = Units{35};
    const PlanResult plan = make_plan(s.c, {});
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    EXPECT_GT(plan.model.kink_rows, 0);
}

TEST(Days, SayWhatAPlanMissesOfRowsThatItHas) {
    auto s = testing::thirty_day_lane(60);
    s.c.inventory[0].opening_stock = Units{35};
    const auto calendar = make_calendar(s.c.settings.calendar, s.c.settings.start);
    PlanModel m(s.c, *calendar, same_everywhere(s.c, Tree::path(calendar->size())));
    build(m);
    const solver::Solution without = solver::Solver(m.lp.finish()).solve_relaxation({});
    KinkRows kinks(m);
    EXPECT_FALSE(kinks.violated(without.x).empty());
    EXPECT_EQ(kinks.missed(), 0);
    EXPECT_TRUE(kinks.violated(without.x).empty()) << "rows are given once";
    EXPECT_GT(kinks.missed(), 0);
}

}  // namespace
}  // namespace dualflow
