// SPDX-License-Identifier: MIT
// What our own arithmetic says of a point and of a dual vector, whatever a solver claims.
//
// For any vector y the Lagrangean bound of the relaxation is
//     offset + Σ_i min{ y_i r : r ∈ [row_lower_i, row_upper_i] }
//            + Σ_j min{ (c_j − A_jᵀy) x : x ∈ [lower_j, upper_j] }
// (Neumaier and Shcherbina 2004, "Safe bounds in linear and mixed-integer linear programming",
// section 3). A y_i whose side is infinite is set to zero first; a column without the needed finite
// bound makes the result −∞. Rounding is accounted for: the result is lowered by a bound on the
// error of the sums, so it is valid as computed.
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/lp/lagrangean.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

double safe_dual_bound(const LpModel& model, std::span<const double> row_dual);

// The reduced costs of `dual` (usable_dual()), after shifting duals by a hair where the rounding of a reduced
// cost meets an infinite side of the box; `dual` is what they then belong to.
std::vector<ReducedCost> repaired_reduced_costs(const LpModel& model, const Box& box,
                                                std::vector<double>& dual, double cost_factor);

// How far a point is from satisfying the model.
struct Violation {
    double row = 0;      // largest violation of a row, relative to 1 + |side|
    double bound = 0;    // largest violation of a column's bounds, likewise
    double integer = 0;  // largest distance of an integer column from an integer
};
Violation violation_of(const LpModel& model, std::span<const double> x);

double objective_of(const LpModel& model, std::span<const double> x);  // compensated sum

}  // namespace dualflow::solver
