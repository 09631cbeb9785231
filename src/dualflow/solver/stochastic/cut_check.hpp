// SPDX-License-Identifier: MIT
// Whether a cut, and the row it became, say what they must of the points that they came from. By our own
// arithmetic, so that an error of ours ends a decomposition: rows that cut nothing off would let it go round
// for ever, and a cut that is too high would give a wrong bound.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/stochastic/cut.hpp"

namespace dualflow::solver {

// By how much the point misses the nearer side of the row; below zero where it satisfies it.
double missed_by(const LazyRow& row, std::span<const double> point);
// Σ |terms| of the row at the point, and its sides: what its rounding is measured by.
double size_at(const LazyRow& row, std::span<const double> point);

// Each is empty, or a sentence that says what is wrong.

// A cut may be lower than the cost of the point at which it was found, never higher.
std::string why_no_cut(const Cut& cut, std::span<const double> link, double cost);
// The row that a cut became must miss the master's point by as much as the cut does.
std::string why_no_row_of(double missed, const LazyRow& row, std::span<const double> point);
// A master must satisfy the rows that it was given.
std::string why_not_satisfied(const std::vector<LazyRow>& rows, std::span<const double> point);

}  // namespace dualflow::solver
