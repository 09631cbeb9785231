// SPDX-License-Identifier: MIT
// A random program of several stages on a ragged tree, drawn by RapidCheck.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {

// Capacity (some of it integer) is bought at first and used in every stage; what is made and not sold is
// stored for the next. Demands and, where asked for, costs, capacities, yields and losses of the store differ
// between nodes; so does how many nodes follow one.
class RandomTree {
public:
    static StochasticProgram draw(int stages, bool with_costs) {
        return RandomTree(stages, with_costs).run();
    }

private:
    RandomTree(int stages, bool with_costs) : stages_(stages), with_costs_(with_costs) {}

    StochasticProgram run() {
        const Index capacity = column(0, 8, number(1, 9), number(0, 2) > 0);
        const Index extra = column(0, infinity, number(5, 9), false);
        const Index budget = row(0, -infinity, 12);
        builder_.add_term(budget, capacity, 1);
        builder_.add_term(budget, extra, 1);
        Index store = column(0, number(1, 4), 1, false);
        for (int t = 1; t < stages_; ++t) {
            Stage stage;
            stage.make = column(t, infinity, number(0, 3), false);
            stage.keep = column(t, number(1, 6), number(0, 2), false);
            stage.buy = column(t, infinity, number(8, 20), false);
            stage.room = row(t, -infinity, 0);  // make − 2 capacity − extra ≤ 0
            builder_.add_term(stage.room, stage.make, 1);
            builder_.add_term(stage.room, capacity, -2);
            builder_.add_term(stage.room, extra, -1);
            stage.demand = row(t, number(0, 6), infinity);  // store + make + buy − keep ≥ demand
            stage.before = store;
            builder_.add_term(stage.demand, store, 1);
            builder_.add_term(stage.demand, stage.make, 1);
            builder_.add_term(stage.demand, stage.buy, 1);
            builder_.add_term(stage.demand, stage.keep, -1);
            stage.capacity = capacity;
            store = stage.keep;
            stage_.push_back(stage);
        }
        program_.core.lp = builder_.finish();
        program_.core.stages = stages_;
        program_.core.lp.offset = number(1, 8);  // so that no optimum is 0, to which no gap is relative
        program_.tree.push_back({0, -1, 1, {}});
        for (std::size_t n = 0; n < program_.tree.size(); ++n)
            if (program_.tree[n].stage + 1 < stages_) add_children(n);
        return std::move(program_);
    }

    static double number(int from, int below) { return *rc::gen::inRange(from, below); }

    Index column(int stage, double upper, double cost, bool integer) {
        program_.core.column_stage.push_back(stage);
        program_.core.column_names.push_back("c" + std::to_string(program_.core.column_names.size()));
        return builder_.add_column(0, upper, cost, integer);
    }

    Index row(int stage, double lower, double upper) {
        program_.core.row_stage.push_back(stage);
        program_.core.side.push_back(lower == -infinity ? upper : lower);
        return builder_.add_row(lower, upper);
    }

    void add_children(std::size_t parent) {
        const int stage = program_.tree[parent].stage + 1;
        std::vector<double> weight;
        double sum = 0;
        const int children = *rc::gen::inRange(1, 4);
        for (int c = 0; c < children; ++c) weight.push_back(number(c == 0 ? 1 : 0, 4));
        for (const double w : weight) sum += w;
        for (const double w : weight) {
            TreeNode node{stage, static_cast<Index>(parent), program_.tree[parent].probability * w / sum, {}};
            add_changes(node.changes, stage);
            // Known a stage before.
            if (stage + 1 < stages_ && number(0, 3) == 0) add_changes(node.changes, stage + 1);
            program_.tree.push_back(std::move(node));
        }
    }

    void add_changes(std::vector<Change>& changes, int t) const {
        const Stage& stage = stage_[static_cast<std::size_t>(t - 1)];
        if (number(0, 4) > 0) changes.push_back({Change::Kind::side, stage.demand, -1, number(0, 9)});
        if (!with_costs_) return;
        if (number(0, 2) > 0) changes.push_back({Change::Kind::cost, -1, stage.make, number(0, 5)});
        if (number(0, 2) > 0) changes.push_back({Change::Kind::upper, -1, stage.keep, number(0, 5)});
        if (number(0, 3) > 0)
            changes.push_back({Change::Kind::entry, stage.room, stage.capacity, -number(1, 4)});
        if (number(0, 3) > 0)
            changes.push_back({Change::Kind::entry, stage.demand, stage.before, number(0, 2)});
        // Not in the core.
        if (number(0, 3) > 0) changes.push_back({Change::Kind::entry, stage.room, stage.keep, number(0, 2)});
    }

    struct Stage {
        Index make = 0, keep = 0, buy = 0, room = 0, demand = 0, before = 0, capacity = 0;
    };

    int stages_;
    bool with_costs_;
    StochasticProgram program_;
    ModelBuilder builder_;
    std::vector<Stage> stage_;
};

}  // namespace dualflow::solver
