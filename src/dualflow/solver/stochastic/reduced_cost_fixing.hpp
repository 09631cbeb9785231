// SPDX-License-Identifier: MIT
// Bounds of integer columns beyond which no point is good enough, by safe arithmetic.
//
// The Lagrangean of a dual vector rises by the reduced cost d_j for each unit that column j leaves the bound
// at which it is least: where that takes it from the safe bound to the cutoff, the rest of the column's range
// holds nothing below the cutoff (Dantzig, Fulkerson and Johnson 1954; Crowder, Johnson and Padberg 1983).
// Reduced costs and bound are rounded to the safe side, so that this holds whatever the dual vector is.
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"

namespace dualflow::solver {

// What a dual vector says of each column of a model in its box.
struct Rises {
    double bound = -infinity;      // safe
    std::vector<double> up, down;  // at least so much a unit above the lower, or below the upper bound; or 0
    std::vector<double> lower, upper;  // the box that it was found for
};
Rises rises_of(const LpModel& model, std::span<const double> row_dual);

// Bounds of integer columns within [lower, upper] that are tighter than those; every point outside that the
// box of `rises` holds costs the cutoff or more.
std::vector<BoundChange> fixed_by(const Rises& rises, double cutoff, const LpModel& model,
                                  std::span<const double> lower, std::span<const double> upper);

}  // namespace dualflow::solver
