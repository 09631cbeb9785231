// SPDX-License-Identifier: MIT
// The value of a plan that minds its futures (Birge and Louveaux 2011, chapter 4, here for costs):
//   EVPI = RP − WS: what perfect information on the futures would be worth, but not on whether shocks
//          strike; RP is the plan, WS the one with foresight (foresight.hpp, which says where WS ≤ RP).
//   VSS  = EEV − RP: what it is worth not to take the expected for certain. EEV is the cost of the plan for
//          the mean future (futures/mean_case.hpp): what is decided before the futures part, and options
//          that are committed for all of them, stay as it says (first_decisions.hpp); the rest is decided
//          anew with what is known.
//   The second source of a product at a site: the cost with the best single one − the plan's.
// RP ≤ EEV, also with risk. Every plan of the comparison is solved to `options.gap`, and the limit of
// time is for each. A difference of two plans carries both gaps, so it comes with its range.
#pragma once

#include "dualflow/plan/plan.hpp"
#include "dualflow/plan/value_rows.hpp"

namespace dualflow {

// `plan` is make_plan(c, futures, options) and must have been found.
PlanValues find_values(const Case& c, const Futures& futures, const PlanResult& plan,
                       const PlanOptions& options);

}  // namespace dualflow
