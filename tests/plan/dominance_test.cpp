// SPDX-License-Identifier: MIT
#include "dualflow/plan/dominance.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "small_case.hpp"

namespace dualflow {
namespace {

// A second lane beside the first, which takes 10 days and costs 5.
testing::SmallCase two_lanes(double lead, double cost) {
    auto s = testing::small_case(30);
    s.c.lanes[0].lead = Days{10};
    s.c.lanes[0].cost_per_unit = Money{5};
    Lane other = s.c.lanes[0];
    other.mode = "rail";
    other.lead = Days{lead};
    other.cost_per_unit = Money{cost};
    s.c.lanes.push_back(other);
    return s;
}

std::vector<bool> kept(const Case& c) {
    int pruned = 0;
    const auto keep = keep_undominated({&c}, pruned);
    EXPECT_EQ(pruned, std::count(keep.begin(), keep.end(), false));
    return keep;
}

TEST(Dominance, DropsTheDearerOfTwoLanesThatTakeTheSameTime) {
    EXPECT_EQ(kept(two_lanes(10, 6).c), (std::vector<bool>{true, false}));
    EXPECT_EQ(kept(two_lanes(10, 4).c), (std::vector<bool>{false, true}));
    EXPECT_EQ(kept(two_lanes(10, 5).c), (std::vector<bool>{true, false}));  // equal: the first stays
}

TEST(Dominance, KeepsASlowerLaneWhereGoodsCannotWait) {
    EXPECT_EQ(kept(two_lanes(20, 6).c), (std::vector<bool>{true, true}));
}

TEST(Dominance, KeepsASlowerLaneWhereWaitingCostsMoreThanItSaves) {
    auto s = two_lanes(20, 6);
    testing::add_inventory(s, s.market, 0, 0.2);  // waiting ten days costs 2, the slow lane 1 more
    EXPECT_EQ(kept(s.c), (std::vector<bool>{true, true}));
    s.c.inventory[0].holding_cost_per_day = Money{0.05};
    EXPECT_EQ(kept(s.c), (std::vector<bool>{true, false}));
}

TEST(Dominance, KeepsALaneBesideOneThatHasACapacity) {
    auto s = two_lanes(10, 6);
    s.c.lanes[0].capacity = PerDay{3};
    EXPECT_EQ(kept(s.c), (std::vector<bool>{true, true}));
}

}  // namespace
}  // namespace dualflow
