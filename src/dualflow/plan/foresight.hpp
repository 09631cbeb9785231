// SPDX-License-Identifier: MIT
// What foresight would have said: every decision knows its whole future from the first day, so each future
// is planned alone (the wait-and-see problem; Birge and Louveaux 2011, section 4.1). Nobody could operate at
// this cost, which is a lower bound of the plan's; whoever shows the result says so.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dualflow/plan/plan.hpp"

namespace dualflow {

// The outcomes of the tree (Tree::outcomes) as one result, `foresight` set: its tree has a path of its own
// from the first bucket to the last for each, with its probability and scenario, in their order. Costs and
// bounds are weighted with the probabilities; with risk the objective is (1 − λ)·E + λ·CVaR_α of the
// futures' least costs, which bounds it from below since both parts rise with every outcome. Futures with the
// same figures in every bucket are solved once. A status other than optimal is the worst of any future;
// where one of them has no plan there is none.
//
// A shock is planned as in the tree, with its fan and what re-joining the undisturbed path costs, but known
// and certain: what happens in its window on the undisturbed path weighs nothing.
//
// `options.method` is of no use: a future does not branch. The limit of time is for all futures together.
PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options);

// One outcome of futures, certain.
struct CertainFuture {
    Futures futures;                 // a path, and the shock's fan
    std::string scenario;            // of its leaf, and the shock
    std::vector<std::size_t> nodes;  // those it goes through, by bucket
};
CertainFuture certain_future(const Futures& futures, const Tree::Outcome& outcome);

}  // namespace dualflow
