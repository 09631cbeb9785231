// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/engine.hpp"
#include "dualflow/solver/lp/ladder.hpp"
#include "dualflow/solver/lp/lagrangean.hpp"
#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

constexpr double integral = 1e-9;       // a relaxation this near to integers needs no branching
constexpr double mip_point = 1e-6;      // how far branch and bound's own point may miss the model
constexpr double gap_tolerance = 1e-6;  // the fixed LP may move the objective by this much, relative

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

SolveStatus status_of(Claim claim) {
    switch (claim) {
        case Claim::optimal:
            return SolveStatus::optimal;
        case Claim::limit:
            return SolveStatus::limit;
        case Claim::interrupted:
            return SolveStatus::interrupted;
        default:
            return SolveStatus::failed;
    }
}

}  // namespace

struct Solver::Impl {
    LpModel model;
    Engine engine;
    // Where to start; set while the engine has not been handed the model as it stands.
    std::optional<Basis> pending;

    explicit Impl(LpModel given) : model(std::move(given)), engine(model) {}

    // The engine, with the model as it stands. What changes between `start_from` and here is handed on whole:
    // the library takes a changed entry in time that grows with the matrix.
    Engine& ready() {
        if (pending) engine.start_from(*std::exchange(pending, std::nullopt), model);
        return engine;
    }

    // Runs the ladder on the LP as it stands and writes what it found into the solution.
    void solve_lp(const SolveOptions& options, Budget& budget, Solution& solution) {
        const Run run = [&](const Attempt& attempt, const Limits& limits) {
            return engine.run(attempt, options, limits);
        };
        LpOutcome outcome = climb(run, ready().has_basis(), model, options, budget, solution.log);
        solution.status = outcome.status;
        solution.has_point = outcome.has_point;
        solution.objective = outcome.objective;
        solution.bound = solution.bound_proved = outcome.bound;
        solution.x = std::move(outcome.x);
        solution.row_dual = std::move(outcome.row_dual);
        solution.farkas = std::move(outcome.farkas);
        solution.lp_solves += outcome.solves;
        solution.iterations = budget.iterations();
        if (outcome.status == SolveStatus::optimal) {
            solution.bound = outcome.objective;
            solution.worst_primal_dual_gap = std::max(solution.worst_primal_dual_gap, outcome.gap);
        }
        set_reduced_costs(solution);
    }

    void set_reduced_costs(Solution& solution) const {
        solution.reduced_cost.clear();
        if (solution.row_dual.empty()) return;
        for (const auto& reduced : reduced_costs(model, solution.row_dual, 1)) {
            solution.reduced_cost.push_back(reduced.sum.value());
        }
    }

    bool is_integral(const std::vector<double>& x) const {
        for (std::size_t j = 0; j < x.size(); ++j) {
            if (model.integer[j] != 0 && std::abs(x[j] - std::round(x[j])) > integral) return false;
        }
        return true;
    }

    // The LP with every integer column at the rounded value of x. Its few seconds are spent even when a
    // limit or the user has stopped the search: they turn the point kept into exact figures.
    Solution solve_fixed(const SolveOptions& options, const std::vector<double>& x) {
        std::vector<Index> fixed;
        std::vector<std::pair<double, double>> bounds;
        for (Index j = 0; j < model.columns(); ++j) {
            if (model.integer[at(j)] == 0) continue;
            fixed.push_back(j);
            bounds.emplace_back(model.lower[at(j)], model.upper[at(j)]);
            const double value = std::clamp(std::round(x[at(j)]), model.lower[at(j)], model.upper[at(j)]);
            set_column_bounds(j, value, value);
        }
        SolveOptions unlimited = options;
        unlimited.interrupt = nullptr;
        unlimited.iteration_limit = -1;
        unlimited.time_limit = infinity;
        Budget budget(unlimited);
        Solution solution;
        solve_lp(unlimited, budget, solution);
        for (std::size_t k = 0; k < fixed.size(); ++k) {
            set_column_bounds(fixed[k], bounds[k].first, bounds[k].second);
        }
        return solution;
    }

    // Branch and bound; "infeasible" is believed when a second run without presolve says it too, and one that
    // ends without an answer is asked again as well.
    MipAnswer branch(const SolveOptions& options, const Budget& budget, const std::vector<double>& start,
                     double known_bound, Solution& solution) {
        MipAnswer answer = engine.branch(model, options, budget.left(), start, known_bound, true);
        const bool infeasible = answer.claim == Claim::infeasible;
        if (!infeasible && status_of(answer.claim) != SolveStatus::failed) return answer;
        solution.log.push_back(
            fmt::format("branch and bound: {}, asking again without presolve",
                        infeasible ? "claimed infeasible without proof" : "ended without an answer"));
        MipAnswer again = engine.branch(model, options, budget.left(), start, known_bound, false);
        if (again.x.empty() && again.claim != Claim::infeasible) again.x = std::move(answer.x);
        return again;
    }

    void set_column_bounds(Index column, double lower, double upper) {
        model.lower[at(column)] = lower;
        model.upper[at(column)] = upper;
        if (!pending) engine.set_column_bounds(column, lower, upper);
    }

    Solution solve_mip(const SolveOptions& options, const std::vector<double>& start, Solution relaxation,
                       Budget& budget);
    void take_fixed(Solution& solution, Solution fixed, const std::vector<double>& x) const;
};

// Takes the exact figures of the LP with fixed integers, or, where it has none, the point itself.
void Solver::Impl::take_fixed(Solution& solution, Solution fixed, const std::vector<double>& x) const {
    solution.iterations += fixed.iterations;
    solution.lp_solves += fixed.lp_solves;
    solution.log.insert(solution.log.end(), fixed.log.begin(), fixed.log.end());
    if (fixed.status == SolveStatus::optimal) {
        solution.worst_primal_dual_gap =
            std::max(solution.worst_primal_dual_gap, fixed.worst_primal_dual_gap);
        solution.has_point = true;
        solution.objective = fixed.objective;
        solution.x = std::move(fixed.x);
        solution.row_dual = std::move(fixed.row_dual);
        solution.reduced_cost = std::move(fixed.reduced_cost);
        return;
    }
    const Violation violation = violation_of(model, x);
    solution.log.push_back(
        fmt::format("the LP with fixed integers did not solve; the point of branch and bound "
                    "misses rows by {:.2g}, bounds by {:.2g}, integers by {:.2g}",
                    violation.row, violation.bound, violation.integer));
    if (std::max({violation.row, violation.bound, violation.integer}) > mip_point) {
        solution.status = SolveStatus::failed;
        return;
    }
    solution.has_point = true;
    solution.objective = objective_of(model, x);
    solution.x = x;
}

Solution Solver::Impl::solve_mip(const SolveOptions& options, const std::vector<double>& start,
                                 Solution relaxation, Budget& budget) {
    Solution solution;
    solution.log = std::move(relaxation.log);
    solution.iterations = relaxation.iterations;
    solution.lp_solves = relaxation.lp_solves;
    solution.worst_primal_dual_gap = relaxation.worst_primal_dual_gap;
    solution.bound_proved = relaxation.bound_proved;

    MipAnswer answer;
    if (is_integral(relaxation.x)) {
        answer = {Claim::optimal, std::move(relaxation.x), relaxation.objective, 0, 0};
    } else {
        answer = branch(options, budget, start, solution.bound_proved, solution);
    }
    solution.nodes = answer.nodes;
    solution.iterations += answer.iterations;
    solution.status = answer.claim == Claim::infeasible ? SolveStatus::infeasible : status_of(answer.claim);
    solution.bound = std::max(answer.bound, solution.bound_proved);
    if (answer.x.empty()) return solution;

    engine.remember_basis();
    take_fixed(solution, solve_fixed(options, answer.x), answer.x);
    engine.restore_basis();  // the next call starts from the relaxation, as this one did
    if (!solution.has_point) return solution;
    if (solution.bound > solution.objective) {
        if (solution.bound - solution.objective > gap_tolerance * money_scale(model, solution.x)) {
            solution.log.push_back(
                fmt::format("branch and bound claims the bound {:.12g}, above the objective {:.12g}",
                            solution.bound, solution.objective));
        }
        solution.bound = solution.objective;
    }
    const double gap = relative_gap(model, solution.x, solution.bound);
    if (solution.status == SolveStatus::optimal && gap > options.gap + gap_tolerance) {
        solution.log.push_back(fmt::format("the exact objective leaves a gap of {:.2g}", gap));
        solution.status = SolveStatus::limit;
    }
    return solution;
}

Solver::Solver(LpModel model) : impl_(std::make_unique<Impl>(std::move(model))) {}
Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;

const LpModel& Solver::model() const {
    return impl_->model;
}

void Solver::set_column_bounds(Index column, double lower, double upper) {
    impl_->set_column_bounds(column, lower, upper);
}

void Solver::set_row_bounds(Index row, double lower, double upper) {
    impl_->model.row_lower[at(row)] = lower;
    impl_->model.row_upper[at(row)] = upper;
    if (!impl_->pending) impl_->engine.set_row_bounds(row, lower, upper);
}

void Solver::set_cost(Index column, double cost) {
    impl_->model.cost[at(column)] = cost;
    if (!impl_->pending) impl_->engine.set_cost(column, cost);
}

void Solver::set_entry(Index row, Index column, double value) {
    impl_->model.value[entry_of(impl_->model, row, column)] = value;
    if (!impl_->pending) impl_->engine.set_entry(row, column, value);
}

void Solver::start_from(const Basis& basis) {
    impl_->pending = basis;
}

Basis Solver::basis() const {
    return impl_->ready().basis();
}

void Solver::add_rows(const std::vector<LazyRow>& rows) {
    const auto merged = merged_rows(rows);
    append_rows(impl_->model, merged);
    if (!impl_->pending) impl_->engine.add_rows(merged);
}

void Solver::delete_rows(const std::vector<Index>& rows) {
    if (rows.empty()) return;
    Engine& engine = impl_->ready();
    erase_rows(impl_->model, rows);
    engine.delete_rows(rows);
}

Solution Solver::solve_relaxation(const SolveOptions& options) {
    Solution solution;
    Budget budget(options);
    impl_->solve_lp(options, budget, solution);
    return solution;
}

Solution Solver::solve(const SolveOptions& options, const std::vector<double>& start) {
    Solution relaxation;
    Budget budget(options);
    impl_->solve_lp(options, budget, relaxation);
    if (relaxation.status == SolveStatus::optimal && impl_->model.has_integers()) {
        return impl_->solve_mip(options, start, std::move(relaxation), budget);
    }
    // The point of a relaxation that was not solved is no point of the model.
    if (impl_->model.has_integers()) relaxation.has_point = false;
    return relaxation;
}

}  // namespace dualflow::solver
