// SPDX-License-Identifier: MIT
// A linear program whose data unfold in stages, and the futures they may take.
//
// The core is one future written out as a linear (or mixed-integer) program; every row and column belongs to
// a stage, and a row holds columns of its own and earlier stages only. A future is the core with some figures
// changed. What is decided in a stage knows the changes of that stage and of those before it: the same for
// all futures that agree so far (a node of the scenario tree).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::solver {

// One figure of the core that is another one in a future.
struct Change {
    enum class Kind : std::uint8_t {
        side,   // right-hand side of `row`: both finite sides move with it
        lower,  // bounds of `column`
        upper,
        cost,   // of `column`
        entry,  // of `row` and `column`
        offset  // of the objective
    };
    Kind kind = Kind::side;
    Index row = -1, column = -1;
    double value = 0;  // in place of the core's
};

struct CoreProgram {
    LpModel lp;
    std::vector<double> side;                  // right-hand side of each row, what Change::side replaces
    std::vector<int> row_stage, column_stage;  // from 0
    int stages = 1;
    std::vector<std::string> row_names, column_names, stage_names;

    // Stage in which a change becomes known.
    int stage_of(const Change& change) const;
    // The core's own figure in the place of a change; 0 where it has no such entry.
    double figure(const Change& change) const;
};

// A block of figures that take one of several values together, apart from all other blocks.
struct RandomBlock {
    struct Realisation {
        double probability = 0;
        std::vector<Change> changes;
    };
    int stage = 1;
    std::vector<Realisation> realisations;
};

struct TreeNode {
    int stage = 0;
    Index parent = -1;            // before it in the list
    double probability = 1;       // of reaching it, from the root
    std::vector<Change> changes;  // of figures of its stage
};

// Futures as independent blocks, or as a tree. A program without either has one future, the core.
struct StochasticProgram {
    CoreProgram core;
    std::vector<RandomBlock> blocks;
    std::vector<TreeNode> tree;         // the root first; empty where blocks say it
    bool sums_to_one = true;            // probabilities: of each block, or of the scenarios
    std::vector<std::string> warnings;  // of the reader: probabilities not of sum one, sets left out

    double futures() const;      // how many, a float because it may be huge
    double probability() const;  // of all futures together; 1 where the files' probabilities are
};

// The tree written out: one node for every combination of the blocks' realisations, stage by stage. Error:
// more than `most_nodes`.
Result<std::vector<TreeNode>, std::string> tree_of(const StochasticProgram& program, double most_nodes);

// Probabilities divided by their sum, in each block or below each node.
void normalise(StochasticProgram& program);

}  // namespace dualflow::solver
