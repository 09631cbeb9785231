// SPDX-License-Identifier: MIT
// From a case to a plan: builds the model of docs/reference/model.md on the tree of futures, solves
// it and reads the answer back.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "dualflow/futures/futures.hpp"
#include "dualflow/plan/result.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow {

struct PlanOptions {
    double gap = 1e-4;
    int threads = 1;
    double time_limit = solver::infinity;  // seconds
    const std::atomic<bool>* interrupt = nullptr;
    std::function<void(const solver::Progress&)> on_progress;
    std::function<void(const std::string&)> on_message;  // model size, ranges, rounds
};

// For the futures given, which are those of `c`: their tree has its buckets.
PlanResult make_plan(const Case& c, const Futures& futures, const PlanOptions& options);

// For one future, the case itself.
PlanResult make_plan(const Case& c, const PlanOptions& options);

}  // namespace dualflow
