// SPDX-License-Identifier: MIT
// Plans of single futures as one result. Internal to plan/.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dualflow/plan/result.hpp"

namespace dualflow {

// A future with its probability and its plan, which may be the plan of other futures too: a path, and the
// fans beside it.
struct PlannedFuture {
    double probability = 1;
    std::string scenario;
    std::size_t plan = 0;  // of `plans`
};

// Every outcome of every future has a path of its own, in order: undisturbed, then with each shock; what a
// contract awards is the mean of a future in each of its outcomes. With risk the objective judges the
// futures' mean costs, not those of their outcomes: no plan that knows less has less risk, since the mean of
// a part of the outcomes has no more than they have. `cvar` is that of the outcomes. One future is as its
// plan is.
PlanResult gather(const Case& c, const std::vector<PlannedFuture>& futures,
                  const std::vector<PlanResult>& plans);

}  // namespace dualflow
