// SPDX-License-Identifier: MIT
// The best of all policies for one item and two sources: least average cost, by relative value iteration.
//
// State (Whittemore and Saunders 1977; Veeraraghavan and Scheller-Wolf 2008): x, the stock that the demand of
// the period can reach, and the far orders under way that arrive later, one number for each of
// lead_difference − 1 periods. The near order raises x to y ≥ x; the far order joins the pipeline.
//
// The value iteration of White (1963) with Odoni's (1969) bounds: after any sweep v' = T v the average cost
// lies between the least and the largest of v' − v, so `lower` and `upper` hold for the item within the box
// whatever the sweep. The box limits the inventory position from above, a far order, and x from below, where
// the near source brings it up at once. It is widened until the best policy never touches it: `boundary_mass`
// is the stationary probability of a state in which it would (at most 1e-12). The value is convex in the
// sense of L♮ (Zipkin 2008; Chen, Dawande and Janakiraman 2014), so what is best inside the box is best of
// all.
#pragma once

#include <cstdint>
#include <string>

#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

struct OptimumOptions {
    double span = 1e-9;  // at which upper − lower stops, money a period
    int most_sweeps = 100'000;
    std::int64_t memory = std::int64_t{2} << 30;  // bytes
};

struct Optimum {
    double cost = 0, lower = 0, upper = 0;               // average cost a period; cost is in the middle
    double span = 0;                                     // upper − lower
    double near = 0, far = 0, holding = 0, backlog = 0;  // the cost, split
    double share_expedited = 0;                          // of what is bought
    double boundary_mass = 0;
    std::int64_t states = 0, bytes = 0;
    int sweeps = 0;
};

// Errors: a problem that makes no sense; one that does not fit (with the bytes it would need); no
// convergence.
Result<Optimum, std::string> solve_optimum(const DualProblem& problem, const OptimumOptions& options = {});

}  // namespace dualflow::inventory
