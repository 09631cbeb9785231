// SPDX-License-Identifier: MIT
// Feasible in days (docs/reference/model.md, eq. 2.8). Inside a bucket stock is piecewise linear in
// time, with kinks where an arrival begins or ends; non-negative at every kink means non-negative
// always. Rows for kinks are added only where a solved plan falls below zero.
#pragma once

#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

// How far below zero a stock may be at a kink: units of the product, or a part of what passes through
// (a solver cannot hold a stock fed by 1e6 units to 1e-6).
inline constexpr double kink_tolerance = 1e-6;
inline constexpr double kink_tolerance_of_flow = 1e-9;

// For each point and node whose stock falls below −kink_tolerance in the plan `x`, a row that holds it
// at or above zero at its lowest kink.
std::vector<solver::LazyRow> violated_kinks(const PlanModel& m, const std::vector<double>& x);

}  // namespace dualflow
