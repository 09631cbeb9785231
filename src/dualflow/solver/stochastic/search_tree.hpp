// SPDX-License-Identifier: MIT
// What a branch and bound search knows, as a plain value: written down between two nodes and read again, it
// is all that the search needs to go on (besides the rows of its LP).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::solver {

struct BoundChange {
    Index column = 0;
    double lower = 0, upper = 0;
};

// A part of the space that is still to be searched. Bounds are those of its parent's LP: `bound` as the LP
// solver says it and a certificate confirms within tolerance, `bound_proved` by safe arithmetic.
struct OpenNode {
    std::int64_t number = 0;  // in the order in which they were made
    int depth = 0;
    double bound = -infinity, bound_proved = -infinity;
    std::vector<BoundChange> changes;  // of the tree's bounds, the later one holds
    Basis basis;                       // of the parent's LP
    // How it was branched off: the distance the column is moved by, downwards below zero.
    Index column = -1;
    double moved = 0, parent_objective = -infinity;
};

// Mean rise of the objective for each unit that a column is moved by branching (Benichou, Gauthier, Girodet,
// Hentges, Ribiere and Vincent 1971).
struct PseudoCost {
    double sum = 0;
    std::int64_t count = 0;
    double mean() const { return count > 0 ? sum / static_cast<double>(count) : 0; }
    void add(double rise) { sum += rise, ++count; }
};
inline constexpr double telling = 1e-6;  // a column moved by less says nothing of the price of moving it

struct SearchTree {
    bool started = false;
    std::vector<double> lower, upper;  // of all columns, those of integers tightened for the whole tree
    std::vector<OpenNode> open;
    std::int64_t plunge = -1;          // number of the node to look at next; −1: the best
    std::vector<PseudoCost> down, up;  // of all columns
    std::vector<double> incumbent;     // of the LP's columns; empty without one
    double objective = infinity;       // of the incumbent
    // The least bound of what was closed: leaves, and what reduced costs cut away.
    double closed = infinity, closed_proved = infinity;
    std::int64_t nodes = 0, made = 0;  // looked at; made
    std::int64_t next_search = 0;      // for an incumbent, when so many were looked at
    std::vector<int> age;              // of each cut of the LP (cut_ageing.hpp)
    std::int64_t lp_solves = 0, iterations = 0;
    double worst_primal_dual_gap = 0;  // of the LPs that were accepted
    std::vector<std::string> log;      // what did not go as it should, in order

    // Nothing better than this is looked for; `gap` relative to the incumbent.
    double cutoff(double gap) const;
    // Of all there is: the optimum is not below it.
    double bound() const;
    double bound_proved() const;
    void close(double leaf_bound, double leaf_proved);
    // Closes the open nodes that cannot be better than the cutoff.
    void prune(double gap);
    // Takes a node out: the one to plunge into, else the one with the least bound (of equals the older).
    OpenNode take_next();
    // Notes what a node's LP costs more than its parent's.
    void learn(const OpenNode& node, double objective);
};

}  // namespace dualflow::solver
