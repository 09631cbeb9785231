// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "dualflow/solver/stochastic/branch_and_cut.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/cut_check.hpp"
#include "dualflow/solver/stochastic/held_futures.hpp"
#include "dualflow/solver/stochastic/key.hpp"
#include "dualflow/solver/stochastic/master.hpp"
#include "dualflow/solver/stochastic/point_sweeps.hpp"

namespace dualflow::solver {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double cancelled = 1e-12;  // of the sum of all |terms|: rounding
constexpr double first_step = 0.5;   // of the way from the best point to the master's
constexpr double linear_gap = 1e-9;  // to which the master without integers is taken, at least
constexpr double enough_of_gap =
    0.2;                        // of the gap, by which a batch's cuts move the master: then that is enough
constexpr int most_stuck = 20;  // rounds in which cuts do not move the master's point: then they are rounding
constexpr double crossed = 1e-6;   // of the size of the objective: a bound above it by more is wrong
constexpr double rounding = 1e-7;  // relative: what branch and bound over a master leaves by its tolerances

constexpr const char* no_proof = "a future without an answer, and no proof that cuts its point off";

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

class Benders {
public:
    Benders(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options, Team& team)
        : program_(program), risk_(risk), options_(options), sweep_(program, risk, options, team, state_) {
        solve_options_.interrupt = options.interrupt;
        if (options.on_state || !options.resume_from.empty()) key_ = key_of(program, risk, options);
    }

    // What a rank that does not lead does.
    BendersResult follow() {
        sweep_.ranks().follow();
        return {};
    }

    BendersResult run() {
        out_.why = why_refused(program_, risk_, options_);
        if (!out_.why.empty()) return std::move(out_);
        if (restored() && start() && (state_.integers || loop()) && program_.master.has_integers()) {
            if (!state_.integers) begin_integers();
            if (!options_.one_tree || state_.restarting || !search()) loop();
        }
        if (state_.cuts_within_reach > 0) {
            state_.bound_proved = -infinity;
            state_.log.push_back(
                fmt::format("{} cuts hold only while columns without bounds stay within a "
                            "thousand times the point: the bound is not proved beyond",
                            state_.cuts_within_reach));
        }
        return result();
    }

private:
    // A first point that every future has an answer to, and with its cuts the master.
    bool start() {
        if (master_) return true;
        StartProblem problem(program_);
        std::vector<LazyRow>& feasibility = state_.master.rows;
        for (const LazyRow& row : feasibility) problem.add(row);
        std::vector<double> last;
        for (;;) {
            keep_state();
            if (stopped()) return false;
            const Solution solution = problem.solve(solve_options_);
            if (!solution.has_point)
                return fail("the first stage with the mean future has no solution", solution.status);
            const std::vector<double> point(solution.x.begin(),
                                            solution.x.begin() + program_.master.columns());
            if (is_wrong(why_not_satisfied(feasibility, point))) return false;
            const Swept swept = sweep_.all(point);
            price(swept);
            note_round();
            if (is_wrong(swept.wrong)) return false;
            if (swept.feasible) {
                state_.start = point;
                return hold_worst() ? make_master(sweep_.all(point)) : make_master(swept);
            }
            const bool cut_off = add_feasibility(problem, swept);
            if (!wrong_.empty()) return false;
            if (cut_off && point != last) {
                last = point;
                continue;
            }
            if (stopped()) return false;
            return fail(no_proof);
        }
    }

    // Whether a row was added that the point misses.
    bool add_feasibility(StartProblem& problem, const Swept& swept) {
        bool cut_off = false;
        for (const PartAnswer& answer : swept.answers) {
            for (const Cut& cut : answer.feasibility) {
                const double missed = cut.at(link_of(program_, swept.point));
                if (missed <= 0) continue;
                LazyRow row = feasibility_row(program_, cut);
                if (is_wrong(why_no_row_of(missed, row, swept.point))) return false;
                problem.add(row);
                state_.master.rows.push_back(std::move(row));
                cut_off = true;
            }
        }
        return cut_off;
    }

    bool fail(std::string why, SolveStatus status = SolveStatus::failed) {
        out_.status = status;
        state_.log.push_back(std::move(why));
        return false;
    }

    // Ends the run where a check of what we did ourselves says why it is wrong.
    bool is_wrong(std::string why) {
        if (why.empty()) return !wrong_.empty();
        wrong_ = why;
        fail(std::move(why));
        return true;
    }

    // Whether futures are put into the master itself, so that cuts leave them out.
    bool hold_worst() {
        if (options_.worst_futures <= 0) return false;
        state_.master.held = held_futures(program_, sweep_.ranks().costs(), link_of(program_, state_.start),
                                          static_cast<std::size_t>(options_.worst_futures), solve_options_);
        for (const HeldFuture& held : state_.master.held)
            state_.cuts_within_reach += held.base.within_reach ? 1 : 0;
        sweep_.ranks().hold(numbers_of(state_.master.held));
        return true;
    }

    bool make_master(const Swept& swept) {
        MasterState& made = state_.master;
        const Partition& partition = sweep_.ranks().partition();
        for (std::size_t k = 0; k < partition.clusters; ++k)
            made.base.push_back(cluster_cut(partition, swept.answers, k));
        if (!risk_.neutral()) made.tail = sweep_.tail_cut();
        const bool usable =
            std::all_of(made.base.begin(), made.base.end(), [](const Cut& cut) { return cut.usable(); });
        if (!usable) return fail("a future's cost has no proved lower bound");
        master_.emplace(program_, risk_, options_.mean_in_master, std::move(made));
        return true;
    }

    // Goes on from a state that was kept, if there is one.
    bool restored() {
        if (options_.resume_from.empty()) return true;
        auto state = from_bytes(options_.resume_from, key_);
        if (!state) {
            out_.why = std::move(state.error());
            return false;
        }
        state_ = std::move(*state);
        kept_round_ = state_.rounds;
        out_.resumed_after_round = static_cast<int>(state_.rounds);
        sweep_.ranks().start_from(state_.sweep);
        if (state_.master.base.empty()) return true;
        if (!state_.master.held.empty()) sweep_.ranks().hold(numbers_of(state_.master.held));
        master_.emplace(program_, risk_, options_.mean_in_master, std::move(state_.master));
        if (state_.kept_near) master_->keep_near(state_.start, state_.reach);
        return true;
    }

    bool interrupted() const { return options_.interrupt != nullptr && options_.interrupt->load(); }

    // Hands on all that is needed to go on from here. Not after an interrupt, which may have cut the round
    // short.
    void keep_state() {
        if (!options_.on_state || state_.rounds == kept_round_ || interrupted()) return;
        kept_round_ = state_.rounds;
        if (master_) {
            state_.master = master_->state();
            state_.kept_near = master_->is_kept_near();
        }
        state_.sweep = sweep_.ranks().state();
        options_.on_state(to_bytes(state_, key_));
    }

    void begin_integers() {
        state_.integers = true;
        state_.step = 1;
        state_.best.clear();
        state_.best_objective = infinity;
        if (master_->is_kept_near()) master_->release();  // the cuts may bound it by now
    }

    // The integers, in one tree over the master without them (branch_and_cut.hpp). False where that met an LP
    // that it has no answer to: then the master is solved anew with its integers after each sweep.
    bool search() {
        BranchAndCutOptions with;
        with.gap = options_.gap;
        with.first_cut = master_->own_rows();
        with.lp = solve_options_;
        with.stop = [this] { return stopped(); };
        with.on_add = [this](const std::vector<LazyRow>& rows) { master_->note_rows(rows); };
        with.on_delete = [this](const std::vector<Index>& rows) { master_->forget_rows(rows); };
        with.on_node = [this](const SearchTree&) {
            take_tree();
            keep_state();
        };
        const auto separate = [this](std::span<const double> point, bool whole, double enough) {
            return separation(point, whole, enough);
        };
        const SolveStatus status = branch_and_cut(master_->lp(), separate, with, state_.tree);
        take_tree();
        if (status == SolveStatus::failed) {
            state_.tree.log.emplace_back(
                "branch and cut gave up; the master is solved anew after each sweep");
            state_.restarting = true;
            return false;
        }
        if (status == SolveStatus::optimal) finish();
        if (status == SolveStatus::infeasible) out_.status = status;
        return true;  // stopped() has said why
    }

    void take_tree() {
        state_.bound = std::max(state_.bound, state_.tree.bound());
        state_.bound_proved = std::max(state_.bound_proved, state_.tree.bound_proved());
    }

    Separation separation(std::span<const double> master, bool whole, double enough) {
        const std::vector<double> point(master.begin(), master.begin() + program_.master.columns());
        const Swept swept = sweep_.batches(*master_, point, master, whole ? enough : enough_of_gap * enough);
        if (whole) price(swept);
        note_round();
        if (checks_failed(swept)) return {false, infinity, true};
        Separation found{swept.cut_off, swept.objective};
        found.stopped = !swept.cut_off && !swept.feasible && stopped();
        return found;
    }

    // True when the gap is closed.
    bool loop() {
        const bool integers = state_.integers;
        const double target = integers || !program_.master.has_integers()
                                  ? options_.gap
                                  : std::min(options_.gap, linear_gap * 1e2);
        const double first = options_.stabilise && !integers ? first_step : 1;
        double& step = state_.step;
        if (step == 0) step = first;
        for (;;) {
            keep_state();
            if (stopped()) return false;
            const Solution master = integers
                                        ? master_->solve(solve_options_, options_.gap / 4, state_.incumbent)
                                        : master_->solve_relaxation(solve_options_);
            state_.lp_solves += master.lp_solves;
            state_.iterations += master.iterations;
            state_.log.insert(state_.log.end(), master.log.begin(), master.log.end());
            if (master.status == SolveStatus::unbounded && widen()) continue;
            if (!take_bound(master)) return false;
            if (closed(target)) return finish();
            if (is_stuck(master.x)) return finish();
            const std::vector<double> out(master.x.begin(), master.x.begin() + program_.master.columns());
            std::vector<double> point = between(out, step);
            const Swept swept = sweep_.batches(*master_, point, master.x,
                                               enough_of_gap * (state_.best_objective - state_.bound));
            price(swept);
            note_round();
            if (checks_failed(swept)) return false;
            if (closed(target)) return finish();
            const bool cut_off = swept.cut_off;
            if (!cut_off && step < 1) {
                step = 1;  // the point between says nothing of the master's: sweep that one
                continue;
            }
            if (!cut_off && master_->at_reach(master.x) && widen()) continue;
            if (!cut_off && !swept.feasible) {
                if (stopped()) return false;
                return fail(no_proof);
            }
            if (!cut_off) {
                state_.log.emplace_back("no cut moves the master any more; the gap left is numerical");
                return finish();
            }
            step = first;
        }
    }

    // A point that does not move although rows were added that it misses: by less than the tolerances of the
    // master's solver.
    bool is_stuck(const std::vector<double>& x) {
        const std::uint64_t point = XXH3_64bits(x.data(), x.size() * sizeof(double));
        state_.stuck = point == state_.last_point ? state_.stuck + 1 : 0;
        state_.last_point = point;
        if (state_.stuck < most_stuck) return false;
        state_.log.emplace_back("cuts do not move the master's point any more; the gap left is numerical");
        return true;
    }

    bool checks_failed(const Swept& swept) {
        if (is_wrong(swept.wrong) || is_wrong(master_->wrong())) return true;
        if (state_.bound <= state_.best_objective + crossed * std::max(1.0, state_.best_size)) return false;
        return is_wrong(fmt::format("internal error: the bound {:.10g} is above the cost {:.10g} of a point",
                                    state_.bound, state_.best_objective));
    }

    bool stopped() {
        const bool late = seconds() > options_.time_limit ||
                          state_.rounds - out_.resumed_after_round >= options_.round_limit;
        if (!interrupted() && !late) return false;
        out_.status = interrupted() ? SolveStatus::interrupted : SolveStatus::limit;
        keep_incumbent();
        return true;
    }

    // Lets columns without bounds go farther from the first point; false where they went far enough.
    bool widen() {
        constexpr double farthest = 1e12;
        double size = 1;
        for (const double value : state_.start) size = std::max(size, std::abs(value));
        state_.reach = state_.reach == 0 ? 100 * size : 100 * state_.reach;
        if (state_.reach > farthest * size) return false;
        master_->keep_near(state_.start, state_.reach);
        return true;
    }

    bool take_bound(const Solution& master) {
        const bool integers = state_.integers;
        if (master.status == SolveStatus::infeasible || master.status == SolveStatus::unbounded) {
            out_.status = master.status;
            return false;
        }
        if (!master.has_point) {
            out_.status =
                master.status == SolveStatus::interrupted ? SolveStatus::interrupted : SolveStatus::failed;
            keep_incumbent();
            return false;
        }
        if (!integers && !master_->is_kept_near())
            state_.bound_proved = std::max(state_.bound_proved, master.bound_proved);
        // Inside the limits an optimum without integers is the optimum; with integers another may lie
        // outside.
        if (master_->at_reach(master.x) || (integers && master_->is_kept_near())) return true;
        // An LP that was accepted agrees with its own dual bound, if only within reach of its point.
        state_.bound =
            std::max(state_.bound,
                     master.status == SolveStatus::optimal || integers ? master.bound : master.bound_proved);
        return true;
    }

    double scale() const { return std::max(std::abs(state_.best_objective), 1e-12); }
    // Where terms cancel out, what is left of the gap may be their rounding alone.
    double gap() const {
        const double left = state_.best_objective - state_.bound;
        return left <= cancelled * state_.best_size ? 0 : left / scale();
    }
    bool closed(double target) const { return std::isfinite(state_.best_objective) && gap() <= target; }

    std::vector<double> between(const std::vector<double>& out, double step) const {
        if (state_.best.empty() || step >= 1) return out;
        std::vector<double> point(out.size());
        for (std::size_t j = 0; j < out.size(); ++j)
            point[j] = state_.best[j] + step * (out[j] - state_.best[j]);
        return point;
    }

    // Keeps a point that costs less than all before.
    void price(const Swept& swept) {
        if (swept.objective >= state_.best_objective) return;
        state_.best_objective = swept.objective;
        state_.best_size = swept.size;
        state_.best = swept.point;
        if (state_.integers) state_.incumbent = swept.point;
    }

    void note_round() {
        ++state_.rounds;
        if (!options_.on_round) return;
        options_.on_round({static_cast<int>(state_.rounds), state_.integers, state_.bound,
                           state_.best_objective, gap(), seconds(),
                           state_.lp_solves + state_.tree.lp_solves});
    }

    bool finish() {
        if (!state_.integers && program_.master.has_integers()) return true;  // the second loop reports
        if (checks_failed({})) return false;
        // Where no cut moves the master, what is left of the gap is the rounding of its solver.
        out_.status = closed(options_.gap + rounding) ? SolveStatus::optimal : SolveStatus::limit;
        keep_incumbent();
        out_.gap = std::max(0.0, out_.gap);
        return true;
    }

    // A fractional point is no answer where integers are asked for.
    void keep_incumbent() {
        if (program_.master.has_integers() && state_.incumbent.empty()) return;
        out_.objective = state_.best_objective;
        out_.x = state_.best;
        out_.gap = gap();
    }

    BendersResult result() {
        out_.bound = wrong_.empty() ? state_.bound : -infinity;
        out_.bound_proved = wrong_.empty() ? state_.bound_proved : -infinity;
        out_.rounds = static_cast<int>(state_.rounds);
        out_.lp_solves = state_.lp_solves + state_.tree.lp_solves;
        out_.iterations = state_.iterations + state_.tree.iterations;
        out_.cuts = master_ ? master_->cuts() : 0;
        out_.worst_primal_dual_gap =
            std::max(state_.worst_primal_dual_gap, state_.tree.worst_primal_dual_gap);
        out_.cuts_within_reach = state_.cuts_within_reach;
        out_.log = std::move(state_.log);
        out_.log.insert(out_.log.end(), state_.tree.log.begin(), state_.tree.log.end());
        return std::move(out_);
    }

    double seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

    const TwoStageProgram& program_;
    Risk risk_;
    const BendersOptions& options_;
    std::optional<Master> master_;
    SolveOptions solve_options_;
    std::string key_;
    BendersState state_;  // but for the master and the bases, which are put in when it is handed on
    PointSweeps sweep_;
    std::int64_t kept_round_ = 0;
    std::string wrong_;  // of what we did ourselves
    BendersResult out_;
    Clock::time_point began_ = Clock::now();
};

}  // namespace

BendersResult solve_benders(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options) {
    const std::unique_ptr<Team> alone = options.team == nullptr ? team_of_one() : nullptr;
    Team& team = alone ? *alone : *options.team;
    Benders benders(program, risk, options, team);
    return team.leads() ? benders.run() : benders.follow();
}

}  // namespace dualflow::solver
