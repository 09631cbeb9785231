// SPDX-License-Identifier: MIT
// How cuts fare at one node of branch and cut (branch_and_cut.cpp): whether another round of them is worth
// it.
#pragma once

#include <vector>

#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::solver {

class CutRounds {
public:
    // Of a point with fractional integers, at this depth; `gap`: from its objective to the cutoff, infinite
    // where no plan is known. Counts the round.
    bool worth_cutting(int depth, double objective, double gap);

    // Of a point whose integers are whole and that was cut off: whether cuts still move it. Where its
    // objective stays and the point moves, many points cost the same, as under CVaR: they are cut one after
    // another. What neither moves is missed by less than the tolerances of the solver.
    bool still_move(const Solution& solution);

private:
    int fractional_ = 0;
    int stuck_ = 0, level_ = 0;  // solves in which the point did not move, and its objective did not rise
    double last_ = -infinity;    // objective
    std::vector<double> point_;
};

}  // namespace dualflow::solver
