// SPDX-License-Identifier: MIT
// Optima of tiny models by enumeration, without any solver: every vertex of an LP is the solution of
// as many active bounds and rows as there are columns; a MIP is an LP for every integer assignment.
#pragma once

#include <optional>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver::test {

// The least objective, or nothing where no point is feasible. Every column needs finite bounds.
std::optional<double> least_by_enumeration(const LpModel& model);

}  // namespace dualflow::solver::test
