// SPDX-License-Identifier: MIT
// The newsvendor, and the base stock that it is with a lead time: the one level that balances what is left
// over against what is short. Optimal among all policies where an order has no fixed cost.
//
//   level = smallest y with P(D ≤ y) ≥ backlog / (holding + backlog),   D the demand of lead + 1 periods
// (Arrow, Harris and Marschak 1951; Zipkin 2000, sections 9.2 and 9.4.) One season is lead 0: with a price,
// a purchase cost and a salvage value, backlog = price − purchase and holding = purchase − salvage.
#pragma once

#include <optional>

#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::inventory {

struct Newsvendor {
    double level = 0;  // a whole number where demand is
    double cost = 0;   // money a period
    double critical_ratio = 0;
    double demand_mean = 0, demand_deviation = 0;  // of the lead + 1 periods
    StockAverages averages;
};

// Demand on whole numbers. Refuses what what_is_wrong() refuses. A given level, a whole number within ±1e15,
// is evaluated instead of the best one.
Result<Newsvendor, std::string> solve_newsvendor(const SiteProblem& problem,
                                                 std::optional<double> level = std::nullopt);

// Demand that is normal, without a grid and without a cut at zero: its negative part is taken as returns.
struct NormalProblem {
    double mean = 0, deviation = 0;  // of a period
    int lead = 0;
    double holding = 0, backlog = 0;
};
Result<Newsvendor, std::string> solve_newsvendor(const NormalProblem& problem,
                                                 std::optional<double> level = std::nullopt);

}  // namespace dualflow::inventory
