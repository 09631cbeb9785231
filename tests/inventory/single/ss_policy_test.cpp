// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/ss_policy.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "dualflow/inventory/single/newsvendor.hpp"
#include "inventory/single/direct.hpp"

namespace dualflow::inventory {
namespace {

struct Published {
    double mean;
    std::int64_t reorder, up_to;
    double cost;
};

TEST(SsPolicy, IsThatOfZhengAndFedergruen) {
    const Published table[] = {{10, 6, 40, 35.021555},   {15, 10, 49, 42.697819},  {20, 14, 62, 49.173036},
                               {25, 19, 56, 54.262167},  {30, 23, 66, 57.818926},  {40, 33, 87, 64.511847},
                               {50, 42, 108, 70.975212}, {60, 52, 129, 77.305929}, {65, 56, 75, 78.518233},
                               {75, 67, 86, 79.553847}};
    for (const Published& row : table) {
        const auto found = solve_ss({poisson(row.mean), 0, 1, 9}, 64);
        ASSERT_TRUE(found) << found.error();
        EXPECT_EQ(found->reorder, row.reorder) << row.mean;
        EXPECT_EQ(found->up_to, row.up_to) << row.mean;
        EXPECT_NEAR(found->cost, row.cost, 1e-6) << row.mean;
    }
}

// The least average cost over all policies, not only (s,S): relative value iteration over the position, which
// may be raised to any level from `low` to `high`.
double value_iteration(const SiteProblem& problem, double fixed, std::int64_t low, std::int64_t high) {
    const auto one = direct::masses_of(problem.demand);
    const auto reach = direct::sum(one, problem.lead + 1);
    const std::int64_t bottom = low - problem.demand.highest();
    const auto at = [bottom](std::int64_t x) { return static_cast<std::size_t>(x - bottom); };
    std::vector<double> value(at(high) + 1, 0);
    for (int sweep = 0; sweep < 200'000; ++sweep) {
        std::vector<double> after(value.size()), next(value.size());
        for (std::int64_t y = low; y <= high; ++y) {
            double money = direct::cost(reach, y, problem.holding, problem.backlog);
            for (const auto& [d, p] : one) money += p * value[at(y - d)];
            after[at(y)] = money;
        }
        double least = 1e300, most = -1e300;
        for (std::int64_t x = bottom; x <= high; ++x) {
            double best = x >= low ? after[at(x)] : 1e300;
            for (std::int64_t y = std::max(low, x + 1); y <= high; ++y)
                best = std::min(best, fixed + after[at(y)]);
            const double gain = best - value[at(x)];
            least = std::min(least, gain);
            most = std::max(most, gain);
            next[at(x)] = value[at(x)] + gain / 2;  // half steps: no chain is periodic
        }
        if (most - least < 1e-9) return (most + least) / 2;
        for (double& v : next) v -= next.back();
        value = next;
    }
    return NAN;
}

RC_GTEST_PROP(SsPolicy, CostsAsLittleAsTheBestOfAllPolicies, ()) {
    const SiteProblem problem{direct::any_demand(5), *rc::gen::inRange(0, 3), 1.0 * *rc::gen::inRange(1, 5),
                              1.0 * *rc::gen::inRange(1, 30)};
    const double fixed = *rc::gen::inRange(0, 30);
    const auto found = solve_ss(problem, fixed);
    RC_ASSERT(found.has_value());
    const double least = value_iteration(problem, fixed, found->reorder - 6, found->up_to + 6);
    RC_ASSERT(std::abs(found->cost - least) < 1e-7);
}

// The stationary chain of the position, by its powers.
RC_GTEST_PROP(SsPolicy, SplitsItsCostAsItsChainDoes, ()) {
    const SiteProblem problem{direct::any_demand(4), *rc::gen::inRange(0, 3), 2, 7};
    const std::int64_t s = *rc::gen::inRange(-3, 6), S = s + *rc::gen::inRange(1, 8);
    const auto found = evaluate_ss(problem, 11, s, S);
    RC_ASSERT(found.has_value());
    const auto one = direct::masses_of(problem.demand);
    std::map<std::int64_t, double> now{{S, 1.0}};
    double orders = 0;
    for (int step = 0; step < 20'000; ++step) {
        std::map<std::int64_t, double> next;
        orders = 0;
        for (const auto& [y, p] : now) {
            next[y] += p / 2;
            for (const auto& [d, q] : one) {
                const bool order = y - d <= s;
                next[order ? S : y - d] += p * q / 2;
                orders += order ? p * q : 0;
            }
        }
        now = next;
    }
    const auto reach = direct::sum(one, problem.lead + 1), before = direct::sum(one, problem.lead);
    double holding = 0, backlog = 0, late = 0;
    for (const auto& [y, p] : now) {
        holding += p * direct::cost(reach, y, 2, 0);
        backlog += p * direct::cost(reach, y, 0, 7);
        late += p * (direct::shortfall(reach, y) - direct::shortfall(before, y));
    }
    RC_ASSERT(std::abs(found->orders - orders) < 1e-9);
    RC_ASSERT(std::abs(found->averages.holding - holding) < 1e-8);
    RC_ASSERT(std::abs(found->averages.backlog - backlog) < 1e-8);
    RC_ASSERT(std::abs(found->averages.fill_rate - (1 - late / problem.demand.mean())) < 1e-8);
    RC_ASSERT(std::abs(found->cost - (11 * orders + holding + backlog)) < 1e-8);
}

TEST(SsPolicy, WithoutAFixedCostIsTheNewsvendor) {
    const SiteProblem problem{negative_binomial(6, 20), 3, 2, 17};
    const auto policy = solve_ss(problem, 0);
    const auto level = solve_newsvendor(problem);
    ASSERT_TRUE(policy && level);
    EXPECT_EQ(static_cast<double>(policy->up_to), level->level);
    EXPECT_EQ(policy->reorder, policy->up_to - 1);
    EXPECT_NEAR(policy->cost, level->cost, 1e-10);
}

TEST(SsPolicy, OfAConstantDemandOrdersWholePeriodsOfIt) {
    // Orders of n periods of 10 cost 100 / n + 10 (n − 1) / 2 a period: n = 4 gives 40, n = 5 gives 40.
    const auto found = solve_ss({uniform(10, 10), 0, 1, 1000}, 100);
    ASSERT_TRUE(found) << found.error();
    EXPECT_NEAR(found->cost, 40, 1e-12);
}

TEST(SsPolicy, RefusesWhatMakesNoSense) {
    const SiteProblem good{uniform(0, 4), 1, 1, 9};
    EXPECT_TRUE(solve_ss(good, 0));
    EXPECT_FALSE(solve_ss(good, -1));
    EXPECT_FALSE(solve_ss(good, INFINITY));
    EXPECT_FALSE(solve_ss({uniform(0, 4), 1, 0, 9}, 5));
    EXPECT_FALSE(solve_ss(good, 1e30));  // orders too large to search
    EXPECT_FALSE(evaluate_ss(good, 5, 4, 4));
    EXPECT_FALSE(evaluate_ss(good, 5, 0, 20'000'000));
    EXPECT_FALSE(evaluate_ss({uniform(0, 200'000), 0, 1, 9}, 5, 0, 200'000));
    EXPECT_TRUE(evaluate_ss(good, 5, 3, 4));
}

}  // namespace
}  // namespace dualflow::inventory
