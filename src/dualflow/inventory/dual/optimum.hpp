// SPDX-License-Identifier: MIT
// The best of all policies for one item and two sources: least average cost, by relative value iteration.
//
// The value iteration of White (1963) with Odoni's (1969) bounds: after any sweep v' = T v the average cost
// lies between the least and the largest of v' − v, so `lower` and `upper` hold for the item within a box,
// whatever the sweep. The box limits the inventory position from above, an order, and the stock from below,
// where the near source brings it up at once. It is widened until the best policy never touches it:
// `boundary_mass` is the stationary probability of a state in which it would (at most 1e-12). Where demand
// waits and orders have no fixed cost, the value is convex in the sense of L♮ (Zipkin 2008; Chen, Dawande and
// Janakiraman 2014), so that what is best inside the box is best of all; elsewhere the box is widened once
// more on all sides and the cost must be the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "dualflow/inventory/dual/long_run.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

struct Optimum {
    double cost = 0, lower = 0, upper = 0;  // average cost a period; cost is in the middle
    double span = 0;                        // upper − lower
    LongRun average;                        // of the best policy, operated: the same cost by another way
    double boundary_mass = 0;
    std::int64_t states = 0, bytes = 0;
    int sweeps = 0;
};

struct OptimumOptions {
    double span = 1e-9;  // at which upper − lower stops, money a period; not below what rounding hides
    int most_sweeps = 100'000;
    std::int64_t memory = std::int64_t{2} << 30;   // bytes
    std::function<void(const Optimum&)> on_sweep;  // now and then: sweeps, lower, upper
};

// Errors: a problem that makes no sense; one that does not fit (with the bytes it would need); no
// convergence.
Result<Optimum, std::string> solve_optimum(const DualProblem& problem, const OptimumOptions& options = {});

// Whether a first box fits into the memory limit; a wider one that is found to be needed may not.
bool optimum_fits(const DualProblem& problem, const OptimumOptions& options = {});

}  // namespace dualflow::inventory
