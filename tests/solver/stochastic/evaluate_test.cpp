// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/evaluate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {
namespace {

using Of = FirstStageMiss::Of;

// x whole and at most 8, z at least 1, x + 2 z between 4 and 10; the second stage buys what x lacks.
StochasticProgram of_two_columns() {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 8, 1, true), z = builder.add_column(1, infinity, 1);
    const Index y = builder.add_column(0, infinity, 3);
    const Term together[] = {{x, 1}, {z, 2}}, wanted[] = {{x, 1}, {y, 1}};
    builder.add_row(4, 10, together);
    builder.add_row(5, infinity, wanted);
    program.core = {builder.finish(), {4, 5},          {0, 1},        {0, 0, 1}, 2,
                    {"both", "meet"}, {"x", "z", "y"}, {"one", "two"}};
    program.tree = {{0, -1, 1, {}}, {1, 0, 1, {}}};
    return program;
}

TEST(AFirstStage, IsToldWhatItMissesOfItsOwnBoundsIntegersAndRows) {
    const StochasticProgram program = of_two_columns();
    const auto two = two_stage(program);
    EXPECT_FALSE(first_stage_miss(*two, {4, 1}));
    EXPECT_FALSE(first_stage_miss(*two, {4 + 1e-8, 3 + 1e-8})) << "as exact as answers of solvers";
    const auto bound = first_stage_miss(*two, {8.5, 1});
    ASSERT_TRUE(bound);
    EXPECT_TRUE(bound->of == Of::bound && bound->index == 0 && bound->upper == 8);
    const auto below = first_stage_miss(*two, {4, 0.5});
    ASSERT_TRUE(below);
    EXPECT_TRUE(below->of == Of::bound && below->index == 1 && below->lower == 1);
    const auto whole = first_stage_miss(*two, {4.5, 1});
    ASSERT_TRUE(whole);
    EXPECT_TRUE(whole->of == Of::integer && whole->index == 0);
    const auto row = first_stage_miss(*two, {4, 3.5});
    ASSERT_TRUE(row);
    EXPECT_TRUE(row->of == Of::row && row->index == 0 && row->value == 11 && row->upper == 10);
    EXPECT_TRUE(first_stage_miss(*two, {1, 1}));
    EXPECT_TRUE(first_stage_miss(*two, {std::nan(""), 1}));
}

// A node without probability whose children have none either.
TEST(Normalising, LeavesFuturesWithoutProbabilityWithoutIt) {
    StochasticProgram program = of_two_columns();
    program.tree = {{0, -1, 1, {}}, {1, 0, 0.3, {}}, {1, 0, 0, {}},
                    {2, 2, 0, {}},  {2, 1, 0.1, {}}, {2, 1, 0.3, {}}};
    normalise(program);
    EXPECT_EQ(program.tree[3].probability, 0);
    EXPECT_NEAR(program.tree[4].probability, 0.25, 1e-15);
    EXPECT_NEAR(program.tree[5].probability, 0.75, 1e-15);
    EXPECT_NEAR(program.probability(), 1, 1e-15);
}

}  // namespace
}  // namespace dualflow::solver
