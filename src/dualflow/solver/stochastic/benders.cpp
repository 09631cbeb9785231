// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders.hpp"

#include <memory>
#include <utility>

#include "dualflow/solver/stochastic/benders_dives.hpp"
#include "dualflow/solver/stochastic/benders_rounds.hpp"
#include "dualflow/solver/stochastic/benders_run.hpp"
#include "dualflow/solver/stochastic/benders_sides.hpp"
#include "dualflow/solver/stochastic/branch_and_cut.hpp"
#include "dualflow/solver/stochastic/first_master.hpp"

namespace dualflow::solver {
namespace {

// Of the gap asked for, to which the relaxation is taken: at most and, where no gap is, at least.
constexpr double relaxed_share = 0.7, linear_gap = 1e-7;

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

Separation separation(BendersRun& run, std::span<const double> master, bool whole, double enough) {
    if (add_rows_missed(run, master) > 0) return {true, infinity, false};
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

// The phase of the integers.
void find_integers(BendersRun& run) {
    if (!run.state.integers) {
        if (!(branches_between_rounds(run) ? search_sides(run) : dive_for_plan(run))) return;
        begin_integers(run);
        if (run.closed(run.options.gap) || run.is_enough()) {
            run.finish();
            return;
        }
    }
    if (!run.options.one_tree || run.state.restarting || !search(run)) run_rounds(run, run.options.gap);
}

double relaxed_target(const BendersRun& run) {
    if (!run.program.master.has_integers()) return run.options.gap;
    if (branches_between_rounds(run)) return first_target(run);
    return std::min(run.options.gap, std::max(linear_gap, relaxed_share * run.options.gap));
}

BendersResult lead(BendersRun& run) {
    run.out.why = why_refused(run.program, run.risk, run.options);
    if (!run.out.why.empty()) return std::move(run.out);
    if (!run.restored() || !make_first_master(run)) return run.result();
    const bool relaxed = run.state.integers || run.state.dives > 0 || !run.state.sides.empty();
    if (relaxed || run_rounds(run, relaxed_target(run))) {
        if (run.program.master.has_integers()) find_integers(run);
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
