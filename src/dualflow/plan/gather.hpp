// SPDX-License-Identifier: MIT
// Plans of single futures as one result. Internal to plan/.
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/plan/result.hpp"

namespace dualflow {

// A future with its probability and its plan, which may be the plan of other futures too. `tree` is a path.
struct PlannedFuture {
    double probability = 1;
    std::string scenario;
    const Tree* tree = nullptr;
    std::size_t plan = 0;  // of `plans`
};

PlanResult gather(const Case& c, const std::vector<PlannedFuture>& futures,
                  const std::vector<PlanResult>& plans);

}  // namespace dualflow
