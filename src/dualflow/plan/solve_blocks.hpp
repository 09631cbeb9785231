// SPDX-License-Identifier: MIT
// Solving the plan's model by Benders decomposition over the branches of its tree (blocks.hpp).
#pragma once

#include <string>

#include "dualflow/plan/solve.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// As solve_in_days (`known` too, unless it goes on from a state, which has its own): the decomposition, the
// whole plan at the master's point, rows for stocks that fall below zero inside a bucket, and again until
// none does. The bound of the first rounds stays valid, since rows only take points away. After each of its
// rounds PlanOptions::on_state gets what PlanOptions::resume_from takes: the rows so far and the
// decomposition's own state; going on leads to the same bits. Errors: the model cannot be cut, or the state
// is of another one.
// With ranks each decomposition is a task for them: the bytes of the need of the model
// (PlanModel::need_factor) and of the rows asked for so far, which is all that a rank needs to cut the same
// blocks.
Result<Solved, std::string> solve_by_blocks(const PlanModel& m, const PlanOptions& options,
                                            const KinkRows::Asked& known = {});

// Of a rank that does not lead: helps with the decomposition of a task. `m` is the model of the task's need.
void help_by_blocks(const PlanModel& m, const PlanOptions& options, const std::string& task);
double need_of_task(const std::string& task);

}  // namespace dualflow
