// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/stochastic/held_futures.hpp"
#include "dualflow/solver/stochastic/key.hpp"

namespace dualflow::solver {
namespace {

constexpr double cancelled = 1e-12;  // of the sum of all |terms|: rounding
constexpr double nothing = 1e-11;    // of the dearest unit, or of one where that is less: rounding of points
constexpr double crossed = 1e-6;     // of the size of the objective: a bound above it by more is wrong
constexpr double rounding = 1e-7;    // relative: what branch and bound over a master leaves by its tolerances

double dearest_unit(const TwoStageProgram& program) {
    double dearest = 0;
    for (const std::vector<double>* costs : {&program.master.cost, &program.block.cost})
        for (const double cost : *costs) dearest = std::max(dearest, std::abs(cost));
    return dearest;
}

// A cut of one cost as sweeps make them, or a row of the first stage alone: one that is none of a tree's,
// whose rounding cuts hold for what is better than its incumbent.
bool holds_elsewhere(const LazyRow& row, Index first_stage, bool of_a_tree) {
    if (row.terms.empty()) return false;
    const auto costs = std::count_if(row.terms.begin(), row.terms.end(),
                                     [&](const Term& term) { return term.column >= first_stage; });
    if (costs == 0) return !of_a_tree;
    const Term& first = row.terms.front();
    return costs == 1 && first.column >= first_stage && first.coefficient == 1;
}

}  // namespace

BendersRun::BendersRun(const TwoStageProgram& its_program, const Risk& its_risk,
                       const BendersOptions& its_options, Team& team)
    : program(its_program),
      risk(its_risk),
      options(its_options),
      sweep(program, risk, options, team, state),
      nothing_(nothing * std::min(1.0, dearest_unit(program))) {
    solve_options.interrupt = options.interrupt;
    if (options.on_state || !options.resume_from.empty()) key = key_of(program, risk, options);
}

bool BendersRun::restored() {
    if (options.resume_from.empty()) return true;
    auto read = from_bytes(options.resume_from, key);
    if (!read) {
        out.why = std::move(read.error());
        return false;
    }
    state = std::move(*read);
    kept_round_ = state.rounds;
    out.resumed_after_round = static_cast<int>(state.rounds);
    sweep.ranks().start_from(state.sweep);
    if (state.master.base.empty()) return true;
    if (!state.master.held.empty()) sweep.ranks().hold(numbers_of(state.master.held));
    master.emplace(program, risk, options.mean_in_master, std::move(state.master));
    if (state.kept_near) master->keep_near(state.start, state.reach);
    hold_as_stated();
    return true;
}

void BendersRun::hold_as_stated() {
    master->let_integers_go();
    if (!state.sides.empty()) master->narrow(state.sides.front().changes);
    master->hold_integers(holds_integers() ? state.held_integers : state.dived);
}

double BendersRun::local_bound() const {
    return at_side() ? state.sides.front().bound : state.bound;
}

double BendersRun::cutoff() const {
    const double plan = state.incumbent_objective, whole = state.whole_objective;
    if (!std::isfinite(plan)) return infinity;
    const double of_whole = std::isfinite(whole) ? whole - options.whole_gap * std::abs(whole) : infinity;
    // No bound comes as high as is needed where that is above the plan.
    return of_whole < plan ? of_whole : plan - options.gap * std::abs(plan);
}

bool BendersRun::is_enough() const {
    return std::isfinite(state.whole_objective) && state.bound >= cutoff();
}

// With sides, that of the one at hand; all of them together bound the program.
void BendersRun::raise_bound(double bound, double proved) {
    if (at_side()) {
        Side& side = state.sides.front();
        side.bound = std::max(side.bound, bound);
        side.bound_proved = std::max(side.bound_proved, proved);
        bound = proved = infinity;
        for (const Side& each : state.sides) {
            bound = std::min(bound, each.bound);
            proved = std::min(proved, each.bound_proved);
        }
    }
    state.bound = std::max(state.bound, bound);
    state.bound_proved = std::max(state.bound_proved, proved);
}

bool BendersRun::interrupted() const {
    return options.interrupt != nullptr && options.interrupt->load();
}

void BendersRun::keep_state() {
    if (!options.on_state || state.rounds == kept_round_ || interrupted()) return;
    kept_round_ = state.rounds;
    if (master) {
        state.master = master->state();
        state.kept_near = master->is_kept_near();
    }
    state.sweep = sweep.ranks().state();
    options.on_state(to_bytes(state, key));
}

bool BendersRun::fail(std::string why, SolveStatus status) {
    out.status = status;
    state.log.push_back(std::move(why));
    return false;
}

bool BendersRun::is_wrong(std::string why) {
    if (why.empty()) return !wrong.empty();
    wrong = why;
    fail(std::move(why));
    return true;
}

bool BendersRun::checks_failed(const Swept& swept) {
    if (is_wrong(swept.wrong) || is_wrong(master->wrong())) return true;
    if (state.bound <= state.best_objective + crossed * std::max(1.0, state.best_size)) return false;
    return is_wrong(fmt::format("internal error: the bound {:.10g} is above the cost {:.10g} of a point",
                                state.bound, state.best_objective));
}

bool BendersRun::stopped() {
    const bool late =
        seconds() > options.time_limit || state.rounds - out.resumed_after_round >= options.round_limit;
    if (!interrupted() && !late) return false;
    stop(interrupted() ? SolveStatus::interrupted : SolveStatus::limit);
    return true;
}

double BendersRun::seconds_left() const {
    return std::max(0.0, options.time_limit - seconds());
}

bool BendersRun::stop(SolveStatus status) {
    out.status = status;
    keep_incumbent();
    return false;
}

void BendersRun::price(const Swept& swept) {
    const bool whole = state.integers || holds_integers();
    if (whole && swept.objective < state.incumbent_objective) {
        state.incumbent_objective = swept.objective;
        state.incumbent = swept.point;
    }
    if (swept.objective >= state.best_objective) return;
    state.best_objective = swept.objective;
    state.best_size = swept.size;
    state.best = swept.point;
}

void BendersRun::note_round() {
    ++state.rounds;
    tell();
}

void BendersRun::tell() const {
    if (!options.on_round) return;
    Round round{static_cast<int>(state.rounds),
                state.integers,
                state.bound,
                state.best_objective,
                gap(),
                seconds(),
                state.lp_solves + state.tree.lp_solves};
    if (at_side() && !state.incumbent.empty()) {
        round.objective = state.incumbent_objective;
        round.gap = (round.objective - round.bound) / std::max(std::abs(round.objective), 1e-12);
    }
    options.on_round(round);
}

bool BendersRun::take_bound(const Solution& solution) {
    const bool integers = state.integers;
    if (solution.status == SolveStatus::infeasible || solution.status == SolveStatus::unbounded) {
        out.status = solution.status;
        return false;
    }
    if (!solution.has_point) {
        out.status =
            solution.status == SolveStatus::interrupted ? SolveStatus::interrupted : SolveStatus::failed;
        keep_incumbent();
        return false;
    }
    const double proved = !integers && !master->is_kept_near() ? solution.bound_proved : -infinity;
    // Inside the limits an optimum without integers is the optimum; with integers another may lie
    // outside. An LP that was accepted agrees with its own dual bound, if only within reach of its point.
    const bool limited = master->at_reach(solution.x) || (integers && master->is_kept_near());
    const bool accepted = solution.status == SolveStatus::optimal || integers;
    raise_bound(limited ? -infinity : accepted ? solution.bound : solution.bound_proved, proved);
    return true;
}

void BendersRun::take_tree() {
    state.bound = std::max(state.bound, state.tree.bound());
    state.bound_proved = std::max(state.bound_proved, state.tree.bound_proved());
}

// Where terms cancel out, what is left of the gap may be their rounding alone.
double BendersRun::gap() const {
    const double left = state.best_objective - state.bound;
    if (left <= cancelled * state.best_size || is_nothing()) return 0;
    return left / std::max(std::abs(state.best_objective), 1e-12);
}

// Of an optimum of zero nothing is left to measure a remnant by.
bool BendersRun::is_nothing() const {
    return std::max(std::abs(state.best_objective), std::abs(state.bound)) <= nothing_;
}

bool BendersRun::closed(double target) const {
    return std::isfinite(state.best_objective) && gap() <= target;
}

bool BendersRun::finish() {
    if (!state.integers && program.master.has_integers()) return true;  // the second loop reports
    if (checks_failed({})) return false;
    // Where no cut moves the master, what is left of the gap is the rounding of its solver.
    const bool done = closed(options.gap + rounding) || is_enough();
    out.status = done ? SolveStatus::optimal : SolveStatus::limit;
    keep_incumbent();
    out.gap = std::max(0.0, out.gap);
    return true;
}

void BendersRun::go_back_to_incumbent() {
    state.best = state.incumbent;
    state.best_objective = state.incumbent_objective;
}

// A fractional point is no answer where integers are asked for.
void BendersRun::keep_incumbent() {
    const bool whole = program.master.has_integers();
    if (whole && state.incumbent.empty()) return;
    if (whole) go_back_to_incumbent();
    out.objective = state.best_objective;
    out.x = state.best;
    out.gap = gap();
}

BendersResult BendersRun::result() {
    if (state.cuts_within_reach > 0) {
        state.bound_proved = -infinity;
        state.log.push_back(
            fmt::format("{} cuts hold only while columns without bounds stay within a "
                        "thousand times the point: the bound is not proved beyond",
                        state.cuts_within_reach));
    }
    if (master && master->held().empty() && wrong.empty()) {
        MasterState made = master->state();
        std::erase_if(made.rows, [this](const LazyRow& row) {
            return !holds_elsewhere(row, program.master.columns(), state.tree.started);
        });
        out.known = {program.link,         std::move(made.base), std::move(made.tail),
                     std::move(made.rows), state.best,           state.cuts_within_reach};
    }
    out.bound = wrong.empty() ? state.bound : -infinity;
    out.bound_proved = wrong.empty() ? state.bound_proved : -infinity;
    out.rounds = static_cast<int>(state.rounds);
    out.lp_solves = state.lp_solves + state.tree.lp_solves;
    out.iterations = state.iterations + state.tree.iterations;
    out.cuts = master ? master->cuts() : 0;
    out.worst_primal_dual_gap = std::max(state.worst_primal_dual_gap, state.tree.worst_primal_dual_gap);
    out.cuts_within_reach = state.cuts_within_reach;
    out.log = std::move(state.log);
    out.log.insert(out.log.end(), state.tree.log.begin(), state.tree.log.end());
    return std::move(out);
}

double BendersRun::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

}  // namespace dualflow::solver
