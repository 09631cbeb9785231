// SPDX-License-Identifier: MIT
// What foresight would have said: every decision knows its future (its leaf) from the first day, so each is
// planned alone (the wait-and-see problem; Birge and Louveaux 2011, section 4.1). Nobody could operate at
// this cost; whoever shows the result says so. It is a lower bound of the plan's where no fan's window
// reaches beyond a parting: such a fan re-joins the path of the most probable child in the plan, of each leaf
// here.
//
// Whether a shock strikes is not known: each future has the fans beside its path. If it were, what the path
// does in the window of a certain shock would happen nowhere and cost nothing, capacity and stock included.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dualflow/plan/plan.hpp"

namespace dualflow {

// The outcomes of the tree (Tree::outcomes) as one result, `foresight` set: its tree has a path of its own
// from the first bucket to the last for each, with its probability and scenario, in their order. Costs and
// bounds are weighted with the probabilities; with risk the objective is (1 − λ)·E + λ·CVaR_α of the
// futures' least mean costs (gather.hpp); of one future, that of its outcomes. Futures with the same figures
// in every bucket are solved once. A status other than optimal is the worst of any future; where one of them
// has no plan there is none.
//
// `options.method` is of no use: a future does not branch. The limit of time is for all futures together, and
// so is the gap.
PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options);

// A leaf's path, certain, with the fans that leave it.
Futures certain_future(const Futures& futures, std::size_t leaf);

}  // namespace dualflow
