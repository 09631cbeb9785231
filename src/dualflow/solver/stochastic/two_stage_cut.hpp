// SPDX-License-Identifier: MIT
// A program of more than two stages as one of two, for methods that know two only: the first stage is the
// root's, and every child of the root is a future whose second stage is the whole subtree under it, written
// out (Birge and Louveaux 2011, section 3.5, where all stages after the first are one).
//
// Costs of a future count relative to its own probability. Under risk, CVaR is over the leaves of the tree,
// not over the futures; so it is written out (Rockafellar and Uryasev 2000), with the cost of a path or η,
// whichever is more, in place of the excess over η: that keeps the size of money in every future's cost,
//   λ·CVaR_α = min λ (1 − Σ p / (1 − α)) η + λ Σ p ζ / (1 − α),  ζ ≥ cost of the leaf's path, ζ ≥ η,
// where η is a first-stage column and every leaf has its ζ.
// What comes out is to be minimised without risk.
#pragma once

#include <string>

#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/solver/stochastic/risk.hpp"

namespace dualflow::solver {

struct TwoStageCut {
    // Two stages, a tree. Its first columns are the first stage's, in core order; with risk η follows them.
    StochasticProgram program;
    std::size_t first_stage = 0;  // columns of the first stage
    std::size_t nodes_of_shape =
        0;  // of the tree that a future's second stage writes out (subtree_shape.hpp)
};

// η is bounded by what the columns' bounds prove of the cost of a path. Errors: a single stage; integers
// after the first; a tree that is not one of the core's stages; more than `most_nodes` nodes, padding
// counted.
Result<TwoStageCut, std::string> two_stage_cut(const StochasticProgram& program, const Risk& risk,
                                               double most_nodes);

}  // namespace dualflow::solver
