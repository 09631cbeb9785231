// SPDX-License-Identifier: MIT
// Solving the plan's model by Benders decomposition over the branches of its tree (blocks.hpp).
#pragma once

#include <string>

#include "dualflow/plan/solve.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// As solve_in_days (`known` too, unless it goes on from a state, which has its own): the decomposition
// without integers, and the rows for kinks that the branches below its trunk ask for; the decomposition with
// the integers of the trunk; each branch planned alone below the trunk so decided, with its integers and with
// rows for stocks that fall below zero inside a bucket until none does; where the gap is not closed, the same
// with all integers in the master, and again with the rows found. Each begins with the cuts of the one
// before, where its columns are the same. Bounds stay valid, since rows and integers only take points away.
// After each round of a decomposition PlanOptions::on_state gets what PlanOptions::resume_from takes: where
// the integers are, the rows so far, plan and bound so far, and the decomposition's own state; going on leads
// to the same bits. Errors: the model cannot be cut, or the state is of another one. With ranks each
// decomposition is a task for them: the bytes of the need of the model (PlanModel::need_factor), of where the
// integers are and of the rows asked for so far, which is all that a rank needs to cut the same blocks.
Result<Solved, std::string> solve_by_blocks(const PlanModel& m, const PlanOptions& options,
                                            const KinkRows::Asked& known = {});

// Of a rank that does not lead: helps with the decomposition of a task. `m` is the model of the task's need.
void help_by_blocks(const PlanModel& m, const PlanOptions& options, const std::string& task);
double need_of_task(const std::string& task);

}  // namespace dualflow
