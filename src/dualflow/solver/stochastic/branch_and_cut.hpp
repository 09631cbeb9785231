// SPDX-License-Identifier: MIT
// Branch and bound over an LP that does not have all its rows: those that a point violates are found on
// demand (branch and Benders cut: one tree, not an integer master solved again after each sweep). The LP
// solver has no such thing.
//
// Cuts hold everywhere and are added to the one LP. They are looked for at each point whose integers are
// whole, which is accepted when nothing is left to cut and its cost is known, and at other points near the
// root as long as they raise the bound. There rows that whole numbers imply (rounding_cuts.hpp)
// are added as well. Nodes: plunging, else the least bound; reliability branching
// (branching.hpp); bounds by reduced costs (reduced_cost_fixing.hpp); rounded points and dives (lp/dive.hpp)
// as first incumbents. A node is a function of the tree, of the LP's rows and of its basis alone, so a search
// that is stopped and goes on ends with the same bits.
//
// `bound_proved` of the tree is the least safe bound of its leaves and open nodes, each a Lagrangean of some
// dual vector or a checked Farkas ray of an LP that is infeasible.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"

namespace dualflow::solver {

// What is found out about a point of the LP.
struct Separation {
    bool cut_off = false;         // rows were added to the LP that the point violates
    double objective = infinity;  // what the point really costs, where that is known and it is feasible
    bool stopped = false;         // by the interrupt or a limit: nothing may be concluded
};

// Adds rows that the point of the LP violates; `whole`: all its integers are. Need not find all: it may stop
// as soon as they raise the LP's objective at the point by `enough`. It must find one, or the cost.
using Separate = std::function<Separation(std::span<const double> point, bool whole, double enough)>;

struct BranchAndCutOptions {
    double gap = 1e-7;    // relative
    Index first_cut = 0;  // of the LP's rows: those before it are the model's own and stay
    SolveOptions lp;      // of the LPs; its interrupt and time limit hold for each
    std::int64_t node_limit = -1;
    std::function<bool()> stop;                      // asked before each LP
    std::function<void(const SearchTree&)> on_node;  // after each
    // Rows of its own that the search added to the LP, and rows that it took out (ascending).
    std::function<void(const std::vector<LazyRow>&)> on_add;
    std::function<void(const std::vector<Index>&)> on_delete;
};

// optimal: the gap is closed; infeasible: no point; limit: of nodes, or stopped, with the tree as far as it
// got; failed: an LP without answer, or a point that can neither be cut off nor priced (the tree's incumbent
// and bounds hold).
//
// `lp` is the relaxation with the rows known so far; its integer columns are the ones branched on. Goes on
// from `tree`, a default one to begin with. The column bounds of `lp` are afterwards those of the start.
SolveStatus branch_and_cut(Solver& lp, const Separate& separate, const BranchAndCutOptions& options,
                           SearchTree& tree);

}  // namespace dualflow::solver
