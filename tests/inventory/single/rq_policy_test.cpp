// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/rq_policy.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "dualflow/inventory/single/newsvendor.hpp"
#include "inventory/single/direct.hpp"

namespace dualflow::inventory {
namespace {

RqProblem any_problem() {
    return {0.5 * *rc::gen::inRange(1, 12), 0.25 * *rc::gen::inRange(0, 9), 1.0 * *rc::gen::inRange(1, 5),
            1.0 * *rc::gen::inRange(1, 40), 1.0 * *rc::gen::inRange(0, 30)};
}

// Stock as the lead-time demand leaves it, with the masses of a Poisson demand by their recursion.
double direct_cost(const RqProblem& problem, std::int64_t reorder, std::int64_t quantity) {
    const double mean = problem.rate * problem.lead;
    double money = problem.rate * problem.fixed;
    for (std::int64_t y = reorder + 1; y <= reorder + quantity; ++y) {
        double mass = std::exp(-mean);
        for (std::int64_t d = 0; d < 120; ++d) {
            const auto left = static_cast<double>(y - d);
            money += mass * (left > 0 ? problem.holding * left : -problem.backlog * left);
            mass *= mean / static_cast<double>(d + 1);
        }
    }
    return money / static_cast<double>(quantity);
}

TEST(RqPolicy, IsThatOfTheTextbook) {  // Snyder and Shen 2019, example 5.8
    const auto found = solve_rq({1.5, 2, 20, 150, 100});
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->reorder, 3);
    EXPECT_EQ(found->quantity, 5);
    EXPECT_NEAR(found->cost, 107.92358063314975, 1e-9);
}

RC_GTEST_PROP(RqPolicy, CostsNoMoreThanAnyOther, ()) {
    const RqProblem problem = any_problem();
    const auto best = solve_rq(problem);
    RC_ASSERT(best.has_value());
    double least = INFINITY;
    for (std::int64_t r = best->reorder - 12; r <= best->reorder + 12; ++r) {
        for (std::int64_t q = 1; q <= best->quantity + 8; ++q)
            least = std::min(least, direct_cost(problem, r, q));
    }
    RC_ASSERT(std::abs(best->cost - least) <= 1e-9 * (1 + least));
}

RC_GTEST_PROP(RqPolicy, OfAGivenQuantityHasTheBestReorderPoint, ()) {
    const RqProblem problem = any_problem();
    const std::int64_t quantity = *rc::gen::inRange(1, 15);
    const auto best = solve_rq(problem, quantity);
    RC_ASSERT(best && best->quantity == quantity);
    for (std::int64_t r = best->reorder - 8; r <= best->reorder + 8; ++r)
        RC_ASSERT(direct_cost(problem, r, quantity) >= best->cost - 1e-9 * (1 + best->cost));
    const auto given = evaluate_rq(problem, best->reorder, quantity);
    RC_ASSERT(given && std::abs(given->cost - best->cost) < 1e-12 * (1 + best->cost));
}

TEST(RqPolicy, ServesTheShareOfCustomersThatItsChainDoes) {
    // No lead time, so that stock is the position: r = −2, Q = 4 is −1, 0, 1, 2, a quarter of the time each.
    const auto found = evaluate_rq({3, 0, 1, 9, 8}, -2, 4);
    ASSERT_TRUE(found) << found.error();
    EXPECT_NEAR(found->averages.fill_rate, 0.5, 1e-15);
    EXPECT_NEAR(found->averages.ready_rate, 0.75, 1e-15);
    EXPECT_NEAR(found->averages.holding, 0.75, 1e-15);
    EXPECT_NEAR(found->averages.backlog, 2.25, 1e-15);
    EXPECT_NEAR(found->fixed_cost, 6, 1e-15);
    EXPECT_NEAR(found->cost, 9, 1e-15);
}

TEST(RqPolicy, WithoutAFixedCostIsABaseStock) {
    const auto policy = solve_rq({6, 1, 2, 17, 0});
    const auto level = solve_newsvendor(SiteProblem{poisson(6), 0, 2, 17});
    ASSERT_TRUE(policy && level);
    EXPECT_EQ(policy->quantity, 1);
    EXPECT_EQ(static_cast<double>(policy->reorder + 1), level->level);
    EXPECT_NEAR(policy->cost, level->cost, 1e-12);
}

TEST(RqPolicy, RefusesWhatMakesNoSense) {
    EXPECT_TRUE(solve_rq({6, 0, 2, 17, 0}));
    EXPECT_FALSE(solve_rq({0, 1, 2, 17, 5}));
    EXPECT_FALSE(solve_rq({6, -1, 2, 17, 5}));
    EXPECT_FALSE(solve_rq({6, 1, 0, 17, 5}));
    EXPECT_FALSE(solve_rq({6, 1, 2, 0, 5}));
    EXPECT_FALSE(solve_rq({6, 1, 2, 17, -5}));
    EXPECT_FALSE(solve_rq({6, 1, 2, 17, NAN}));
    EXPECT_FALSE(solve_rq({1e9, 1, 2, 17, 5}));
    EXPECT_FALSE(solve_rq({6, 1, 2, 17, 5}, 0));
    EXPECT_TRUE(solve_rq({6, 1, 2, 17, 5}, 1));
    EXPECT_FALSE(solve_rq({6, 1, 1e-9, 0.5, 1e20}));  // orders too large
    EXPECT_FALSE(evaluate_rq({6, 1, 2, 17, 5}, 100'000'000, 3));
}

}  // namespace
}  // namespace dualflow::inventory
