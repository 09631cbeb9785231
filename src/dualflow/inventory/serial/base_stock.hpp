// SPDX-License-Identifier: MIT
// Echelon base-stock policies of a serial chain: their exact cost, the best one, and bounds on it.
//
// An echelon base-stock level s of a stage: it orders so that its stock, what is under way to it and all
// that is further down, less backlog, comes back to s. Some such policy is optimal (Clark and Scarf 1960,
// Management Science 6(4); Federgruen and Zipkin 1984).
//
// The best levels, from the customer up, in the form of Chen and Zheng (1994), Management Science 40(11):
//   u₀(x) = (backlog + local holding of the last stage) · x⁻
//   C(y)  = E[ h · (y − D) + u(y − D) ],   h the echelon holding cost, D the lead-time demand
//   s     = argmin C,   the next stage up has u(x) = C(min(s, x)).
// The bounds on s (Shang and Song 2003, Management Science 49(5), theorem 2) are newsvendor levels for the
// demand of all lead times from the stage down, D̃, with b backlog, H local holding, − the stage before it:
//   P(D̃ > lower) ≤ (H_last − H₋)/(b + H_last),   P(D̃ > upper) ≤ (H − H₋)/(b + H).
// They also say where C has to be tabulated. The heuristic takes the middle of both, rounded down.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/inventory/serial/chain.hpp"

namespace dualflow::inventory {

using Levels = std::vector<std::int64_t>;  // from supplier to customer

struct SerialCost {
    double cost = 0;  // money a time unit, the sum of the next three
    double holding = 0, transit = 0, backlog = 0;
    std::vector<double> on_hand;  // units, by stage
    double waiting = 0;           // units of backlog
    double ready_rate = 0;        // share of time (periods) without backlog
};

// By the stationary distribution of stock, from the supplier down: X = min(s, X of the stage before) − D.
SerialCost serial_cost(const SerialChain& chain, const Levels& echelon_levels);

struct SerialOptimum {
    double cost = 0;      // by the recursion above
    Levels levels;        // echelon; the smallest where several cost the same to 1e-13
    Levels lower, upper;  // bounds; upper is what the demand can reach where no value is added
    Levels heuristic;
};
SerialOptimum solve_serial(const SerialChain& chain);

// The same policy by local levels: each stage's own stock, what is under way to it, less what the next one
// waits for.
Levels local_levels(const Levels& echelon_levels);

}  // namespace dualflow::inventory
