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

// Every outcome of every future has a path of its own, in order: undisturbed, then with each shock. With risk
// the futures' mean costs are judged, not those of their outcomes: that is never more than the risk of plans
// that know no more (the mean of a part of all outcomes has no more risk than they have).
PlanResult gather(const Case& c, const std::vector<PlannedFuture>& futures,
                  const std::vector<PlanResult>& plans);

}  // namespace dualflow
