// SPDX-License-Identifier: MIT
// The result of a run as one JSON document, "dualflow.plan/1": command line, report, server and Python
// show it and none of them computes. Its schema is docs/reference/plan.schema.json.
//
// Deterministic: keys in a fixed order, rows in the order of the plan, numbers that read back to the same
// bits, no times. A figure that is not finite (no plan, no bound) is null.
#pragma once

#include <string>

#include "dualflow/plan/result.hpp"

namespace dualflow {

// Indented by one blank a level, with a line break at the end.
// Throws std::logic_error where the cost components of a plan do not sum to its objective to 1e-9
// relative: a wrong sum is a bug and must not be shown.
std::string plan_document(const Case& c, const PlanResult& plan);

// Whether there is a plan to speak of: not for an infeasible case, nor where a limit or an interruption came
// before the first plan (it has no cost then).
bool has_plan(const PlanResult& plan);

// The version of dualflow, as in the document: "0.1.0".
std::string dualflow_version();

// "optimal", "elastic", "limit", "interrupted", "infeasible" or "failed".
std::string to_string(PlanStatus status);

}  // namespace dualflow
