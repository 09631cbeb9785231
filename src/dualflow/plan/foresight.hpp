// SPDX-License-Identifier: MIT
// What foresight would have said: every decision knows its whole future from the first day, so each future
// is planned alone (the wait-and-see problem; Birge and Louveaux 2011, section 4.1). Nobody could operate at
// this cost, which is a lower bound of the plan's; whoever shows the result says so.
#pragma once

#include "dualflow/plan/plan.hpp"

namespace dualflow {

// The futures to their ends as one result, `foresight` set: its tree has a path of its own from the first
// bucket to each leaf of `futures`, with the leaf's probability and scenario, in the order of the leaves.
// Costs and bounds are weighted with the probabilities; with risk the objective is (1 − λ)·E + λ·CVaR_α of
// the futures' least costs, which bounds it from below since both parts rise with every outcome. Futures
// with the same figures in every bucket are solved once. A status other than optimal is the worst of any
// future; where one of them has no plan there is none.
// `options.method` is of no use: a future does not branch. The limit of time is for all futures together.
PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options);

// The futures to a leaf alone: a path, which is certain.
Futures future_alone(const Futures& futures, std::size_t leaf);

}  // namespace dualflow
