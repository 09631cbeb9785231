// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "dualflow/solver/lp/dive.hpp"
#include "dualflow/solver/stochastic/benders_run.hpp"
#include "dualflow/solver/stochastic/branch_and_cut.hpp"
#include "dualflow/solver/stochastic/first_master.hpp"

namespace dualflow::solver {
namespace {

constexpr double relaxed_share = 0.7;  // of the gap asked for, to which the master without integers is taken
constexpr double agreement = 1e-3;     // of the gap asked for, of the master's point and its bound
constexpr double dive_share = 0.25;    // likewise, of a dive above the relaxation
constexpr double held_share = 0.25;    // likewise, with its integers held
constexpr int most_dives = 4;
constexpr double dive_step = 0.5;    // of the way from the best point to the master's, during a dive
constexpr double first_step = 0.5;   // of the way from the best point to the master's
constexpr double linear_gap = 1e-7;  // to which the master without integers is taken, at least
constexpr double enough_of_gap =
    0.2;  // of the gap, by which a batch's cuts move the master: then that is enough
constexpr double worthwhile = 0.05;  // of the gap, by which a sweep that stops early is to move the bound
constexpr int most_stuck = 20;  // rounds in which cuts do not move the master's point: then they are rounding

std::string why_refused(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options) {
    if (!options.adaptive_partition) return {};
    if (options.worst_futures > 0)
        return "an adaptive partition is asked for together with futures in the master; expected one of them";
    if (!risk.neutral()) return "an adaptive partition is asked for under risk; expected a program of means";
    if (!program.convex_in_changes())
        return "an adaptive partition is asked for, but costs or entries of the second stage's own columns "
               "change; expected right-hand sides, bounds and entries of first-stage columns alone";
    return {};
}

void begin_integers(BendersRun& run) {
    run.state.integers = true;
    run.state.step = 1;
    run.go_back_to_incumbent();
    if (run.master->is_kept_near()) run.master->release();  // the cuts may bound it by now
}

// Whether rows of the first stage itself were added that the point violates: new ones, not those that the
// master misses by its tolerance.
bool misses_rows(BendersRun& run, std::span<const double> point) {
    if (!run.options.rows_missed) return false;
    return run.master->add_rows(run.options.rows_missed(point.first(run.first_stage())));
}

Separation separation(BendersRun& run, std::span<const double> master, bool whole, double enough) {
    if (misses_rows(run, master)) return {true, infinity, false};
    const std::vector<double> point(master.begin(), master.begin() + run.program.master.columns());
    const Swept swept =
        run.sweep.batches(*run.master, point, master, whole ? enough : enough_of_gap * enough);
    if (whole) run.price(swept);
    run.note_round();
    if (run.checks_failed(swept)) return {false, infinity, true};
    Separation found{swept.cut_off, swept.objective};
    found.stopped = !swept.cut_off && !swept.feasible && run.stopped();
    return found;
}

// The integers, in one tree over the master without them (branch_and_cut.hpp). False where that met an LP
// that it has no answer to: then the master is solved anew with its integers after each sweep.
bool search(BendersRun& run) {
    BranchAndCutOptions with;
    with.gap = run.options.gap;
    with.first_cut = run.master->own_rows();
    with.lp = run.solve_options;
    with.stop = [&run] { return run.stopped(); };
    with.on_add = [&run](const std::vector<LazyRow>& rows) { run.master->note_rows(rows); };
    with.on_delete = [&run](const std::vector<Index>& rows) { run.master->forget_rows(rows); };
    with.on_node = [&run](const SearchTree&) {
        run.take_tree();
        run.keep_state();
    };
    const auto separate = [&run](std::span<const double> point, bool whole, double enough) {
        return separation(run, point, whole, enough);
    };
    if (!run.state.tree.started && !run.state.incumbent.empty()) {
        run.state.tree.objective = run.state.best_objective;
        run.state.tree.incumbent = run.state.incumbent;
        run.state.tree.incumbent.resize(static_cast<std::size_t>(run.master->lp().model().columns()), 0);
    }
    const SolveStatus status = branch_and_cut(run.master->lp(), separate, with, run.state.tree);
    run.take_tree();
    if (status == SolveStatus::failed) {
        run.state.tree.log.emplace_back("branch and cut gave up; the master is solved anew after each sweep");
        run.state.restarting = true;
        return false;
    }
    if (status == SolveStatus::optimal) run.finish();
    if (status == SolveStatus::infeasible) run.out.status = status;
    return true;  // stopped() has said why
}

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
    run.master->hold_integers(run.holds_integers() ? run.state.held_integers : run.state.dived);
    return true;
}

std::vector<double> between(const BendersRun& run, const std::vector<double>& out, double step) {
    if (run.state.best.empty() || step >= 1) return out;
    std::vector<double> point(out.size());
    for (std::size_t j = 0; j < out.size(); ++j)
        point[j] = run.state.best[j] + step * (out[j] - run.state.best[j]);
    return point;
}

// A sweep that stops early is worth it where the master then rises by a part of the gap. Where it does not,
// the next ones go round: twice as many each time.
void judge_early_stop(BendersRun& run, double bound) {
    BendersState& state = run.state;
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

double target_of(const BendersRun& run) {
    const bool whole = run.state.integers || run.holds_integers() || !run.program.master.has_integers();
    return whole ? run.options.gap
                 : std::min(run.options.gap, std::max(linear_gap, relaxed_share * run.options.gap));
}

// What the master's solution says: true where the rounds go on.
bool goes_on_after(BendersRun& run, const Solution& master) {
    if (!run.holds_integers()) return run.take_bound(master);
    // Its bound is of those integers alone.
    if (!master.has_point || run.state.best.empty()) return master.has_point;
    const double left = run.state.best_objective - master.bound;
    return left > held_share * run.options.gap * std::abs(run.state.best_objective);
}

// As exact as the gap asked for needs it; the bound is then the one that is proved.
Solution relaxed_master(BendersRun& run) {
    SolveOptions options = run.solve_options;
    options.tolerance = std::max(options.tolerance, agreement * run.options.gap);
    options.feasibility = std::max(options.feasibility, agreement * run.options.gap);
    Solution solution = run.master->solve_relaxation(options);
    const bool loose = options.tolerance > run.solve_options.tolerance;
    if (loose && std::isfinite(solution.bound_proved)) solution.bound = solution.bound_proved;
    return solution;
}

// True when the gap is closed, or, with integers held, when no better plan of them is to be had.
bool loop(BendersRun& run) {
    const bool integers = run.state.integers;
    const double target = target_of(run);
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
        if (master.status == SolveStatus::unbounded && widen(run)) continue;
        if (!goes_on_after(run, master)) return run.holds_integers() && !run.stopped();
        if (run.closed(target)) return run.finish();
        if (is_stuck(run, master.x)) return run.finish();
        const std::vector<double> out(master.x.begin(), master.x.begin() + run.program.master.columns());
        std::vector<double> point = between(run, out, step);
        // A point between that misses no row is worth a sweep, even where the master's own misses some.
        if (misses_rows(run, out) && (point == out || !run.options.rows_missed(point).empty())) continue;
        judge_early_stop(run, master.bound);
        const double enough = run.state.whole_sweeps > 0
                                  ? infinity
                                  : enough_of_gap * (run.state.best_objective - run.state.bound);
        const Swept swept = run.sweep.batches(*run.master, point, master.x, enough);
        run.state.stopped_early = swept.cut_off && swept.feasible && !std::isfinite(swept.objective);
        run.price(swept);
        run.note_round();
        if (run.checks_failed(swept)) return false;
        if (run.closed(target)) return run.finish();
        const bool cut_off = swept.cut_off;
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
        step = first;
    }
}

// With integers held the rounds begin at the point nearest to the best one without: all is known around it.
void sweep_near(BendersRun& run, const std::vector<double>& best) {
    constexpr int most_tries = 5;  // each knows the rows that the one before missed
    run.state.best_objective = infinity;
    for (int k = 0; k < most_tries; ++k) {
        Solution near = run.master->nearest(best, run.solve_options);
        run.state.lp_solves += near.lp_solves;
        run.state.iterations += near.iterations;
        if (near.status != SolveStatus::optimal) return;
        if (misses_rows(run, near.x)) continue;
        std::vector<double> at = near.x;  // as if futures cost no more than their first cuts
        at.resize(static_cast<std::size_t>(run.master->lp().model().columns()), 0);
        const Swept swept = run.sweep.batches(*run.master, std::move(near.x), at, infinity);
        run.price(swept);
        run.note_round();
        run.checks_failed(swept);
        return;
    }
}

std::vector<Index> integers_of(const LpModel& model) {
    std::vector<Index> integers;
    for (Index j = 0; j < model.columns(); ++j)
        if (model.integer[static_cast<std::size_t>(j)] != 0) integers.push_back(j);
    return integers;
}

// The integers of a point are held from now on.
void hold_whole(BendersRun& run, const std::vector<double>& x) {
    run.state.held_integers.assign(x.begin(), x.begin() + run.program.master.columns());
    for (const Index j : integers_of(run.program.master)) {
        double& value = run.state.held_integers[static_cast<std::size_t>(j)];
        value = std::round(value);
    }
}

// Fixes integers of the master a few at a time (lp/dive.hpp), with a sweep after each time, so that it knows
// what the next ones cost. False where that leads nowhere.
bool dive_with_cuts(BendersRun& run) {
    const std::vector<Index> integers = integers_of(run.program.master);
    if (run.state.dived.empty())
        run.state.dived.assign(run.first_stage(), std::numeric_limits<double>::quiet_NaN());
    for (;;) {
        run.keep_state();
        if (run.stopped()) return false;
        const Solution master = relaxed_master(run);
        run.state.lp_solves += master.lp_solves;
        run.state.iterations += master.iterations;
        if (master.status != SolveStatus::optimal) return false;
        const std::vector<double> out(master.x.begin(), master.x.begin() + run.program.master.columns());
        if (misses_rows(run, out)) continue;
        const std::vector<Fixing> next = next_fixings(integers, out);
        if (next.empty()) {
            hold_whole(run, out);
            return true;
        }
        for (const Fixing& fixing : next)
            run.state.dived[static_cast<std::size_t>(fixing.column)] = fixing.value;
        run.master->hold_integers(run.state.dived);
        const Swept swept = run.sweep.batches(*run.master, between(run, out, dive_step), master.x, infinity);
        run.note_round();
        if (run.checks_failed(swept)) return false;
    }
}

// A dive over the master as it stands, which then tries each integer on its other side (lp/dive.hpp): good
// once the master knows what integers cost. False where it leads nowhere.
bool dive_in_master(BendersRun& run) {
    const Solution relaxed = run.master->solve_relaxation(run.solve_options);
    run.state.lp_solves += relaxed.lp_solves;
    run.state.iterations += relaxed.iterations;
    if (relaxed.status != SolveStatus::optimal) return false;
    SolveOptions with = run.solve_options;
    with.gap = dive_share * run.options.gap;
    const Dive found = dive(run.master->lp(), with, relaxed);
    run.state.lp_solves += found.lp_solves;
    run.state.iterations += found.iterations;
    if (found.x.empty()) return false;
    hold_whole(run, found.x);
    return true;
}

// The integers that a dive leaves; false where it leaves none.
bool hold_dived(BendersRun& run) {
    if (run.state.dived.empty()) {
        ++run.state.dives;
        run.state.before_dive = run.state.incumbent_objective;
    }
    const bool goes_on = !run.state.dived.empty() || run.state.dives == 1;
    const bool found = goes_on ? dive_with_cuts(run) : dive_in_master(run);
    if (!found && (run.out.status != SolveStatus::failed || !run.wrong.empty()))
        return false;  // it ends here
    run.state.dived.clear();
    if (!found) {
        run.master->let_integers_go();
        return false;
    }
    run.master->hold_integers(run.state.held_integers);
    run.state.step = 0;
    run.state.stuck = 0;
    sweep_near(run, std::exchange(run.state.best, {}));
    return true;
}

// A plan before any search: dives name the integers, each knowing the cuts of those before it, and rounds
// with them held find the rest. False where the run ends there.
bool dive_for_plan(BendersRun& run) {
    const auto may_dive = [&run] { return !run.state.dived.empty() || run.state.dives < most_dives; };
    while (run.holds_integers() || (may_dive() && hold_dived(run))) {
        if (!loop(run)) return false;
        run.master->let_integers_go();
        run.state.held_integers.clear();
        run.go_back_to_incumbent();
        if (run.closed(run.options.gap) || run.state.incumbent_objective >= run.state.before_dive) break;
    }
    return run.wrong.empty() && !run.stopped();
}

// The phase of the integers.
void find_integers(BendersRun& run) {
    if (!run.state.integers) {
        if (!dive_for_plan(run)) return;
        begin_integers(run);
        if (run.closed(run.options.gap)) {
            run.finish();
            return;
        }
    }
    if (!run.options.one_tree || run.state.restarting || !search(run)) loop(run);
}

BendersResult lead(BendersRun& run) {
    run.out.why = why_refused(run.program, run.risk, run.options);
    if (!run.out.why.empty()) return std::move(run.out);
    if (!run.restored() || !make_first_master(run)) return run.result();
    const bool relaxed = run.state.integers || run.state.dives > 0 || loop(run);
    if (relaxed && run.program.master.has_integers()) find_integers(run);
    return run.result();
}

}  // namespace

BendersResult solve_benders(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options) {
    const std::unique_ptr<Team> alone = options.team == nullptr ? team_of_one() : nullptr;
    Team& team = alone ? *alone : *options.team;
    BendersRun run(program, risk, options, team);
    if (team.leads()) return lead(run);
    run.sweep.ranks().follow();
    return {};
}

}  // namespace dualflow::solver
