// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/dive.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/ladder.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

constexpr double integral = 1e-6;
constexpr double near_above = 0.85, near_below = 0.1;
constexpr std::size_t share_a_round = 5;  // a fifth
constexpr double worthwhile = 1e-6;       // what a turn must gain, relative, to be followed by another
constexpr int most_turns = 3;

struct Fractional {
    double part = 0;
    Index column = 0;
    auto operator<=>(const Fractional&) const = default;
};

std::vector<Fractional> fractionals(const std::vector<Index>& columns, const std::vector<double>& x) {
    std::vector<Fractional> found;
    for (const Index column : columns) {
        const double value = x[static_cast<std::size_t>(column)];
        const double part = value - std::floor(value);
        if (part > integral && part < 1 - integral) found.push_back({part, column});
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    return found;
}

}  // namespace

std::vector<Fixing> next_fixings(const std::vector<Index>& integers, const std::vector<double>& x) {
    const std::vector<Fractional> open = fractionals(integers, x);
    const std::size_t fifth = std::max<std::size_t>(1, open.size() / share_a_round);
    std::vector<Fixing> fixings;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const double value = x[static_cast<std::size_t>(open[i].column)];
        if (i < fifth || open[i].part >= near_above)
            fixings.push_back({open[i].column, std::ceil(value)});
        else if (open[i].part <= near_below)
            fixings.push_back({open[i].column, std::floor(value)});
    }
    return fixings;
}

FixedIntegers::FixedIntegers(Solver& solver) : solver_(solver) {
    const LpModel& model = solver.model();
    for (Index j = 0; j < model.columns(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        if (model.integer[at] == 0) continue;
        columns_.push_back(j);
        lower_.push_back(model.lower[at]);
        upper_.push_back(model.upper[at]);
    }
}

FixedIntegers::~FixedIntegers() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        solver_.set_column_bounds(columns_[i], lower_[i], upper_[i]);
}

void FixedIntegers::fix_all(const std::vector<double>& x) {
    for (const Index column : columns_) fix(column, std::round(x[static_cast<std::size_t>(column)]));
}

void FixedIntegers::release(Index column) {
    const auto found = std::lower_bound(columns_.begin(), columns_.end(), column);
    const auto i = static_cast<std::size_t>(found - columns_.begin());
    solver_.set_column_bounds(column, lower_[i], upper_[i]);
}

namespace {

// Solves with the integers as they are fixed, in what is left of the time; true where that gives a point.
bool solve_into(Solver& solver, SolveOptions options, const Budget& budget, Dive& dive, Solution& solution) {
    options.time_limit = budget.left().seconds;
    solution = solver.solve_relaxation(options);
    dive.iterations += solution.iterations;
    dive.lp_solves += solution.lp_solves;
    return solution.status == SolveStatus::optimal;
}

// Where fixing them all left no point: the first alone, which was rounded up, or that one rounded down.
bool fix_the_first(Solver& solver, const SolveOptions& options, const Budget& budget,
                   const std::vector<Fixing>& next, double was, FixedIntegers& fixed, Dive& result,
                   Solution& solution) {
    const Fixing first = next.front();
    if (solution.status != SolveStatus::infeasible) return false;
    for (const Fixing& fixing : next) fixed.release(fixing.column);
    fixed.fix(first.column, first.value);
    if (next.size() > 1 && solve_into(solver, options, budget, result, solution)) return true;
    if (solution.status != SolveStatus::infeasible) return false;
    fixed.fix(first.column, std::floor(was));
    return solve_into(solver, options, budget, result, solution);
}

bool plunge(Solver& solver, const SolveOptions& options, const Budget& budget,
            const std::vector<double>& relaxed, FixedIntegers& fixed, Dive& result) {
    std::vector<double> x = relaxed;
    Solution solution;
    for (auto next = next_fixings(fixed.columns(), x); !next.empty();
         next = next_fixings(fixed.columns(), x)) {
        for (const Fixing& fixing : next) fixed.fix(fixing.column, fixing.value);
        const double was = x[static_cast<std::size_t>(next.front().column)];
        if (!solve_into(solver, options, budget, result, solution) &&
            !fix_the_first(solver, options, budget, next, was, fixed, result, solution))
            return false;
        x = std::move(solution.x);
    }
    result.objective = objective_of(solver.model(), x);
    result.x = std::move(x);
    return true;
}

// One turn over the integers that were fractional; true where one of them moved for the better.
bool take_turn(Solver& solver, const SolveOptions& options, const Budget& budget, const Solution& relaxed,
               FixedIntegers& fixed, Dive& result) {
    bool moved = false;
    for (const Fractional& open : fractionals(fixed.columns(), relaxed.x)) {
        const auto at = static_cast<std::size_t>(open.column);
        const double below = std::floor(relaxed.x[at]), now = std::round(result.x[at]);
        fixed.fix(open.column, now > below ? below : below + 1);
        Solution tried;
        SolveOptions until_worse = options;
        until_worse.cutoff = result.objective;
        const bool solved = solve_into(solver, until_worse, budget, result, tried);
        if (!solved || tried.objective >= result.objective) {
            fixed.fix(open.column, now);
            if (tried.status == SolveStatus::interrupted || budget.left().seconds <= 0) return false;
            continue;
        }
        moved = moved || relative_gap(solver.model(), result.x, tried.objective) > worthwhile;
        result.objective = tried.objective;
        result.x = std::move(tried.x);
        if (relative_gap(solver.model(), result.x, relaxed.objective) <= options.gap) return false;
    }
    return moved;
}

}  // namespace

Dive dive(Solver& solver, const SolveOptions& options, const Solution& relaxed) {
    Dive result;
    const Budget budget(options);
    FixedIntegers fixed(solver);
    if (!plunge(solver, options, budget, relaxed.x, fixed, result)) return result;
    if (relative_gap(solver.model(), result.x, relaxed.objective) <= options.gap) return result;
    fixed.fix_all(result.x);
    for (int turn = 0; turn < most_turns && take_turn(solver, options, budget, relaxed, fixed, result);
         ++turn) {
    }
    return result;
}

}  // namespace dualflow::solver
