// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders_run.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace dualflow::solver {
namespace {

// x ≤ 4 at a cost of 10, y at 20 a unit that a demand of 1 or 3 is short by.
StochasticProgram two_demands() {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 4, 10), y = builder.add_column(0, infinity, 20);
    const Index row = builder.add_row(1, infinity);
    builder.add_term(row, x, 1);
    builder.add_term(row, y, 1);
    program.core = {builder.finish(), {1}, {1}, {0, 1}, 2, {"r"}, {"x", "y"}, {"one", "two"}};
    program.tree = {{0, -1, 1, {}}, {1, 0, 0.5, {}}, {1, 0, 0.5, {{Change::Kind::side, row, -1, 3}}}};
    return program;
}

// Where an optimum is zero, a remnant is nothing that rounds could close, and nothing is left to measure it
// by.
TEST(TheGapOfARun, IsNoneWherePlanAndBoundAreZeroButForRounding) {
    const StochasticProgram program = two_demands();
    const auto two = two_stage(program);
    const std::unique_ptr<Team> team = team_of_one();
    const BendersOptions options;
    BendersRun run(*two, {}, options, *team);
    run.state.bound = 0;
    run.state.best_size = 4e-12;
    run.state.best_objective = 4e-12;
    EXPECT_EQ(run.gap(), 0);
    EXPECT_TRUE(run.closed(0));
    run.state.best_size = 4e-10;
    run.state.best_objective = 4e-10;
    EXPECT_EQ(run.gap(), 1);
    EXPECT_FALSE(run.closed(0.5));
    run.state.best_objective = 4e-12;
    run.state.bound = -4e-10;
    EXPECT_FALSE(run.closed(0.5));
}

// A penalty that nobody pays is no measure of what a plan costs.
TEST(TheGapOfARun, IsNotMeasuredByACostThatIsNotPaid) {
    StochasticProgram program = two_demands();
    program.core.lp.cost[1] = 1e10;
    const auto two = two_stage(program);
    const std::unique_ptr<Team> team = team_of_one();
    const BendersOptions options;
    BendersRun run(*two, {}, options, *team);
    run.state.best_objective = run.state.best_size = 0.079;
    run.state.bound = 0.069;
    EXPECT_NEAR(run.gap(), 0.01 / 0.079, 1e-12);
}

}  // namespace
}  // namespace dualflow::solver
