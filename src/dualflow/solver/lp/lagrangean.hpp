// SPDX-License-Identifier: MIT
// The parts of the safe bound: reduced costs, and the Lagrangean minimum over a box, in sums that know
// their own error. safe_bound.hpp has the formula and what it proves; solver.cpp and certificate.cpp
// put the same parts together for other questions (a Farkas certificate has costs of zero).
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/implied_bounds.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

struct ReducedCost {
    ExactSum sum;      // c_j − A_jᵀ y
    double scale = 0;  // |c_j| + Σ |a_ij y_i|, what its rounding is measured against
};

// y with every entry set to zero that is not finite or whose side of the row is infinite.
std::vector<double> usable_dual(const LpModel& model, std::span<const double> row_dual);

// `cost_factor` is 1, or 0 for a Farkas certificate.
std::vector<ReducedCost> reduced_costs(const LpModel& model, std::span<const double> usable,
                                       double cost_factor);

// Not above the minimum of the Lagrangean over the box, offset × cost_factor included; −∞ where a
// reduced cost that may have the wrong sign meets an infinite side.
double least_over(const LpModel& model, std::span<const double> usable, std::span<const ReducedCost> reduced,
                  const Box& box, double cost_factor);

}  // namespace dualflow::solver
