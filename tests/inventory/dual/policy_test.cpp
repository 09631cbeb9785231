// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/policy.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "dualflow/inventory/dual/optimum.hpp"

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
        EXPECT_NEAR(found->cost, row.cost + 200, 1e-6)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
    }
}

TEST(Policies, AreFoundWithTheParametersAndGapsOfFigure9) {
    for (const Row& row : figure_9()) {
        const DualProblem problem = gijsbrechts(row.lead, row.premium);
        const auto found = best(problem, row.kind);
        ASSERT_TRUE(found) << found.error();
        EXPECT_NEAR(found->cost, row.cost + 200, 1e-6)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
        EXPECT_EQ(found->policy.parameters, row.parameters)
            << row.lead << " " << row.premium << " " << short_name(row.kind);
        const auto optimum = solve_optimum(problem);
        ASSERT_TRUE(optimum);
        EXPECT_NEAR(100 * (found->cost / optimum->cost - 1), row.gap, 0.01);
    }
}

}  // namespace
}  // namespace dualflow::inventory
