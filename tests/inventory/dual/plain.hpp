// SPDX-License-Identifier: MIT
// Dual sourcing written down as it is told, for comparison with the library: every order under way is part of
// the state, no lead time is reduced, nothing is shared. Slow; for small items.
#pragma once

#include "dualflow/inventory/dual/policy.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory::plain {

// Least average cost by value iteration over all orders up to `most_order`.
double least_cost(const DualProblem& problem, std::int64_t most_order);

// Average cost of a policy by following the distribution of the state through `periods` periods, from a stock
// at its far level.
double cost_of(const DualProblem& problem, const Policy& policy, Position position, int periods = 1500);

}  // namespace dualflow::inventory::plain
