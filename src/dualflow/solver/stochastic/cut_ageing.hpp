// SPDX-License-Identifier: MIT
// Which cuts of a master have been slack for so long that they are not worth their place. What is taken out
// is found again by a sweep where it is missed; bounds proved with it stay proved.
#pragma once

#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"

namespace dualflow::solver {

class CutAgeing {
public:
    // Rows before `first_cut` belong to the model and stay. `age` of each cut: solves since it was last
    // tight.
    CutAgeing(Index first_cut, std::vector<int>& age) : first_cut_(first_cut), age_(age) {}

    // After each solve: a cut that is basic, and so not needed, is a solve older.
    void note(const Basis& basis, Index rows);
    // Takes cuts out that are old and tight in no open node's basis, where there are enough of them, and out
    // of those bases; which, ascending.
    std::vector<Index> purge(Solver& lp, std::vector<OpenNode>& open);

private:
    Index first_cut_;
    std::vector<int>& age_;
};

}  // namespace dualflow::solver
