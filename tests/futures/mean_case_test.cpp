// SPDX-License-Identifier: MIT
#include "dualflow/futures/mean_case.hpp"

#include <gtest/gtest.h>

namespace dualflow {
namespace {

Case one_lane(double cost, double quantity) {
    Case c;
    Lane lane;
    lane.cost_per_unit = Money{cost};
    c.lanes.push_back(lane);
    Demand demand;
    demand.quantity = PerDay{quantity};
    c.demand.push_back(demand);
    Process process;
    process.yield = 0.9;
    c.processes.push_back(process);
    return c;
}

TEST(MeanCase, WeighsEveryFigure) {
    const Case a = one_lane(4, 10), b = one_lane(8, 40);
    const Case mean = mean_case({&a, &b}, {3, 1});
    EXPECT_DOUBLE_EQ(mean.lanes[0].cost_per_unit.value, 5);
    EXPECT_DOUBLE_EQ(mean.demand[0].quantity.value, 17.5);
}

TEST(MeanCase, KeepsTheBitsOfWhatIsTheSameEverywhere) {
    const Case a = one_lane(0.1, 1), b = one_lane(0.1, 2), c = one_lane(0.1, 3);
    const Case mean = mean_case({&a, &b, &c}, {0.1, 0.2, 0.7});
    EXPECT_EQ(mean.lanes[0].cost_per_unit.value, 0.1);
    EXPECT_EQ(mean.processes[0].yield, 0.9);
}

TEST(MeanCase, HasNoLimitWhereOneFutureHasNone) {
    Case a = one_lane(1, 1), b = one_lane(1, 1);
    a.lanes[0].capacity = PerDay{10};
    EXPECT_FALSE(mean_case({&a, &b}, {9, 1}).lanes[0].capacity);
    b.lanes[0].capacity = PerDay{20};
    EXPECT_DOUBLE_EQ(mean_case({&a, &b}, {9, 1}).lanes[0].capacity->value, 11);
}

TEST(MeanCase, LeavesBlankWhatIsBlankInMostFutures) {
    Case a = one_lane(1, 1), b = one_lane(1, 1);
    a.demand[0].price = Money{70};
    EXPECT_EQ(mean_case({&a, &b}, {3, 2}).demand[0].price, Money{70});
    EXPECT_FALSE(mean_case({&a, &b}, {2, 3}).demand[0].price);
}

TEST(MeanCase, TakesTheMoreProbableOfWhatIsNoNumber) {
    Case a = one_lane(1, 1), b = one_lane(1, 1);
    a.processes[0].available = false;
    a.tariff_regime = "high";
    b.tariff_regime = "low";
    const Case mostly_b = mean_case({&a, &b}, {0.4, 0.6}), mostly_a = mean_case({&a, &b}, {0.6, 0.4});
    EXPECT_TRUE(mostly_b.processes[0].available);
    EXPECT_FALSE(mostly_a.processes[0].available);
    EXPECT_EQ(mostly_b.tariff_regime, "low");
    EXPECT_EQ(mostly_a.tariff_regime, "high");
}

// Two weeks, of which the second has three futures.
TEST(MeanFuture, IsAPathOfTheMeansOfItsBuckets) {
    const Case first = one_lane(1, 7), low = one_lane(1, 0), middle = one_lane(1, 10), high = one_lane(1, 40);
    Futures futures;
    futures.tree = Tree({{-1, 0, 1}, {0, 1, 0.5}, {0, 1, 0.25}, {0, 1, 0.25}});
    futures.figures = {&first, &low, &middle, &high};
    const MeanFuture mean = mean_future(futures);
    ASSERT_EQ(mean.futures.tree.size(), 2U);
    EXPECT_EQ(mean.futures.tree.leaves().size(), 1U);
    EXPECT_EQ(mean.futures.figures[0], &first);
    EXPECT_DOUBLE_EQ(mean.futures.figures[1]->demand[0].quantity.value, 12.5);
}

}  // namespace
}  // namespace dualflow
