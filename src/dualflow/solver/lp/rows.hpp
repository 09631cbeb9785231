// SPDX-License-Identifier: MIT
// Adding rows to a model in compressed columns, and taking them out.
#pragma once

#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

// The rows with their terms in column order, terms of one column added together, zeros dropped.
std::vector<LazyRow> merged_rows(const std::vector<LazyRow>& rows);

// Appends merged rows: O(entries + columns). New rows have the highest indices, so each column's
// entries stay in ascending order.
void append_rows(LpModel& model, const std::vector<LazyRow>& rows);

// Where all columns of a row are fixed and miss it by no more than a rounding (relative to 1 + the largest
// term), its sides are moved so that it holds: then it keeps nothing from the columns that are free.
void widen_rows_of_fixed(LpModel& model, double rounding);

// Takes rows (ascending) out again; those after them move up.
void erase_rows(LpModel& model, const std::vector<Index>& rows);

}  // namespace dualflow::solver
