// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/policy.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <vector>

#include "dualflow/inventory/dual/optimum.hpp"
#include "inventory/dual/items.hpp"
#include "inventory/dual/plain.hpp"

namespace dualflow::inventory {
namespace {

DualProblem gijsbrechts(int lead_regular, double premium) {
    return {uniform(0, 4), lead_regular, 0, 100, 100 + premium, 5, 495};
}

struct Row {
    int lead;
    double premium;
    PolicyKind kind;
    std::vector<std::int64_t> parameters;
    double cost, gap;  // cost at c_r = 0; gap in per cent at c_r = 100, as published
};

const std::vector<Row>& figure_9() {
    constexpr auto si = PolicyKind::single_index, di = PolicyKind::dual_index,
                   cdi = PolicyKind::capped_dual_index, tbs = PolicyKind::base_surge;
    static const std::vector<Row> rows{
        {2, 5, si, {6, 1}, 18, .56},
        {2, 5, di, {4, 7}, 17.022058824, .11},
        {2, 5, cdi, {4, 7, 2}, 16.782407407, .00},
        {2, 5, tbs, {1, 4}, 16.903047289, .06},
        {2, 10, si, {8, 2}, 22, 1.03},
        {2, 10, di, {4, 8}, 20.125313283, .18},
        {2, 10, cdi, {4, 8, 2}, 19.799405647, .03},
        {2, 10, tbs, {1, 4}, 21.903047289, .99},
        {3, 5, si, {7, 1}, 19, .98},
        {3, 5, di, {4, 8}, 17.458184124, .26},
        {3, 5, cdi, {4, 9, 1}, 16.878306878, .00},
        {3, 5, tbs, {1, 4}, 16.903047289, .01},
        {3, 10, si, {7, 1}, 25, 2.11},
        {3, 10, di, {4, 9}, 21.135299631, .36},
        {3, 10, cdi, {4, 10, 2}, 20.465661697, .06},
        {3, 10, tbs, {1, 4}, 21.903047289, .71},
        {4, 5, si, {4, 0}, 20, 1.43},
        {4, 5, di, {4, 8}, 17.674413764, .36},
        {4, 5, cdi, {4, 11, 1}, 16.893093700, .00},
        {4, 5, tbs, {1, 4}, 16.903047289, .00},
        {4, 10, si, {8, 1}, 26, 2.44},
        {4, 10, di, {4, 11}, 21.685101774, .49},
        {4, 10, cdi, {4, 11, 2}, 20.863816730, .11},
        {4, 10, tbs, {1, 4}, 21.903047289, .58},
    };
    return rows;
}

TEST(Policies, CostWhatTheirChainsSay) {
    for (const Row& row : figure_9()) {
        const auto found = evaluate(gijsbrechts(row.lead, row.premium), {row.kind, row.parameters});
        ASSERT_TRUE(found) << found.error();
        EXPECT_NEAR(found->average.cost, row.cost + 200, 1e-6)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
    }
}

TEST(Policies, AreFoundWithTheParametersAndGapsOfFigure9) {
    for (const Row& row : figure_9()) {
        const DualProblem problem = gijsbrechts(row.lead, row.premium);
        const auto found = best(problem, row.kind);
        ASSERT_TRUE(found) << found.error();
        EXPECT_NEAR(found->average.cost, row.cost + 200, 1e-6)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
        EXPECT_EQ(found->policy.parameters, row.parameters)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
        const auto optimum = solve_optimum(problem);
        ASSERT_TRUE(optimum);
        EXPECT_NEAR(100 * (found->average.cost / optimum->cost - 1), row.gap, 0.01);
    }
}

Policy random_policy(const DualProblem& p) {
    const auto kind =
        *rc::gen::elementOf(std::vector<PolicyKind>(std::begin(policy_kinds), std::end(policy_kinds)));
    const std::int64_t level = *rc::gen::inRange(-2, 9), gap = *rc::gen::inRange(0, 7);
    switch (kind) {
        case PolicyKind::single_index:
            return {kind, {level, gap}};
        case PolicyKind::dual_index:
            return {kind, {level, level + gap}};
        case PolicyKind::capped_dual_index:
            return {kind, {level, level + gap, *rc::gen::inRange(0, 4)}};
        default:
            return {kind, {static_cast<std::int64_t>(std::ceil(p.demand.mean() * 0.8)) - 1, level}};
    }
}

RC_GTEST_PROP(Policies, CostWhatFollowingThemPeriodByPeriodCosts, ()) {
    DualProblem p = random_item(3, 3, 1);
    p.fixed_regular = *rc::gen::inRange(0, 3);
    p.fixed_expedited = *rc::gen::inRange(0, 3);
    const Policy policy = random_policy(p);
    const auto position = *rc::gen::element(Position::with_expedited, Position::without_expedited);
    const auto found = evaluate(p, policy, {position});
    RC_ASSERT(found.has_value());
    const double plain = plain::cost_of(p, policy, position, 400);
    RC_LOG() << short_name(policy.kind) << " " << found->average.cost << " " << plain << "\n";
    RC_ASSERT(std::abs(found->average.cost - plain) <= 1e-6 * std::max(1.0, plain));
}

RC_GTEST_PROP(Policies, AreNoBetterThanTheOptimumAndCappedOnesNoWorseThanUncapped, ()) {
    const DualProblem p = random_item(4, 3, 1);
    const double optimum = solve_optimum(p)->cost;
    std::map<PolicyKind, double> cost;
    for (const PolicyKind kind : policy_kinds) {
        cost[kind] = best(p, kind)->average.cost;
        RC_ASSERT(cost[kind] >= optimum - 1e-7);
    }
    RC_ASSERT(cost[PolicyKind::capped_dual_index] <= cost[PolicyKind::dual_index] + 1e-9);
}

// The search stops early; trying everything must find nothing better.
RC_GTEST_PROP(Policies, AreTheBestOfAllParameters, ()) {
    const DualProblem p = random_item(3, 3);
    for (const PolicyKind kind : {PolicyKind::single_index, PolicyKind::dual_index}) {
        const double found = best(p, kind)->average.cost;
        for (std::int64_t level = -3; level <= 14; ++level) {
            for (std::int64_t gap = 0; gap <= 12; ++gap) {
                const bool single = kind == PolicyKind::single_index;
                const Policy policy{kind, {level, single ? gap : level + gap}};
                RC_ASSERT(evaluate(p, policy)->average.cost >= found - 1e-9);
            }
        }
    }
}

TEST(Policies, OfBaseSurgeDoNotDependOnTheFarLeadTimeAndNearTheOptimumAsItGrows) {
    const double known[] = {.133245, .026327, .009996, .004476};
    const double surge = best(gijsbrechts(2, 5), PolicyKind::base_surge)->average.cost;
    for (int lead = 2; lead <= 5; ++lead) {
        const DualProblem p = gijsbrechts(lead, 5);
        EXPECT_DOUBLE_EQ(best(p, PolicyKind::base_surge)->average.cost, surge);
        EXPECT_NEAR(surge - solve_optimum(p)->cost, known[lead - 2], 1e-6);
    }
}

TEST(Policies, OfBaseSurgeCostWhatAQueueSays) {
    const DualProblem p{from_weights(0, {1, 0, 2}), 1, 0, 3, 5, 1, 9};
    const double known[] = {38.0 / 3, 26.0 / 3, 19.0 / 3, 22.0 / 3};
    for (std::int64_t level = 0; level < 4; ++level)
        EXPECT_NEAR(evaluate(p, {PolicyKind::base_surge, {1, level}})->average.cost, known[level], 1e-9);
}

TEST(Policies, OfBaseSurgeKeepTheirDigitsWhereTheBaseOrderIsNextToTheMean) {
    // Steps up and down by one: the overshoot is geometric with ratio p / (1 − p).
    const double up = 0.4999;
    const DualProblem p{from_weights(0, {up, 0, 1 - up}), 1, 0, 0, 5, 1, 9};
    const auto found = evaluate(p, {PolicyKind::base_surge, {1, 40}});
    ASSERT_TRUE(found) << found.error();
    const double ratio = up / (1 - up);
    EXPECT_NEAR(found->average.mean_stock / (40 + ratio / (1 - ratio) - p.demand.mean()), 1, 1e-9);
}

TEST(Policies, WithFixedCostsOrderFromOneSourceWhereThatIsBest) {
    // z_e = z_r = 4: all 2.5 units near at 2, and 1.5 left on average.
    DualProblem p{uniform(1, 4), 2, 0, 0, 2, 1, 20};
    p.fixed_regular = 30;
    for (const PolicyKind kind : policy_kinds) EXPECT_NEAR(best(p, kind)->average.cost, 6.5, 1e-9);
}

RC_GTEST_PROP(Policies, WithFixedCostsAreNoDearerThanAnyOfManyParameters, ()) {
    DualProblem p = random_item(3, 3);
    p.fixed_regular = *rc::gen::inRange(0, 20);
    p.fixed_expedited = *rc::gen::inRange(0, 20);
    for (const PolicyKind kind : {PolicyKind::single_index, PolicyKind::dual_index}) {
        const double found = best(p, kind)->average.cost;
        for (std::int64_t level = -3; level <= 14; ++level) {
            for (std::int64_t gap = 0; gap <= 12; ++gap) {
                const bool single = kind == PolicyKind::single_index;
                RC_ASSERT(evaluate(p, {kind, {level, single ? gap : level + gap}})->average.cost >=
                          found - 1e-9);
            }
        }
    }
}

TEST(Policies, OfBaseSurgeAreFoundWhereOrdersNextToTheMeanDoNotFit) {
    const DualProblem p{uniform(0, 300), 1, 0, 0, 10, 5, 495};
    EXPECT_FALSE(evaluate(p, {PolicyKind::base_surge, {149, 299}}));
    const auto found = best(p, PolicyKind::base_surge);
    ASSERT_TRUE(found) << found.error();
    const std::int64_t level = found->policy.parameters[1];
    for (std::int64_t q = 10; q < 140; q += 10) {
        const auto other = evaluate(p, {PolicyKind::base_surge, {q, level}});
        if (other) {
            EXPECT_LE(found->average.cost, other->average.cost + 1e-9) << q;
        }
    }
}

TEST(Policies, RefuseParametersThatMakeNoSense) {
    const DualProblem p = gijsbrechts(2, 5);
    const auto why = [&](PolicyKind kind, std::vector<std::int64_t> parameters) {
        return evaluate(p, {kind, std::move(parameters)}).error();
    };
    EXPECT_NE(why(PolicyKind::base_surge, {2, 4}).find("less than the mean"), std::string::npos);
    EXPECT_NE(why(PolicyKind::base_surge, {-1, 4}).find("q is -1"), std::string::npos);
    EXPECT_NE(why(PolicyKind::dual_index, {7, 4}).find("below the near level"), std::string::npos);
    EXPECT_NE(why(PolicyKind::single_index, {7, -1}).find("delta is -1"), std::string::npos);
    EXPECT_NE(why(PolicyKind::capped_dual_index, {4, 7}).find("expected 3"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::inventory
