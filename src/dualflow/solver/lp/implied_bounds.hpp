// SPDX-License-Identifier: MIT
// Bounds of columns that follow from the rows.
//
// In a row Σ a_k x_k ≤ r the other columns cannot fall below the smallest activity their bounds allow,
// so x_j ≤ (r − Σ_{k≠j} min a_k x_k) / a_j, and so on for the other side and sign (Savelsbergh 1994,
// "Preprocessing and probing techniques for mixed integer programming problems", section 1.1). The
// rows are walked a few times; each new bound is loosened by more than rounding can have cost, so
// every feasible point satisfies it. Integrality is not used.
#pragma once

#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

struct Box {
    std::vector<double> lower, upper;  // one a column
};

Box implied_bounds(const LpModel& model);

}  // namespace dualflow::solver
