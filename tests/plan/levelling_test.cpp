// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <numeric>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/plan.hpp"
#include "small_case.hpp"

namespace dualflow {
namespace {

using testing::add_demand;
using testing::add_inventory;
using testing::small_case;

PlanResult solve(const Case& c) {
    PlanOptions options;
    options.gap = 0;
    return make_plan(c, options);
}

// ANCHORS P5: demand 80 six times, then 120 six times; opening rate 100; holding 1 at the bucket's end.
testing::SmallCase levelling_case(double ramp_cost) {
    auto s = small_case(12);
    s.c.settings.holding = "end";
    s.c.resources[0].opening_rate = PerDay{100};
    s.c.resources[0].ramp_up_cost = s.c.resources[0].ramp_down_cost = Money{ramp_cost};
    add_demand(s, 0, 6, 80);
    add_demand(s, 6, 12, 120);
    add_inventory(s, s.plant, 0, 1);
    return s;
}

TEST(Levelling, FollowsDemandWhereRampsAreCheapAndStaysLevelWhereTheyAreDear) {
    const std::vector<std::pair<double, double>> published{
        {5, 300}, {8, 480}, {12, 702.857142857143}, {18, 720}};
    for (const auto& [cost, optimum] : published) {
        const PlanResult plan = solve(levelling_case(cost).c);
        EXPECT_EQ(plan.status, PlanStatus::optimal);
        EXPECT_NEAR(plan.objective, optimum, 1e-6 * optimum) << "ramp cost " << cost;
        EXPECT_NEAR(plan.bound_proved, optimum, 1e-6 * optimum);
    }
}

TEST(Levelling, ChargesOneRampForAStepAndNoneForConstantDemand) {
    auto step = levelling_case(2);
    step.c.inventory.clear();  // nothing can be built ahead
    EXPECT_NEAR(solve(step.c).cost_components.at("ramp"), 2 * (20 + 40), 1e-9);
    auto constant = small_case(12);
    constant.c.resources[0].opening_rate = PerDay{100};
    constant.c.resources[0].ramp_up_cost = Money{2};
    add_demand(constant, 0, 12, 100);
    EXPECT_NEAR(solve(constant.c).objective, 0, 1e-9);
}

TEST(Levelling, PricesUseOutsideTheBandOnceForEachUnit) {
    auto s = small_case(10);
    s.c.resources[0].capacity = PerDay{100};
    s.c.resources[0].band_low = Share{0.75};
    s.c.resources[0].under_cost = Money{3};
    s.c.resources[0].band_high = Share{0.9};
    s.c.resources[0].over_cost = Money{7};
    add_demand(s, 0, 4, 60);    // 15 a day under the band
    add_demand(s, 4, 10, 100);  // 10 a day over it
    const PlanResult plan = solve(s.c);
    EXPECT_NEAR(plan.cost_components.at("band"), 4 * 15 * 3 + 6 * 10 * 7, 1e-9);
}

TEST(Plan, HasComponentsThatSumToItsObjective) {
    const PlanResult plan = solve(levelling_case(12).c);
    double sum = 0;
    for (const auto& [name, value] : plan.cost_components) sum += value;
    EXPECT_NEAR(sum, plan.objective, 1e-9 * plan.objective);
}

}  // namespace
}  // namespace dualflow
