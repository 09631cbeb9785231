// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/premium.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "inventory/dual/items.hpp"

namespace dualflow::inventory {
namespace {

double cost_at(DualProblem problem, double premium) {
    problem.cost_expedited = problem.cost_regular + premium;
    return solve_optimum(problem)->cost;
}

// What straight lines between the corners say at a share.
double straight(const StockTable& table, double share) {
    for (std::size_t i = 1; i < table.corners.size(); ++i) {
        const Corner &a = table.corners[i - 1], &b = table.corners[i];
        if (share <= b.share_far)
            return a.cost + (b.cost - a.cost) * (share - a.share_far) / (b.share_far - a.share_far);
    }
    return table.corners.back().cost;
}

TEST(SingleSource, IsANewsvendorOverTheLeadTime) {
    const DualProblem p{uniform(0, 4), 2, 0, 0, 1, 5, 495};
    EXPECT_EQ(single_source(p, 0).level, 4);
    EXPECT_DOUBLE_EQ(single_source(p, 0).cost, 10);
    // Three periods of demand: never more than 12 in 125 equal cases, more than 11 in one of them.
    const SingleSource far = single_source(p, 2);
    EXPECT_EQ(far.level, 11);
    EXPECT_NEAR(far.cost, 5 * (5 + 1.0 / 125) + 495.0 / 125, 1e-12);
}

RC_GTEST_PROP(BreakEven, IsThePremiumAtWhichTheNearSourceStopsPaying, ()) {
    const DualProblem p = random_item(4, 3, 1);
    const auto found = break_even(p);
    RC_ASSERT(found.has_value());
    const double far = found->far_only.cost + p.cost_regular * p.demand.mean();
    const double tolerance = 1e-6 * std::max(1.0, far);
    RC_LOG() << found->premium << "\n";
    RC_ASSERT(std::abs(cost_at(p, found->premium * 1.01 + 1e-6) - far) < tolerance);
    if (found->premium == 0) return;  // the far source alone holds no more stock than the near one
    RC_ASSERT(std::abs(cost_at(p, found->premium) - far) < tolerance);
    RC_ASSERT(cost_at(p, found->premium * 0.98) < far - 1e-9);
}

RC_GTEST_PROP(StockTable, IsConvexAndNeverBelowWhatThePremiumsProve, ()) {
    const DualProblem p = random_item(4, 3, 1);
    const auto table = stock_table(p, 0, 200);
    RC_ASSERT(table.has_value());
    RC_ASSERT(table->error < 1e-7);
    RC_ASSERT(table->corners.front().share_far == 0.0);
    RC_ASSERT(table->corners.back().share_far == 1.0);
    const double mean = p.demand.mean(), bought = p.cost_regular * mean;
    for (const double premium : {0.3, 1.0, 2.7, 6.0, 20.0}) {
        // C*(c) is the least of the corners' lines, and no straight line lies below it.
        double least = 1e300;
        for (const Corner& c : table->corners)
            least = std::min(least, mean * (c.cost + premium * (1 - c.share_far)));
        RC_ASSERT(std::abs(least - (cost_at(p, premium) - bought)) < 1e-6 * std::max(1.0, least));
    }
    for (std::size_t i = 2; i < table->corners.size(); ++i) {
        const Corner &a = table->corners[i - 2], &b = table->corners[i - 1], &c = table->corners[i];
        RC_ASSERT((b.cost - a.cost) * (c.share_far - b.share_far) <=
                  (c.cost - b.cost) * (b.share_far - a.share_far) + 1e-9);
    }
}

RC_GTEST_PROP(StockTable, OfFewCornersIsNoFartherFromAllOfThemThanItSays, ()) {
    const DualProblem p = random_item(4, 3);
    const auto fine = stock_table(p, 0, 500), coarse = stock_table(p, 0, 3);
    RC_ASSERT(fine.has_value() && coarse.has_value());
    double farthest = 0;
    for (const Corner& c : fine->corners)
        farthest = std::max(farthest, straight(*coarse, c.share_far) - c.cost);
    RC_ASSERT(std::abs(farthest - coarse->error) < 1e-7);
}

TEST(StockTable, FallsBackToPoliciesWhereTheOptimumDoesNotFit) {
    OptimumOptions small;
    small.memory = 1000;
    const DualProblem p{uniform(0, 4), 3, 0, 0, 1, 5, 495};
    const auto rough = stock_table(p, 0, 6, small), exact = stock_table(p, 0, 6);
    ASSERT_TRUE(rough && exact);
    EXPECT_EQ(rough->method, "best of capped dual index and base surge");
    EXPECT_EQ(exact->method, "optimum");
    for (const Corner& c : rough->corners)
        EXPECT_GE(c.cost, straight(*exact, c.share_far) - exact->error - 1e-9);
}

TEST(StockTable, RefusesLostSales) {
    DualProblem p{uniform(0, 4), 3, 0, 0, 1, 5, 495};
    p.lost_sales = true;
    EXPECT_NE(stock_table(p, 0, 6).error().find("neither lost sales nor fixed costs"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::inventory
