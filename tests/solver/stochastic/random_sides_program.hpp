// SPDX-License-Identifier: MIT
// A random two-stage program whose futures differ in right-hand sides and bounds alone, with every kind of
// row and column, drawn by RapidCheck.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {

// x within [0, 6]; rows of the second stage are equations, inequalities and ranges with dear slacks both
// ways, so that every point has an answer; y has no bound, one or two, or is free. Each changed figure has a
// block of its own.
inline StochasticProgram random_sides_program() {
    StochasticProgram program;
    CoreProgram& core = program.core;
    ModelBuilder builder;
    const auto column = [&](int stage, double lower, double upper, double cost) {
        core.column_stage.push_back(stage);
        core.column_names.push_back("c" + std::to_string(core.column_names.size()));
        return builder.add_column(lower, upper, cost);
    };
    const auto small = [](int from, int to) { return static_cast<double>(*rc::gen::inRange(from, to)); };
    std::vector<Index> first, second;
    for (int j = *rc::gen::inRange(1, 4); j-- > 0;) first.push_back(column(0, 0, 6, small(0, 5)));
    for (int j = *rc::gen::inRange(1, 7); j-- > 0;) {
        const int kind = *rc::gen::inRange(0, 4);
        const double lower = kind == 3 ? -infinity : 0, upper = kind == 1 ? small(1, 9) : infinity;
        second.push_back(column(1, lower, upper, kind == 3 ? 0 : small(0, 9)));
    }
    const int rows = *rc::gen::inRange(1, 6);
    for (int i = 0; i < rows; ++i) {
        const double side = small(0, 9);
        const int kind = *rc::gen::inRange(0, 4);
        const double lower = kind == 1 ? -infinity : side;
        const double upper = kind == 0 ? side : kind == 1 ? side : kind == 2 ? infinity : side + 4;
        const Index row = builder.add_row(lower, upper);
        core.row_stage.push_back(1);
        core.side.push_back(side);
        for (const Index x : first) builder.add_term(row, x, small(-1, 3));
        for (const Index y : second) builder.add_term(row, y, small(-2, 4) / 2);
        builder.add_term(row, column(1, 0, infinity, small(10, 20)), 1);
        builder.add_term(row, column(1, 0, infinity, small(10, 20)), -1);
        if (*rc::gen::inRange(0, 3) == 0) continue;
        RandomBlock block;
        for (int k = *rc::gen::inRange(1, 5); k-- > 0;)
            block.realisations.push_back({0.25, {{Change::Kind::side, row, -1, small(-5, 15)}}});
        program.blocks.push_back(block);
    }
    RandomBlock bounds;
    for (int k = 0; k < 2; ++k)
        bounds.realisations.push_back({0.5, {{Change::Kind::upper, -1, second.front(), small(1, 9)}}});
    program.blocks.push_back(bounds);
    core.lp = builder.finish();
    core.stages = 2;
    core.stage_names = {"first", "second"};
    return program;
}

}  // namespace dualflow::solver
