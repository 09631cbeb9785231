// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders_dives.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

#include "dualflow/solver/lp/dive.hpp"
#include "dualflow/solver/stochastic/benders_rounds.hpp"

namespace dualflow::solver {
namespace {

constexpr double dive_share = 0.25;  // of the gap asked for, of a dive above the relaxation
// Of the gap asked for: how near rounds come to the best plan with the integers that are held at a side. What
// a plan is too dear by, the bound of the other sides has to make good.
constexpr double held_share = 0.25;
constexpr double dive_step = 0.5;  // of the way from the best point to the master's, during a dive
constexpr int most_dives = 4;
constexpr double wide_open = 0.01;  // relative: a gap for which a plan from elsewhere is asked

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
    if (run.state.dived.empty()) {
        run.state.dived.assign(run.first_stage(), std::numeric_limits<double>::quiet_NaN());
        run.state.rows_of_whole = run.master->rows_added();
    }
    for (;;) {
        run.keep_state();
        if (run.stopped()) return false;
        const Solution master = relaxed_master(run);
        run.state.lp_solves += master.lp_solves;
        run.state.iterations += master.iterations;
        if (master.status != SolveStatus::optimal) return false;
        const std::vector<double> out(master.x.begin(), master.x.begin() + run.program.master.columns());
        if (add_rows_missed(run, out) > 0) continue;
        const std::vector<Fixing> next = next_fixings(integers, out);
        if (next.empty()) {
            hold_whole(run, out);
            return true;
        }
        for (const Fixing& fixing : next)
            run.state.dived[static_cast<std::size_t>(fixing.column)] = fixing.value;
        run.master->hold_integers(run.state.dived);
        const Swept swept = run.sweep.batches(*run.master, towards(run, out, dive_step), master.x, infinity);
        run.note_round();
        if (run.checks_failed(swept)) return false;
    }
}

// A dive over the master as it stands, which then tries integers on their other side (lp/dive.hpp): good
// once the master knows what integers cost. Exact, so that each LP starts from the basis of the one before.
// False where it leads nowhere.
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

// Rounds begin at the point nearest to the best one without integers.
void go_on_with_held(BendersRun& run) {
    run.state.rows_of_whole = run.master->rows_added();
    run.hold_as_stated();
    run.state.step = 0;
    run.state.stuck = 0;
    run.state.dropped_at = -infinity;
    sweep_near(run, std::exchange(run.state.best, {}));
}

void let_held_go(BendersRun& run) {
    run.state.held_integers.clear();
    run.state.dived.clear();
    run.state.dropped_at = -infinity;
    run.hold_as_stated();
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
    if (!found) {
        let_held_go(run);
        return false;
    }
    run.state.dived.clear();
    go_on_with_held(run);
    return true;
}

// Those of a plan from elsewhere, once; false where none is asked for or given. What a limit cut short is
// asked again by the run that goes on.
bool hold_from_elsewhere(BendersRun& run) {
    const bool near = !run.state.incumbent.empty() && run.closed(wide_open);
    if (!run.options.plan_from_elsewhere || run.state.dives > most_dives || near || run.stopped())
        return false;
    const Solution plan = run.options.plan_from_elsewhere(run.seconds_left());
    if (run.stopped()) return false;
    run.state.dives = most_dives + 1;
    run.state.lp_solves += plan.lp_solves;
    run.state.iterations += plan.iterations;
    if (!plan.has_point || plan.x.size() != run.first_stage()) return false;
    run.state.log.push_back(fmt::format("a plan of {:.6g} from elsewhere is tried", plan.objective));
    hold_whole(run, plan.x);
    go_on_with_held(run);
    return true;
}

// Integers to hold next; false where there are none: dives, while each leads to a better plan, then
// elsewhere.
bool hold_next(BendersRun& run) {
    const bool improved = run.state.dives == 0 || run.state.incumbent_objective < run.state.before_dive;
    if (!run.state.dived.empty() || (improved && run.state.dives < most_dives)) {
        if (hold_dived(run)) return true;
        const bool ended = run.out.status != SolveStatus::failed || !run.wrong.empty();
        if (ended) return false;
    }
    return hold_from_elsewhere(run);
}

}  // namespace

bool dive_for_plan(BendersRun& run) {
    while (run.holds_integers() || hold_next(run)) {
        if (!run_rounds(run, run.options.gap)) return false;
        let_held_go(run);
        run.go_back_to_incumbent();
        if (run.closed(run.options.gap)) break;
    }
    return run.wrong.empty() && !run.stopped();
}

bool dive_at_side(BendersRun& run) {
    if (!run.holds_integers()) {
        if (!dive_in_master(run)) return run.wrong.empty() && !run.stopped();
        go_on_with_held(run);
    }
    if (!run_rounds(run, held_share * run.options.gap)) return false;
    let_held_go(run);
    return run.wrong.empty() && !run.stopped();
}

}  // namespace dualflow::solver
