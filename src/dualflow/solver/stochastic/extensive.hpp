// SPDX-License-Identifier: MIT
// The extensive form: every node of the scenario tree with its own copy of the columns and rows of its stage,
// as one program.
#pragma once

#include <string>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/solver/stochastic/risk.hpp"

namespace dualflow::solver {

struct ExtensiveForm {
    LpModel lp;
    // Column of the extensive form of a node's copy of a core column; −1 where the column is of another
    // stage.
    std::vector<std::vector<Index>> column;  // node × column within its stage, in core order
    std::vector<Index> first_stage;          // the root's columns, in core order
};

// With λ > 0 a column η and an excess for every leaf are added; they are free and ≥ 0.
ExtensiveForm extensive_form(const CoreProgram& core, const std::vector<TreeNode>& tree,
                             const Risk& risk = {});

// Cost of each leaf's path at a point of the extensive form, first stage included, in the order of the
// leaves.
struct LeafCosts {
    std::vector<double> cost, probability;
};
LeafCosts leaf_costs(const CoreProgram& core, const std::vector<TreeNode>& tree, const ExtensiveForm& form,
                     const std::vector<double>& x);

}  // namespace dualflow::solver
