// SPDX-License-Identifier: MIT
#include "dualflow/plan/below_trunk.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "dualflow/plan/branch_plans.hpp"
#include "dualflow/plan/solve.hpp"
#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow {
namespace {

// Relative, of a plan put together of its branches: a master's points miss rows by 1e-7 at most, and one
// between two of them by about twice that, since terms that cancel may be smaller there.
constexpr double rounding_of_rows = 3e-7;
constexpr double least_search = 0.25;      // of what branches leave open, that a search is asked to close,
constexpr double worthwhile_search = 0.5;  // and of what it was asked, for which another follows

}  // namespace

ModelInDays::ModelInDays(const PlanModel& model, solver::LpModel without_rows)
    : m(&model), lp(std::move(without_rows)), kinks(model), own_rows_(lp.rows()) {}

void ModelInDays::add(const std::vector<solver::LazyRow>& rows) {
    solver::append_rows(lp, solver::merged_rows(rows));
    kink_rows += static_cast<int>(rows.size());
}

std::vector<solver::LazyRow> ModelInDays::ask(const std::vector<double>& x) {
    auto rows = kinks.violated(x);
    add(rows);
    return rows;
}

bool ModelInDays::ask_again(const KinkRows::Asked& known) {
    const auto rows = kinks.ask_again(known);
    if (rows) add(*rows);
    return rows.has_value();
}

bool ModelInDays::is_held_by(const std::vector<double>& x) const {
    // Stocks of the trunk may be below zero by what `violated` lets pass, and have a row by now.
    const auto own = [this](Index row) { return row < own_rows_; };
    return solver::largest_miss(lp, x, own) <= rounding_of_rows &&
           solver::largest_miss(lp, x) <= kink_tolerance;
}

BelowTrunk::BelowTrunk(ModelInDays& model, const Blocks& blocks, const PlanOptions& options,
                       const Clock& clock, SolveFacts& work)
    : model_(model), blocks_(blocks), options_(options), clock_(clock), work_(work) {}

std::optional<std::vector<double>> BelowTrunk::plan(std::span<const double> trunk, double bound,
                                                    Integers integers) {
    std::vector<double> x = at(trunk);
    for (std::size_t j = 0; j < x.size(); ++j)
        if (model_.lp.integer[j] != 0) x[j] = std::round(x[j]);
    if (by_branches(model_.lp, bound, x)) return measured_anew(std::move(x));
    if (integers != Integers::in_master) return {};
    return held(x, [](std::size_t) { return false; });
}

void BelowTrunk::ask_as_relaxed(std::span<const double> trunk, double bound) {
    solver::LpModel relaxed = model_.lp;
    std::fill(relaxed.integer.begin(), relaxed.integer.end(), 0);
    std::vector<double> x = at(trunk);
    by_branches(relaxed, bound, x);
}

// The decisions of a trunk in the model's columns, the others zero.
std::vector<double> BelowTrunk::at(std::span<const double> trunk) const {
    std::vector<double> x(model_.lp.cost.size(), 0);
    for (std::size_t k = 0; k < blocks_.master.size(); ++k) {
        const auto j = static_cast<std::size_t>(blocks_.master[k]);
        x[j] = std::clamp(trunk[k], model_.lp.lower[j], model_.lp.upper[j]);
    }
    return x;
}

// `lp`: the model, or that without its integers.
bool BelowTrunk::by_branches(const solver::LpModel& lp, double bound, std::vector<double>& x) {
    PlanOptions options = options_;
    options.time_limit = clock_.left();
    BranchPlans plans(lp, blocks_.branch_of_column, x, options);
    const bool holds = plans.plan() && hold_stocks(plans) && model_.is_held_by(plans.x());
    if (holds) {
        x = plans.x();
        search_for_better(plans, bound, x);
    }
    work_.iterations += plans.work().iterations;
    work_.branch_nodes += plans.work().branch_nodes;
    work_.lp_solves += plans.work().lp_solves;
    work_.worst_primal_dual_gap = std::max(work_.worst_primal_dual_gap, plans.work().worst_primal_dual_gap);
    return holds;
}

// Rows for stocks that fall below zero, until none does.
bool BelowTrunk::hold_stocks(BranchPlans& plans) {
    for (int round = 0; round < most_rounds; ++round) {
        const auto rows = model_.ask(plans.x());
        if (rows.empty()) return true;
        asked_anew_ = true;
        if (!plans.hold(rows)) return false;
    }
    return false;
}

// Until the plan is within the gap of `bound`, or no search may bring it there. Costs that only measure
// the plan are still those of the decomposition. What holds more stock than it saves is not taken.
void BelowTrunk::search_for_better(BranchPlans& plans, double bound, std::vector<double>& x) {
    for (double open = plans.left_open(); excess_of(x, bound) < open; open = plans.left_open()) {
        const double excess = excess_of(x, bound);
        if (excess <= 0) return;
        const double asked = std::clamp(least_search * open, excess, open);
        plans.search(asked);
        const double still_open = plans.left_open();
        if (!hold_stocks(plans)) return;
        const double cost = solver::objective_of(model_.lp, plans.x());
        if (cost < solver::objective_of(model_.lp, x) && model_.is_held_by(plans.x())) x = plans.x();
        if (open - still_open < worthwhile_search * asked || clock_.left() <= 0) return;
    }
}

// By how much a plan costs too much to be within the gap of a bound.
double BelowTrunk::excess_of(const std::vector<double>& x, double bound) const {
    const double gap = solver::relative_gap(model_.lp, x, bound);
    if (gap <= options_.gap) return 0;
    const double over = solver::objective_of(model_.lp, x) - bound;
    return std::isfinite(over) ? over * (1 - options_.gap / gap) : over;
}

// What only measures the plan is found anew at its decisions.
std::vector<double> BelowTrunk::measured_anew(std::vector<double> x) {
    const std::vector<Index>& columns = model_.m->measures;
    if (columns.empty()) return x;
    const std::set<Index> measures(columns.begin(), columns.end());
    auto found = held(x, [&](std::size_t j) {
        return blocks_.branch_of_column[j] < 0 && !measures.contains(static_cast<Index>(j));
    });
    return found ? std::move(*found) : x;
}

// The plan with the integers of `x`, and the columns that are held.
template <class Held>
std::optional<std::vector<double>> BelowTrunk::held(const std::vector<double>& x, const Held& is_held) {
    solver::LpModel fixed = model_.lp;
    for (std::size_t j = 0; j < x.size(); ++j)
        if (fixed.integer[j] != 0 || is_held(j)) fixed.lower[j] = fixed.upper[j] = x[j];
    solver::widen_rows_of_fixed(fixed, rounding_of_rows);
    solver::Solver solver(std::move(fixed));
    solver::Solution plan = in_days(solver);
    if (plan.status != solver::SolveStatus::optimal) return {};
    return std::move(plan.x);
}

solver::Solution BelowTrunk::in_days(solver::Solver& solver) {
    solver::SolveOptions options;
    options.threads = options_.threads;
    solver::Solution plan;
    for (int round = 0; round < most_rounds; ++round) {
        plan = solver.solve_relaxation(options);
        work_.iterations += plan.iterations;
        work_.lp_solves += plan.lp_solves;
        if (plan.status != solver::SolveStatus::optimal) return plan;
        const auto rows = model_.ask(plan.x);
        if (rows.empty()) return plan;
        solver.add_rows(rows);
        asked_anew_ = true;
    }
    plan.status = solver::SolveStatus::failed;
    return plan;
}

}  // namespace dualflow
