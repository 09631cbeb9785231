// SPDX-License-Identifier: MIT
// The plan's model cut in two for decomposition (MODEL section 9; docs/reference/model.md, section 12). The
// master holds what is decided before the first branching; a block holds all that follows in one of the
// branches, however often it branches again. Integers of the branches are the master's as well, which makes
// the program that of the plan; or they are relaxed and left to the blocks, which makes it a bound of the
// plan, with a far smaller master; or all integers are relaxed.
//
// The blocks of a tree are alike but for figures, so they are handed over as one block and what is different
// in each. Columns and rows are matched in the order in which they were made; a branch with fewer of them has
// empty ones in their place. So any two branches can be matched: how well decides how much is different,
// never whether the program is the same.
#pragma once

#include <string>
#include <vector>

#include "dualflow/plan/model.hpp"
#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

enum class Integers { in_master, of_trunk, none };

struct Blocks {
    solver::StochasticProgram program;  // two stages; a child of the root for every branch
    std::vector<Index> master;          // the model's columns that are the first stage, in its order
    std::vector<int> branch_of_column;  // of the model; −1: in the master
};

// `lp` is the model with whatever rows were added to it. Errors: a tree that does not branch; a row in which
// two branches meet, or that cannot be matched.
Result<Blocks, std::string> cut_in_blocks(const PlanModel& m, const solver::LpModel& lp, Integers integers);

// The branch of every node, −1 in the trunk: the nodes on every path.
std::vector<int> branches_of(const Tree& tree);

}  // namespace dualflow
