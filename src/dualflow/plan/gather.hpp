// SPDX-License-Identifier: MIT
// Plans of single futures as one result. Internal to plan/.
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/plan/result.hpp"

namespace dualflow {

// A future with its probability and its plan, which may be the plan of other futures too.
struct PlannedFuture {
    double probability = 1;
    std::string scenario;
    std::size_t plan = 0;  // of `plans`
    // Which of the plan's nodes the future goes through, by bucket. A shock's plan has others, which weigh
    // nothing: those of the undisturbed path in its window.
    std::vector<std::size_t> nodes;
};

PlanResult gather(const Case& c, const std::vector<PlannedFuture>& futures,
                  const std::vector<PlanResult>& plans);

}  // namespace dualflow
