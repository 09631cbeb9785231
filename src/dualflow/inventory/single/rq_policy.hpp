// SPDX-License-Identifier: MIT
// The best (r,Q) policy under continuous review: whenever the position falls to r, order Q more.
//
// Customers ask for one unit each and come as a Poisson process, so the position never jumps over r and is
// spread evenly over r + 1 … r + Q. With D the demand of a lead time,
//   cost(r,Q) = (rate · fixed + Σ_{y=r+1}^{r+Q} G(y)) / Q,   G(y) = holding · E(y − D)⁺ + backlog · E(D −
//   y)⁺,
// in money a unit of time. G is convex, so the best r of each Q comes from that of Q − 1 by one more
// position, the cheaper of the two beside it, and Q is best as soon as that position costs no less than the
// average (Federgruen and Zheng 1992, Operations Research 40(4)). Holding and backlog costs are a unit and
// unit of time. Demand in lots of several units is not of this form: use the (s,S) policy.
#pragma once

#include <optional>

#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::inventory {

struct RqProblem {
    double rate = 0, lead = 0;  // demand a unit of time; units of time
    double holding = 0, backlog = 0;
    double fixed = 0;  // cost of an order
};

struct RqPolicy {
    std::int64_t reorder = 0, quantity = 0;
    double cost = 0;         // money a unit of time
    double fixed_cost = 0;   // its part for orders
    double orders = 0;       // a unit of time
    StockAverages averages;  // shares of time without backlog, and of customers served at once
};

// The best policy, or the best r of a given quantity ≥ 1. Refused with one sentence: a rate that is not above
// 0, a negative lead time or fixed cost, costs that wrong_costs() refuses, quantities above 50 million.
Result<RqPolicy, std::string> solve_rq(const RqProblem& problem,
                                       std::optional<std::int64_t> quantity = std::nullopt);

// The cost of a given policy.
Result<RqPolicy, std::string> evaluate_rq(const RqProblem& problem, std::int64_t reorder,
                                          std::int64_t quantity);

}  // namespace dualflow::inventory
