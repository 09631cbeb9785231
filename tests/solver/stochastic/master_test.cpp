// SPDX-License-Identifier: MIT
// The bounds of a master's columns: their own, of a reach around a point, and of a side.
#include "dualflow/solver/stochastic/master.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace dualflow::solver {
namespace {

// One integer without bounds and one within 0 and 10, both of which the future's only row holds.
StochasticProgram two_integers() {
    StochasticProgram program;
    ModelBuilder builder;
    const Index row = builder.add_row(0, infinity);
    builder.add_term(row, builder.add_column(-infinity, infinity, 1, true), 1);
    builder.add_term(row, builder.add_column(0, 10, 1, true), 1);
    builder.add_term(row, builder.add_column(0, infinity, 3), 1);
    program.core.lp = builder.finish();
    program.core.column_stage = {0, 0, 1};
    program.core.column_names = {"free", "bounded", "short"};
    program.core.row_stage = {1};
    program.core.side = {0};
    program.core.stages = 2;
    program.core.stage_names = {"first", "second"};
    program.tree = {{0, -1, 1, {}}, {1, 0, 1, {}}};
    return program;
}

Master master_of(const TwoStageProgram& program) {
    MasterState state;
    state.base.push_back({0, {0, 0}});
    return Master(program, {}, false, std::move(state));
}

std::pair<double, double> bounds(Master& master, std::size_t j) {
    return {master.lp().model().lower[j], master.lp().model().upper[j]};
}

using Pair = std::pair<double, double>;

TEST(Master, NarrowsAColumnWithinItsReachAndItsBounds) {
    const StochasticProgram program = two_integers();
    const TwoStageProgram two = two_stage(program).value();
    Master master = master_of(two);
    const std::vector<double> point{0, 0};
    const std::vector<BoundChange> changes{{0, 3, infinity}, {1, -infinity, 7}, {1, 2, infinity}};
    master.keep_near(point, 100);
    master.narrow(changes);
    EXPECT_EQ(bounds(master, 0), Pair(3, 100));
    EXPECT_EQ(bounds(master, 1), Pair(2, 7));
    // A side that was made within one reach holds within a wider one, where its bound goes on to be one.
    master.keep_near(point, 10'000);
    master.let_integers_go();
    master.narrow(changes);
    EXPECT_EQ(bounds(master, 0), Pair(3, 10'000));
    EXPECT_EQ(bounds(master, 1), Pair(2, 7));
    master.release();
    master.let_integers_go();
    EXPECT_EQ(bounds(master, 0), Pair(-infinity, infinity));
    EXPECT_EQ(bounds(master, 1), Pair(0, 10));
}

}  // namespace
}  // namespace dualflow::solver
