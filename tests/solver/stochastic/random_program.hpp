// SPDX-License-Identifier: MIT
// A random two-stage program, drawn by RapidCheck.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow::solver {

// Capacities x (some integer) are bought, then demands are served from them or bought dearly. Demands, prices
// and, where asked for, yields differ between futures.
inline StochasticProgram random_program(bool with_costs, bool complete) {
    const int plants = *rc::gen::inRange(1, 4), markets = *rc::gen::inRange(1, 4);
    const int futures = *rc::gen::inRange(1, 7);
    StochasticProgram program;
    CoreProgram& core = program.core;
    ModelBuilder builder;
    const auto column = [&](int stage, double upper, double cost, bool integer) {
        core.column_stage.push_back(stage);
        core.column_names.push_back("c" + std::to_string(core.column_names.size()));
        return builder.add_column(0, upper, cost, integer);
    };
    const auto row = [&](int stage, double lower, double upper, double side) {
        core.row_stage.push_back(stage);
        core.side.push_back(side);
        return builder.add_row(lower, upper);
    };
    std::vector<Index> capacity;
    for (int i = 0; i < plants; ++i)
        capacity.push_back(column(0, 5, *rc::gen::inRange(1, 9), *rc::gen::inRange(0, 3) > 0));
    const Index budget = row(0, -infinity, 9, 9);
    for (const Index x : capacity) builder.add_term(budget, x, 1);
    std::vector<Index> used, served;
    for (int i = 0; i < plants; ++i) used.push_back(row(1, 0, infinity, 0));  // 3 x − Σ y ≥ 0
    for (int j = 0; j < markets; ++j) served.push_back(row(1, 4, infinity, 4));
    for (int i = 0; i < plants; ++i)
        builder.add_term(used[static_cast<std::size_t>(i)], capacity[static_cast<std::size_t>(i)], 3);
    std::vector<Index> flow;
    for (int i = 0; i < plants; ++i) {
        for (int j = 0; j < markets; ++j) {
            const Index y = column(1, infinity, *rc::gen::inRange(0, 5), false);
            builder.add_term(used[static_cast<std::size_t>(i)], y, -1);
            builder.add_term(served[static_cast<std::size_t>(j)], y, 1);
            flow.push_back(y);
        }
    }
    if (complete) {
        for (const Index market : served)
            builder.add_term(market, column(1, infinity, *rc::gen::inRange(5, 30), false), 1);
    }
    core.lp = builder.finish();
    core.stages = 2;
    core.stage_names = {"first", "second"};
    program.tree.push_back({0, -1, 1, {}});
    std::vector<double> weight;
    for (int s = 0; s < futures; ++s) weight.push_back(*rc::gen::inRange(1, 6));
    double sum = 0;
    for (const double w : weight) sum += w;
    for (int s = 0; s < futures; ++s) {
        TreeNode node{1, 0, weight[static_cast<std::size_t>(s)] / sum, {}};
        for (const Index market : served)
            node.changes.push_back(
                {Change::Kind::side, market, -1, static_cast<double>(*rc::gen::inRange(0, 9))});
        if (with_costs) {
            for (const Index y : flow)
                node.changes.push_back(
                    {Change::Kind::cost, -1, y, static_cast<double>(*rc::gen::inRange(0, 6))});
            node.changes.push_back({Change::Kind::entry, used.front(), capacity.front(),
                                    static_cast<double>(*rc::gen::inRange(1, 4))});
        }
        program.tree.push_back(std::move(node));
    }
    return program;
}

// What decompositions are compared with.
inline StochasticResult in_one(const StochasticProgram& program, const Risk& risk) {
    StochasticOptions options;
    options.method = StochasticMethod::extensive;
    options.gap = 1e-9;
    return solve_stochastic(program, risk, options);
}

}  // namespace dualflow::solver
