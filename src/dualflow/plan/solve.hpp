// SPDX-License-Identifier: MIT
// Solving the plan's model so that every stock holds on every day.
#pragma once

#include "dualflow/plan/kinks.hpp"
#include "dualflow/plan/model.hpp"
#include "dualflow/plan/plan.hpp"

namespace dualflow {

// Rounds of kink rows after which the last plan is kept and the log says so; each round adds rows
// for every stock that still falls below zero, so few are needed.
inline constexpr int most_rounds = 60;
// Beyond the gap asked for, before a plan is not called optimal.
inline constexpr double gap_tolerance = 1e-6;

struct Solved {
    solver::Solution solution;
    std::vector<double> relaxed;    // the point of the relaxation
    double gap = solver::infinity;  // of the plan to its bound (solver/lp/certificate.hpp)
    bool branched = false;          // whether `bound` is the claim of branch and bound, or our own
    ModelFacts facts;
    SolveFacts work;
    std::vector<std::string> log;
};

// Says in the log how many stocks fall below zero in spite of rows for kinks.
void say_missed(std::size_t stocks, std::vector<std::string>& log);

// Sizes and ranges, also as messages.
ModelFacts describe(const PlanModel& m, const solver::LpModel& lp, const PlanOptions& options);

// Begins with the rows for kinks that are `known` to be needed, of the case's own points and buckets.
// Relaxation with rows for kinks until no stock falls below zero; a start by diving, which is the plan where
// the proved bound of the relaxation is near enough; else branch and bound, then the integers fixed and again
// rows for kinks. The bound of branch and bound stays valid, since rows only
// take points away; where they cost more than the gap asked for, branch and bound goes on with them.
Solved solve_in_days(const PlanModel& m, const PlanOptions& options, const KinkRows::Asked& known = {});

}  // namespace dualflow
