// SPDX-License-Identifier: MIT
// Rows that whole numbers imply and the relaxation does not: mixed integer rounding of one row at a time
// (Nemhauser and Wolsey 1990; Marchand and Wolsey 2001).
//
// A row Σ a_j x_j + s ≥ b over integers x_j ≥ 0 and a continuous s ≥ 0 gives, with β = b / d, f = β − ⌊β⌋ and
// α_j = a_j / d, for every d > 0
//   Σ (f ⌊α_j⌋ + min(α_j − ⌊α_j⌋, f)) x_j + s / d ≥ f ⌈β⌉.
// Columns are measured from one of their bounds first. Benders and feasibility cuts come with coefficients
// that are as large as a whole capacity; this cuts them down to what the row needs. Coefficients are rounded
// up and right-hand sides down at each step, so that a row holds for each point with whole numbers for which
// the row that it is made of holds.
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

// Of the rows of the model those implied by one that x violates, the `most` farthest. `lower` and `upper`
// bound all columns; those of integer columns are whole.
std::vector<LazyRow> rounding_cuts(const LpModel& model, std::span<const double> lower,
                                   std::span<const double> upper, std::span<const double> x,
                                   std::size_t most);

}  // namespace dualflow::solver
