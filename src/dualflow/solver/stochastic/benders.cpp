// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "dualflow/solver/stochastic/benders_run.hpp"
#include "dualflow/solver/stochastic/branch_and_cut.hpp"
#include "dualflow/solver/stochastic/first_master.hpp"

namespace dualflow::solver {
namespace {

constexpr double first_step = 0.5;   // of the way from the best point to the master's
constexpr double linear_gap = 1e-9;  // to which the master without integers is taken, at least
constexpr double enough_of_gap =
    0.2;                        // of the gap, by which a batch's cuts move the master: then that is enough
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
    run.state.best.clear();
    run.state.best_objective = infinity;
    if (run.master->is_kept_near()) run.master->release();  // the cuts may bound it by now
}

Separation separation(BendersRun& run, std::span<const double> master, bool whole, double enough) {
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
    return true;
}

std::vector<double> between(const BendersRun& run, const std::vector<double>& out, double step) {
    if (run.state.best.empty() || step >= 1) return out;
    std::vector<double> point(out.size());
    for (std::size_t j = 0; j < out.size(); ++j)
        point[j] = run.state.best[j] + step * (out[j] - run.state.best[j]);
    return point;
}

// True when the gap is closed.
bool loop(BendersRun& run) {
    const bool integers = run.state.integers;
    const double target = integers || !run.program.master.has_integers()
                              ? run.options.gap
                              : std::min(run.options.gap, linear_gap * 1e2);
    const double first = run.options.stabilise && !integers ? first_step : 1;
    double& step = run.state.step;
    if (step == 0) step = first;
    for (;;) {
        run.keep_state();
        if (run.stopped()) return false;
        const Solution master =
            integers ? run.master->solve(run.solve_options, run.options.gap / 4, run.state.incumbent)
                     : run.master->solve_relaxation(run.solve_options);
        run.state.lp_solves += master.lp_solves;
        run.state.iterations += master.iterations;
        run.state.log.insert(run.state.log.end(), master.log.begin(), master.log.end());
        if (master.status == SolveStatus::unbounded && widen(run)) continue;
        if (!run.take_bound(master)) return false;
        if (run.closed(target)) return run.finish();
        if (is_stuck(run, master.x)) return run.finish();
        const std::vector<double> out(master.x.begin(), master.x.begin() + run.program.master.columns());
        std::vector<double> point = between(run, out, step);
        const Swept swept = run.sweep.batches(*run.master, point, master.x,
                                              enough_of_gap * (run.state.best_objective - run.state.bound));
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
            return run.fail(no_proof);
        }
        if (!cut_off) {
            run.state.log.emplace_back("no cut moves the master any more; the gap left is numerical");
            return run.finish();
        }
        step = first;
    }
}

BendersResult lead(BendersRun& run) {
    run.out.why = why_refused(run.program, run.risk, run.options);
    if (!run.out.why.empty()) return std::move(run.out);
    if (run.restored() && make_first_master(run) && (run.state.integers || loop(run)) &&
        run.program.master.has_integers()) {
        if (!run.state.integers) begin_integers(run);
        if (!run.options.one_tree || run.state.restarting || !search(run)) loop(run);
    }
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
