// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders_rounds.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"

namespace dualflow::solver {
namespace {

constexpr double agreement = 1e-3;    // of the gap asked for, of the master's point and its bound
constexpr double held_share = 0.25;   // of the gap asked for, with integers held, of what they may cost less
constexpr double first_step = 0.5;    // of the way from the best point to the master's
constexpr double near_enough = 0.01;  // of the distance to a point: what is nearest there is worth no more
constexpr double worthwhile = 0.05;   // of the gap, by which a sweep that stops early is to move the bound
constexpr int most_stuck = 20;  // rounds in which cuts do not move the master's point: then they are rounding

// A point that does not move although rows were added that it misses: by less than the tolerances of the
// master's solver.
bool is_stuck(BendersRun& run, const std::vector<double>& x) {
    const std::uint64_t point = XXH3_64bits(x.data(), x.size() * sizeof(double));
    run.state.stuck = point == run.state.last_point ? run.state.stuck + 1 : 0;
    run.state.last_point = point;
    if (run.state.stuck < most_stuck) return false;
    run.state.log.emplace_back("cuts do not move the master's point any more; the gap left is numerical");
    return true;
}

// Lets columns without bounds go farther from the first point; false where they went far enough.
bool widen(BendersRun& run) {
    constexpr double farthest = 1e12;
    double size = 1;
    for (const double value : run.state.start) size = std::max(size, std::abs(value));
    run.state.reach = run.state.reach == 0 ? 100 * size : 100 * run.state.reach;
    if (run.state.reach > farthest * size) return false;
    run.master->keep_near(run.state.start, run.state.reach);
    run.state.dropped_at = -infinity;
    run.hold_as_stated();
    return true;
}

}  // namespace

Index add_rows_missed(BendersRun& run, std::span<const double> point) {
    if (!run.options.rows_missed) return 0;
    return run.master->add_rows(run.options.rows_missed(point.first(run.first_stage())));
}

std::vector<double> towards(const BendersRun& run, const std::vector<double>& out, double step) {
    if (run.state.best.empty() || step >= 1) return out;
    std::vector<double> point(out.size());
    for (std::size_t j = 0; j < out.size(); ++j)
        point[j] = run.state.best[j] + step * (out[j] - run.state.best[j]);
    return point;
}

namespace {

// A sweep that stops early is worth it where the master then rises by a part of the gap. Where it does not,
// the next ones go round: twice as many each time. Where bases are kept it always is: futures whose cost is
// already known are asked at next to no cost, and others at points that are nearer to the end.
void judge_early_stop(BendersRun& run, double bound) {
    BendersState& state = run.state;
    if (run.sweep.ranks().keeps_bases()) {
        state.whole_sweeps = 0;
        return;
    }
    if (state.stopped_early &&
        bound - state.last_bound < worthwhile * (state.best_objective - state.last_bound))
        state.whole_sweeps = 1 << std::min(++state.early_stops_in_vain, 4);
    else if (state.stopped_early)
        state.early_stops_in_vain = 0;
    else if (state.whole_sweeps > 0)
        --state.whole_sweeps;
    state.last_bound = bound;
    state.stopped_early = false;
}

// Whether the rounds are at their end: a side's, where it cannot be better than the plan; with its integers
// held, where they cannot make the plan better by more than the target.
bool reached(const BendersRun& run, double target) {
    if (!run.at_side()) return run.closed(target);
    const double best = run.state.best_objective, bound = run.local_bound();
    const double plan = run.state.incumbent_objective;
    if (run.holds_integers()) return std::isfinite(plan) && plan - bound <= target * std::abs(plan);
    return bound >= run.cutoff() || (std::isfinite(best) && best - bound <= target * std::abs(best));
}

// Of a side that is empty; its bound then keeps nothing from being closed.
bool side_is_empty(BendersRun& run, const Solution& master) {
    if (!run.at_side() || master.status != SolveStatus::infeasible) return false;
    if (run.master->is_kept_near()) return true;  // within reach: nothing is known beyond
    const bool proved = proves_infeasible(run.master->lp().model(), master.farkas);
    run.raise_bound(infinity, proved ? infinity : -infinity);
    return true;
}

// What the master's solution says: true where the rounds go on.
bool goes_on_after(BendersRun& run, const Solution& master) {
    if (!run.holds_integers()) return run.take_bound(master);
    // Its bound is of those integers alone.
    if (!master.has_point || run.state.best.empty()) return master.has_point;
    const double left = run.state.best_objective - master.bound;
    return left > held_share * run.options.gap * std::abs(run.state.best_objective);
}

// Rows that a point misses are many where a sweep has no more cuts.
Index many(BendersRun& run) {
    return static_cast<Index>(run.sweep.ranks().partition().clusters);
}

bool misses_none(const BendersRun& run, const std::vector<double>& point) {
    return !run.options.rows_missed || run.options.rows_missed(point).empty();
}

}  // namespace

SolveOptions options_of_relaxed(const BendersRun& run) {
    SolveOptions options = run.solve_options;
    options.tolerance = std::max(options.tolerance, agreement * run.options.gap);
    options.feasibility = std::max(options.feasibility, agreement * run.options.gap);
    return options;
}

Solution relaxed_master(BendersRun& run) {
    const SolveOptions options = options_of_relaxed(run);
    Solution solution = run.master->solve_relaxation(options);
    const bool loose = options.tolerance > run.solve_options.tolerance;
    if (loose && std::isfinite(solution.bound_proved)) solution.bound = solution.bound_proved;
    // What bears on the whole is known before integers are held, and is idle while they are.
    const bool whole = !run.holds_integers() && run.state.dived.empty();
    const double rise =
        1e-9 * std::max(1.0, std::abs(solution.bound));  // then cuts do not come and go for ever
    if (run.master->drop_idle(solution, run.options.heavy_master, whole ? 0 : run.state.rows_of_whole,
                              solution.bound > run.state.dropped_at + rise))
        run.state.dropped_at = solution.bound;
    return solution;
}

bool run_rounds(BendersRun& run, double target) {
    const bool integers = run.state.integers;
    const double first = run.options.stabilise && !integers ? first_step : 1;
    double& step = run.state.step;
    if (step == 0) step = first;
    for (;;) {
        run.keep_state();
        if (run.stopped()) return false;
        const Solution master =
            integers ? run.master->solve(run.solve_options, run.options.gap / 4, run.state.incumbent)
                     : relaxed_master(run);
        run.state.lp_solves += master.lp_solves;
        run.state.iterations += master.iterations;
        run.state.log.insert(run.state.log.end(), master.log.begin(), master.log.end());
        const bool empty_within_reach =
            master.status == SolveStatus::infeasible && run.at_side() && run.master->is_kept_near();
        if ((master.status == SolveStatus::unbounded || empty_within_reach) && widen(run)) continue;
        if (side_is_empty(run, master)) return true;
        if (!goes_on_after(run, master)) return run.holds_integers() && !run.stopped();
        if (reached(run, target)) return run.finish();
        if (is_stuck(run, master.x)) return run.finish();
        const std::vector<double> out(master.x.begin(), master.x.begin() + run.program.master.columns());
        std::vector<double> point = towards(run, out, step);
        const Index missed = add_rows_missed(run, out);
        const bool between = missed > 0 && point != out && misses_none(run, point);
        // Where there are many, they change the master more than cuts would.
        if (missed >= many(run) && !between) continue;
        const bool counts = missed == 0 || between;  // as a point of the first stage
        judge_early_stop(run, master.bound);
        const double enough = run.state.whole_sweeps > 0
                                  ? infinity
                                  : enough_of_gap * (run.state.best_objective - run.local_bound());
        const Swept swept = run.sweep.batches(*run.master, point, master.x, enough);
        run.state.stopped_early = swept.cut_off && swept.feasible && !std::isfinite(swept.objective);
        if (counts) run.price(swept);
        run.note_round();
        if (run.checks_failed(swept)) return false;
        if (reached(run, target)) return run.finish();
        const bool cut_off = swept.cut_off || !counts;
        if (!cut_off && step < 1) {
            step = 1;  // the point between says nothing of the master's: sweep that one
            continue;
        }
        if (!cut_off && run.master->at_reach(master.x) && widen(run)) continue;
        if (!cut_off && !swept.feasible) {
            if (run.stopped()) return false;
            return run.holds_integers() || run.fail(no_proof);
        }
        if (!cut_off) {
            run.state.log.emplace_back("no cut moves the master any more; the gap left is numerical");
            return run.finish();
        }
        if (counts || swept.cut_off) step = first;
    }
}

void sweep_near(BendersRun& run, const std::vector<double>& point) {
    constexpr int most_tries = 5;  // each knows the rows that the one before missed
    SolveOptions options = run.solve_options;
    options.tolerance = near_enough;
    run.state.best_objective = infinity;
    if (point.empty()) return;
    for (int k = 0; k < most_tries; ++k) {
        Solution near = run.master->nearest(point, options);
        run.state.lp_solves += near.lp_solves;
        run.state.iterations += near.iterations;
        if (near.status != SolveStatus::optimal) return;
        if (add_rows_missed(run, near.x) > 0) continue;
        std::vector<double> at = near.x;  // as if futures cost no more than their first cuts
        at.resize(static_cast<std::size_t>(run.master->lp().model().columns()), 0);
        const Swept swept = run.sweep.batches(*run.master, std::move(near.x), at, infinity);
        run.price(swept);
        run.note_round();
        run.checks_failed(swept);
        return;
    }
}

}  // namespace dualflow::solver
