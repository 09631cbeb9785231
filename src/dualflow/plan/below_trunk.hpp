// SPDX-License-Identifier: MIT
// The whole plan below a trunk that a decomposition decided (blocks.hpp): each branch planned alone with its
// integers, and with rows for stocks that fall below zero inside a bucket until none does.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/plan/plan.hpp"
#include "dualflow/plan/result.hpp"

namespace dualflow {

class BranchPlans;

// A plan's model with the rows for kinks that were asked for so far.
struct ModelInDays {
    ModelInDays(const PlanModel& model, solver::LpModel without_rows);

    void add(const std::vector<solver::LazyRow>& rows);
    // Rows for stocks that `x` lets fall below zero, which the model has from then on.
    std::vector<solver::LazyRow> ask(const std::vector<double>& x);
    // Those that were asked of it before. False where they are of another model.
    bool ask_again(const KinkRows::Asked& known);
    // Whether a plan put together of branches holds all rows: those of its own to rounding, stocks to the
    // tolerance of kinks.
    bool is_held_by(const std::vector<double>& x) const;

    const PlanModel* m;
    solver::LpModel lp;
    KinkRows kinks;
    int kink_rows = 0;

private:
    Index own_rows_;
};

class BelowTrunk {
public:
    // The limit of time is the clock's. What it finds out goes into `model` and `work`.
    BelowTrunk(ModelInDays& model, const Blocks& blocks, const PlanOptions& options, const Clock& clock,
               SolveFacts& work);

    // A plan at the decisions of the trunk, or, where rounding or a stock inside a bucket leaves none and the
    // trunk has all integers, at its integers alone. Where dives in the branches end farther from `bound`
    // than the gap, branch and bound looks for a better one, if that may be there. Nothing where no plan was
    // found.
    std::optional<std::vector<double>> plan(std::span<const double> trunk, double bound, Integers integers);
    // The rows that the branches ask for where their integers are relaxed too.
    void ask_as_relaxed(std::span<const double> trunk, double bound);

    // Whether rows were asked for that the model had not.
    bool asked_anew() const { return asked_anew_; }

private:
    std::vector<double> at(std::span<const double> trunk) const;
    bool by_branches(const solver::LpModel& lp, double bound, std::vector<double>& x);
    bool hold_stocks(BranchPlans& plans);
    void search_for_better(BranchPlans& plans, double bound, std::vector<double>& x);
    double excess_of(const std::vector<double>& x, double bound) const;
    std::vector<double> measured_anew(std::vector<double> x);
    template <class Held>
    std::optional<std::vector<double>> held(const std::vector<double>& x, const Held& is_held);
    solver::Solution in_days(solver::Solver& solver);

    ModelInDays& model_;
    const Blocks& blocks_;
    const PlanOptions& options_;
    const Clock& clock_;
    SolveFacts& work_;
    bool asked_anew_ = false;
};

}  // namespace dualflow
