// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/newsvendor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "dualflow/inventory/single/normal.hpp"
#include "inventory/single/direct.hpp"

namespace dualflow::inventory {
namespace {

TEST(NormalQuantile, InvertsTheDistributionInBothTails) {
    for (const double tail : {0.5, 0.3, 0.1, 1e-3, 1e-6, 1e-9, 1e-15, 1e-100, 1e-300}) {
        const double z = normal_quantile(1 - tail, tail);
        EXPECT_NEAR(normal_above(z) / tail, 1, 1e-12 * std::max(1.0, z * z)) << tail;
        EXPECT_EQ(normal_quantile(tail, 1 - tail), tail == 0.5 ? z : -z) << tail;
    }
    EXPECT_NEAR(normal_quantile(0.975, 0.025), 1.959963984540054, 1e-15);  // any table
    EXPECT_NEAR(normal_quantile(0.5, 0.5), 0, 1e-16);
}

TEST(Newsvendor, OfANormalDemandIsThePublishedOne) {
    const auto found = solve_newsvendor(NormalProblem{50, 8, 0, 0.18, 0.70});
    ASSERT_TRUE(found) << found.error();
    EXPECT_NEAR(found->level, 56.60395592743389, 1e-12);
    EXPECT_NEAR(found->cost, 1.9976051931766445, 1e-13);
    EXPECT_NEAR(found->averages.holding + found->averages.backlog, found->cost, 1e-13);
    EXPECT_NEAR(found->averages.ready_rate, 0.70 / 0.88, 1e-14);
}

TEST(Newsvendor, OfANormalDemandIsMinimalByNumericalIntegration) {
    const NormalProblem problem{20, 6, 2, 1.5, 11};
    const auto found = solve_newsvendor(problem);
    ASSERT_TRUE(found) << found.error();
    const double mean = 60, deviation = 6 * std::sqrt(3.0), step = deviation / 4000;
    const auto cost = [&](double level) {
        double money = 0;
        for (double d = mean - 10 * deviation; d < mean + 10 * deviation; d += step) {
            const double z = (d - mean) / deviation;
            money += std::exp(-z * z / 2) * (level > d ? 1.5 * (level - d) : 11 * (d - level));
        }
        return money * step / deviation / std::sqrt(2 * std::acos(-1.0));
    };
    EXPECT_NEAR(found->cost, cost(found->level), 1e-6);
    for (const double level : {40.0, 66.5, 90.0})
        EXPECT_NEAR(solve_newsvendor(problem, level)->cost, cost(level), 1e-4);
    EXPECT_NEAR(solve_newsvendor(problem, found->level)->cost, found->cost, 1e-12);
    EXPECT_LT(cost(found->level), cost(found->level + 0.1));
    EXPECT_LT(cost(found->level), cost(found->level - 0.1));
}

TEST(Newsvendor, OfAPoissonDemandIsThePublishedOne) {
    const auto found = solve_newsvendor(SiteProblem{poisson(18), 0, 200, 270});
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->level, 19);
    EXPECT_NEAR(found->cost, 786.0884409351079, 1e-9);
}

TEST(Newsvendor, TakesTheSmallerOfTwoLevelsThatCostTheSame) {
    const auto found = solve_newsvendor(SiteProblem{uniform(1, 10), 0, 3, 7});  // P(D ≤ 7) is the ratio
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->level, 7);
}

RC_GTEST_PROP(Newsvendor, CostsNoMoreThanAnyLevel, ()) {
    SiteProblem problem{direct::any_demand(7), *rc::gen::inRange(0, 4), 1.0 * *rc::gen::inRange(1, 9),
                        1.0 * *rc::gen::inRange(1, 99)};
    const auto found = solve_newsvendor(problem);
    RC_ASSERT(found.has_value());
    const auto one = direct::masses_of(problem.demand);
    const auto reach = direct::sum(one, problem.lead + 1);
    double least = INFINITY;
    for (std::int64_t level = 0; level <= 40; ++level) {
        const double cost = direct::cost(reach, level, problem.holding, problem.backlog);
        RC_ASSERT(std::abs(solve_newsvendor(problem, static_cast<double>(level))->cost - cost) <=
                  1e-9 * (1 + cost));
        least = std::min(least, cost);
    }
    RC_ASSERT(std::abs(found->cost - least) <= 1e-9 * least + 1e-12);
    const auto level = static_cast<std::int64_t>(found->level);
    RC_ASSERT(std::abs(found->averages.backlog - problem.backlog * direct::shortfall(reach, level)) < 1e-9);
    const double waits =
        direct::shortfall(reach, level) - direct::shortfall(direct::sum(one, problem.lead), level);
    RC_ASSERT(std::abs(found->averages.fill_rate - (1 - waits / problem.demand.mean())) < 1e-9);
}

TEST(Newsvendor, RefusesCostsThatMakeNoSense) {
    const auto error = [](double holding, double backlog, int lead = 0, Distribution demand = uniform(0, 4)) {
        const auto found = solve_newsvendor(SiteProblem{std::move(demand), lead, holding, backlog});
        return found ? std::string() : found.error();
    };
    EXPECT_EQ(error(1, 9), "");
    EXPECT_EQ(error(0, 9), "holding cost 0; expected a number above 0");
    EXPECT_EQ(error(1, -9), "backlog cost -9; expected a number above 0");
    EXPECT_EQ(error(NAN, 9), "holding cost nan; expected a number above 0");
    EXPECT_NE(error(1, 2e9), "");
    EXPECT_EQ(error(1, 1e9), "");
    EXPECT_EQ(error(1, 9, -1), "lead time -1; expected whole periods from 0 to 10000");
    EXPECT_EQ(error(1, 9, 0, uniform(0, 0)), "demand is always 0; expected some demand");
    EXPECT_FALSE(solve_newsvendor(SiteProblem{uniform(0, 4), 0, 1, 9}, 2.5));
    EXPECT_FALSE(solve_newsvendor(SiteProblem{uniform(0, 4), 0, 1, 9}, NAN));
    EXPECT_TRUE(solve_newsvendor(NormalProblem{50, 8, 0, 1, 9}, 2.5));
    EXPECT_FALSE(solve_newsvendor(NormalProblem{50, 0, 0, 1, 9}));
    EXPECT_FALSE(solve_newsvendor(NormalProblem{0, 8, 0, 1, 9}));
    EXPECT_TRUE(solve_newsvendor(NormalProblem{50, 1e-3, 0, 1, 9}));
}

TEST(DemandOver, IsTheSumOfThatManyPeriods) {
    const Distribution one = uniform(1, 3);
    for (const int periods : {0, 1, 2, 5, 8, 13}) {
        const auto sum = demand_over(one, periods);
        ASSERT_TRUE(sum) << sum.error();
        const auto expected = direct::sum(direct::masses_of(one), periods);
        ASSERT_EQ(sum->lowest, expected.begin()->first);
        ASSERT_EQ(sum->highest(), expected.rbegin()->first);
        for (const auto& [value, mass] : expected)
            EXPECT_NEAR(sum->probability[static_cast<std::size_t>(value - sum->lowest)], mass, 1e-15);
    }
    EXPECT_FALSE(demand_over(uniform(0, 900'000), 3));
    EXPECT_TRUE(demand_over(uniform(0, 900), 3));
}

}  // namespace
}  // namespace dualflow::inventory
