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
// Of what is missing to the gap: what integers have to promise together for one of them to be tried on its
// other side, and what one has to gain for others to be tried again.
constexpr double worth_a_try = 0.1, worthwhile = 0.01;
constexpr int most_tries = 3;  // of one integer

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

// The point in `solution`, which is that of the relaxation before, has whole integers afterwards.
bool plunge(Solver& solver, const SolveOptions& options, const Budget& budget, FixedIntegers& fixed,
            Dive& result, Solution& solution) {
    for (auto next = next_fixings(fixed.columns(), solution.x); !next.empty();
         next = next_fixings(fixed.columns(), solution.x)) {
        for (const Fixing& fixing : next) fixed.fix(fixing.column, fixing.value);
        const double was = solution.x[static_cast<std::size_t>(next.front().column)];
        if (!solve_into(solver, options, budget, result, solution) &&
            !fix_the_first(solver, options, budget, next, was, fixed, result, solution))
            return false;
    }
    return true;
}

// The integers that were fractional in the relaxation, each on the other side of its value there.
class Flips {
public:
    Flips(Solver& solver, const SolveOptions& options, const Budget& budget, const Solution& relaxed,
          FixedIntegers& fixed, Dive& result)
        : solver_(solver),
          options_(options),
          budget_(budget),
          relaxed_(relaxed),
          fixed_(fixed),
          result_(result) {
        for (const Fractional& open : fractionals(fixed.columns(), relaxed.x))
            flips_.push_back({open.column});
    }

    // From the point that is the optimum for its integers.
    void try_from(const Solution& point) {
        fixed_.fix_all(point.x);
        take(point);
        for (double missing = excess(); missing > 0; missing = excess()) {
            Flip* next = most_promising(worth_a_try * missing);
            if (next == nullptr) return;
            const double before = result_.objective;
            if (!try_other_side(next->column)) return;
            if (before - result_.objective > worthwhile * missing) ++gains_;
            next->tried_after = gains_;
            ++next->tries;
        }
    }

private:
    struct Flip {
        Index column = 0;
        int tried_after = -1;  // so many gains
        int tries = 0;
    };

    // The optimum is convex in the values that integers are fixed at, and reduced costs are one of its
    // slopes: integers bring no more together than they promise together. Of those tried equally often, and
    // not since the last worthwhile gain, the one that promises most: of the least often tried, where they
    // promise more than `least`; null where none do.
    Flip* most_promising(double least) {
        for (int tries = 0; tries < most_tries; ++tries) {
            Flip* best = nullptr;
            double together = 0;
            for (Flip& flip : flips_) {
                const double promised = promise(flip.column);
                if (flip.tries != tries || flip.tried_after >= gains_ || promised <= 0) continue;
                together += promised;
                if (best == nullptr || promised > promise(best->column)) best = &flip;
            }
            if (together > least) return best;
        }
        return nullptr;
    }

    // False where time is up.
    bool try_other_side(Index column) {
        const double now = value(column);
        fixed_.fix(column, other_side(column));
        Solution tried;
        SolveOptions until_worse = options_;
        until_worse.cutoff = result_.objective;
        const bool solved = solve_into(solver_, until_worse, budget_, result_, tried);
        if (solved && tried.objective < result_.objective) {
            take(tried);
            return true;
        }
        fixed_.fix(column, now);
        return tried.status != SolveStatus::interrupted && budget_.left().seconds > 0;
    }

    void take(const Solution& point) {
        result_.x = point.x;
        result_.objective = objective_of(solver_.model(), point.x);
        reduced_cost_ = point.reduced_cost;
    }

    double value(Index column) const { return std::round(result_.x[static_cast<std::size_t>(column)]); }

    double other_side(Index column) const {
        const double below = std::floor(relaxed_.x[static_cast<std::size_t>(column)]);
        return value(column) > below ? below : below + 1;
    }

    // What the objective may fall by at most.
    double promise(Index column) const {
        return reduced_cost_[static_cast<std::size_t>(column)] * (value(column) - other_side(column));
    }

    // What the objective is to fall by to be within the gap.
    double excess() const {
        const double gap = relative_gap(solver_.model(), result_.x, relaxed_.objective);
        return gap <= options_.gap ? 0 : (result_.objective - relaxed_.objective) * (1 - options_.gap / gap);
    }

    Solver& solver_;
    const SolveOptions& options_;
    const Budget& budget_;
    const Solution& relaxed_;
    FixedIntegers& fixed_;
    Dive& result_;
    std::vector<double> reduced_cost_;  // at the point of the result
    std::vector<Flip> flips_;
    int gains_ = 0;
};

}  // namespace

Dive dive(Solver& solver, const SolveOptions& options, const Solution& relaxed) {
    Dive result;
    const Budget budget(options);
    FixedIntegers fixed(solver);
    Solution point = relaxed;
    if (!plunge(solver, options, budget, fixed, result, point)) return result;
    Flips(solver, options, budget, relaxed, fixed, result).try_from(point);
    return result;
}

}  // namespace dualflow::solver
