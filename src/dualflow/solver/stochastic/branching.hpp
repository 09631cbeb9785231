// SPDX-License-Identifier: MIT
// Which column to branch on: reliability branching (Achterberg, Koch and Martin 2005). Both children of a
// column whose pseudo-costs were seen too seldom are tried by a few simplex iterations; the others are
// judged by their pseudo-costs.
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"

namespace dualflow::solver {

// Integer columns at which a point is not whole, in order.
std::vector<Index> fractional_columns(const LpModel& model, std::span<const double> x);

// Whether a column at this value is better rounded up than down: the side on which fewer rows can be violated
// (locks, Achterberg 2007), else the nearer one.
bool rounds_up(const LpModel& model, Index column, double value);

struct Branching {
    Index column = -1;
    double down_bound = -infinity, up_bound = -infinity;  // safe, of the children that were tried
    // Trying showed one side to be no better than the cutoff: the column's bounds without it.
    std::vector<BoundChange> tightened;
    std::int64_t lp_solves = 0, iterations = 0;
};

// `lp` stands at the node, solved; `solution` is what it said. Its column bounds are as before afterwards,
// its basis is not. The tree's pseudo-costs learn from what is tried.
Branching choose_branching(Solver& lp, const SolveOptions& options, const Solution& solution,
                           std::span<const Index> fractional, double cutoff, SearchTree& tree);

}  // namespace dualflow::solver
