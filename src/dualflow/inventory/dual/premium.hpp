// SPDX-License-Identifier: MIT
// What changes with the premium that the near source asks over the far one: the least cost C*(c), the premium
// at which the near source stops paying, and the table of stock cost against the far source's share that a
// planner of long buckets needs.
//
// A policy costs G + c·u a period: stock cost G (holding and backlog) and u near units, whatever the premium
// c; what all units cost at the far price is left out. So C*(c) is the least of many lines, concave, and the
// pairs (u, G) of its lines are the corners of the lower convex hull of what policies can reach: the cost of
// the stock when a share α = 1 − u/E[D] comes from far,
//   G(α) = max over c of C*(c) − c·(1 − α)·E[D].
// Both ends are single sources: u = E[D] at the cost of a base stock with the near lead time, u = 0 with the
// far one.
#pragma once

#include <string>
#include <vector>

#include "dualflow/inventory/dual/optimum.hpp"
#include "dualflow/inventory/dual/policy.hpp"

namespace dualflow::inventory {

// Stock cost of the best base stock with one source of this lead time, money a period; and its mean stock.
struct SingleSource {
    std::int64_t level = 0;
    double cost = 0, mean_stock = 0;
};
SingleSource single_source(const DualProblem& problem, int lead);

struct BreakEven {
    double premium = 0;  // above it the best policy buys far only
    SingleSource far_only, near_only;
    int solves = 0;
};

// Newton's steps on the concave C*(c) towards the cost of the far source alone (Dinkelbach 1967): each meets
// it where the line of the last policy does, so that the last one is the largest premium that any policy
// earns. Where less than `saving` (relative) is saved, the near source is said not to pay.
// The prices of `problem` count only as the far price and a premium to start from. Errors as solve_optimum();
// lost sales and fixed costs are refused.
Result<BreakEven, std::string> break_even(const DualProblem& problem, const OptimumOptions& options = {},
                                          double saving = 1e-9);

struct Corner {
    double share_far = 0;   // α
    double cost = 0;        // G(α) over E[D]: money a unit consumed
    double mean_stock = 0;  // B(α): units at the end of a period
    double premium = 0;     // at which this policy was found; 0 and infinity at the ends
};

struct StockTable {
    std::vector<Corner> corners;  // from α = 0 to 1
    double error = 0;             // most that straight lines between corners lie above G, money a unit
    std::string method;           // "optimum", or "best of capped dual index and base surge": `error` is then
                                  // measured against these policies, not against the optimum
    int solves = 0;
};

// Corners are added where straight lines are farthest from G, until the error is at most `error` (money a
// unit) or there are `most_corners` (≥ 2). The error is that of the corners kept: between two corners a line
// of their slope as the premium touches G where it is farthest.
// Where the optimum does not fit, the better of the best capped dual-index and base-surge policy takes its
// place, and `method` says so; capped dual-index policies only as far as their chains keep to `limits`.
Result<StockTable, std::string> stock_table(const DualProblem& problem, double error, int most_corners,
                                            const OptimumOptions& options = {},
                                            const PolicyLimits& limits = {});

}  // namespace dualflow::inventory
