// SPDX-License-Identifier: MIT
// Base stock against a supplier that fails, and the reliable supplier that could take its place.
//
// The site is that of problem.hpp. At the start of each period the supplier is up or down, and an order can
// be placed only while it is up; what is under way arrives all the same. From one period to the next it
// goes down with probability `fails` and comes up again with `recovers`. Orders bring the position up to the
// level, which is optimal without a fixed cost.
//
// A period is the n-th in a row of an outage with probability π (n ≥ 0; 0: up), and then the level has to
// meet the demand of lead + 1 + n periods:
//   π₀ = recovers / (fails + recovers),   πₙ = π₀ · fails · (1 − recovers)ⁿ⁻¹.
// So the cost is a newsvendor's, with the mixture over n of these demands (Tomlin 2006, Management Science
// 52(5); Snyder and Shen 2019, section 9.3, for constant demand; the mixture holds for any independent
// demand). It is summed exactly, without a cut of long outages, by the renewal equation of the mixture.
//
// A reliable supplier that takes all orders, at a premium a unit, leaves the site without failures. Fixed
// shares of constant demand cost the same shares of either cost, so that one or the other is best. Turning to
// the reliable one only while the other is down is another problem, and not solved here.
#pragma once

#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::inventory {

struct DisruptionProblem {
    SiteProblem site;
    double fails = 0, recovers = 0;  // probabilities a period, above 0 and below 1 (recovers: at most 1)
};

struct DisruptedStock {
    double level = 0;
    double cost = 0;             // money a period
    double availability = 0;     // share of periods in which the supplier is up
    double periods_covered = 0;  // outage that the level outlasts with mean demand, periods
    StockAverages averages;
};

// The best level. Refuses what what_is_wrong() refuses, probabilities outside their range, and what takes
// too long.
Result<DisruptedStock, std::string> solve_disruption(const DisruptionProblem& problem);

// The cost of a given level, any number ≥ 0: between the values demand can sum to, cost is linear.
Result<DisruptedStock, std::string> evaluate_disruption(const DisruptionProblem& problem, double level);

// Cost a period of the supplier that never fails, at `premium` more a unit: premium · demand, and the cost of
// the site without failures.
Result<double, std::string> reliable_cost(const SiteProblem& site, double premium);

}  // namespace dualflow::inventory
