// SPDX-License-Identifier: MIT
#include "dualflow/plan/solve_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "dualflow/plan/below_trunk.hpp"
#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/blocks_state.hpp"
#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/parallel/bytes.hpp"
#include "dualflow/solver/parallel/team.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow {
namespace {

constexpr double share_of_relaxation = 0.9, share_of_trunk = 0.6, finest_gap = 1e-7;

struct Task {
    double need = 0;
    std::string rows;
};

Task read(const std::string& bytes) {
    Task task;
    if (!solver::from_bytes_to(bytes, task.need, task.rows))
        throw std::logic_error("a task that is none of a plan");
    return task;
}

class ByBlocks {
public:
    ByBlocks(const PlanModel& m, const PlanOptions& options, solver::LpModel lp)
        : m_(m),
          options_(options),
          model_(m, std::move(lp)),
          integers_(model_.lp.has_integers() ? Integers::none : Integers::of_trunk) {
        const std::vector<int> branch = branches_of(m.tree);
        for (std::size_t n = 0; n < branch.size(); ++n)
            if (branch[n] < 0) trunk_nodes_.push_back(n);
    }

    void ask(const KinkRows::Asked& known) { model_.ask_again(known); }

    Result<Solved, std::string> solve() {
        std::string inner;
        if (!options_.resume_from.empty() && !go_on_from(options_.resume_from, inner))
            return unexpected(std::string("the state that was kept is of another case or of other options"));
        for (int round = 0; round < most_rounds; ++round) {
            const auto error = one_round(inner);
            const bool is_refused = !inner.empty();  // the state is of another case
            inner.clear();
            if (!error.empty() && (is_refused || !into_.solution.has_point)) return unexpected(error);
            if (!error.empty()) return with_what_there_is(error);
            if ((into_.solution.has_point && within_gap()) || !decomposed_ || !turn_to_more()) break;
        }
        settle();
        return ended();
    }

    Solved& into() { return into_; }

    // A later decomposition that cannot be made leaves the plan of an earlier one.
    Solved with_what_there_is(const std::string& error) {
        into_.log.push_back(error);
        if (!within_gap()) into_.solution.status = solver::SolveStatus::limit;
        return ended();
    }

    void help(const std::string& rows_so_far) {
        std::string inner;
        if (!go_on_from(rows_so_far, inner)) throw std::logic_error("rows of another model were asked for");
        if (const auto blocks = cut_in_blocks(m_, model_.lp, integers_)) decompose(*blocks, "");
    }

private:
    void say(const std::string& message) const {
        if (options_.on_message) options_.on_message(message);
    }

    std::string state_with(const std::string& inner) const {
        return to_bytes(BlocksState{integers_, asked_before_, into_.solution, planned_, inner});
    }

    bool go_on_from(const std::string& bytes, std::string& inner) {
        auto state = blocks_state_of(bytes);
        if (!state) return false;
        if (!state->so_far.x.empty() && state->so_far.x.size() != model_.lp.cost.size()) return false;
        integers_ = state->integers;
        planned_ = std::move(state->planned);
        into_.relaxed = state->so_far.x;
        into_.solution = std::move(state->so_far);
        inner = std::move(state->inner);
        return model_.ask_again(state->asked);
    }

    solver::StochasticResult decompose(const Blocks& blocks, const std::string& inner) {
        solver::StochasticOptions options;
        options.method = solver::StochasticMethod::benders;
        // The rest of the gap is for the integers of the branches, or for those of the trunk as well.
        const double share = integers_ == Integers::none ? share_of_relaxation
                             : branches_have_integers_   ? share_of_trunk
                                                         : 1;
        options.gap = std::max(share * options_.gap, std::min(options_.gap, finest_gap));
        options.begin_with = known_cuts_;
        options.branch_between_rounds = options_.branch_between_rounds;
        options.whole_gap = options_.gap;
        if (branches_have_integers_ && integers_ == Integers::of_trunk)
            options.whole_cost = [&](std::span<const double> trunk, double cost) {
                return whole_cost(blocks, trunk, cost);
            };
        options.threads = options_.threads;
        options.time_limit = clock_.left();
        options.interrupt = options_.interrupt;
        options.on_progress = options_.on_progress;
        options.resume_from = inner;
        options.team = options_.team;
        if (options_.team != nullptr && options_.team->leads()) {
            std::string task = solver::bytes_of(m_.need_factor, state_with(""));
            options_.team->broadcast(task);
        }
        options.rows_missed = [&](std::span<const double> trunk) { return missed_in_trunk(blocks, trunk); };
        if (options_.on_state)
            options.on_state = [&](const std::string& state) { options_.on_state(state_with(state)); };
        return solver::solve_stochastic(blocks.program, {}, options);
    }

    // Rows for stocks of the trunk that fall below zero, in the decomposition's columns.
    std::vector<solver::LazyRow> missed_in_trunk(const Blocks& blocks, std::span<const double> trunk) const {
        std::vector<double> x(blocks.branch_of_column.size(), 0);
        std::vector<Index> own(x.size(), -1);
        for (std::size_t k = 0; k < blocks.master.size(); ++k) {
            x[static_cast<std::size_t>(blocks.master[k])] = trunk[k];
            own[static_cast<std::size_t>(blocks.master[k])] = static_cast<Index>(k);
        }
        std::vector<solver::LazyRow> rows = rows_below_zero(m_, trunk_nodes_, x);
        for (solver::LazyRow& row : rows)
            for (solver::Term& term : row.terms) term.column = own[static_cast<std::size_t>(term.column)];
        return rows;
    }

    // What the next decomposition knows that this one did not; false where there is nothing.
    bool turn_to_more() {
        if (integers_ == Integers::none) {
            integers_ = Integers::of_trunk;
            say(fmt::format("relaxed  {:.5g} without integers, with {} rows for stocks inside their buckets",
                            into_.solution.bound, model_.kink_rows));
            return true;
        }
        if (integers_ == Integers::of_trunk && branches_have_integers_) {
            integers_ = Integers::in_master;
            known_cuts_ = {};  // its columns are others
            say("integers of the branches are decided with the trunk");
            return true;
        }
        if (!asked_anew_) return false;
        ++into_.facts.kink_rounds;
        say(fmt::format("days     {} rows keep stocks above zero inside their buckets", model_.kink_rows));
        return true;
    }

    // One decomposition and the plan at its point; an error in words, or nothing.
    std::string one_round(const std::string& inner) {
        auto blocks = cut_in_blocks(m_, model_.lp, integers_);
        if (!blocks) return blocks.error();
        branches_have_integers_ = false;
        for (std::size_t j = 0; j < blocks->branch_of_column.size(); ++j)
            if (blocks->branch_of_column[j] >= 0 && model_.lp.integer[j] != 0) branches_have_integers_ = true;
        say(fmt::format("blocks   {} branches of up to {} columns, master of {}",
                        blocks->program.tree.size() - 1,
                        blocks->program.core.lp.columns() - static_cast<Index>(blocks->master.size()),
                        blocks->master.size()));
        asked_before_ = model_.kinks.asked();
        if (inner.empty()) planned_.reset();
        solver::StochasticResult found = decompose(*blocks, inner);
        known_cuts_ = std::move(found.known);
        if (!found.why.empty()) return found.why;
        count(found);
        const solver::Solution before = std::exchange(into_.solution, {});
        into_.solution.status = found.status;
        decomposed_ = found.status == solver::SolveStatus::optimal;
        into_.solution.bound = std::max(found.bound, before.bound);
        into_.solution.bound_proved = std::max(found.bound_proved, before.bound_proved);
        if (integers_ == Integers::none) {
            decomposed_ = decomposed_ || left_open_by_rounding(found.status);
            ask_as_relaxed(*blocks);
            return "";
        }
        const bool is_planned = planned_ && planned_->trunk == found.first_stage;  // it is the one before
        if (is_planned && !ask_as_planned()) return "rows for kinks of another case";
        if (!is_planned && std::isfinite(found.objective))
            complete(*blocks, found.first_stage, into_.solution.bound);
        keep_better_of(before);
        return "";
    }

    // Whether a decomposition without integers ended with time left: what it knows serves the next one.
    bool left_open_by_rounding(solver::SolveStatus status) const {
        return status == solver::SolveStatus::limit && clock_.left() > 0 && !known_cuts_.point.empty();
    }

    void count(const solver::StochasticResult& found) {
        into_.work.iterations += found.iterations;
        into_.work.lp_solves += static_cast<int>(found.lp_solves);
        into_.work.rounds += found.rounds;
        into_.work.worst_primal_dual_gap =
            std::max(into_.work.worst_primal_dual_gap, found.worst_primal_dual_gap);
        into_.log.insert(into_.log.end(), found.log.begin(), found.log.end());
    }

    // The rows that the branches below the relaxation's trunk ask for, their integers relaxed too: then the
    // next decomposition's bound knows what stocks inside buckets cost.
    void ask_as_relaxed(const Blocks& blocks) {
        if (!decomposed_ || clock_.left() <= 0) return;
        BelowTrunk(model_, blocks, options_, clock_, into_.work)
            .ask_as_relaxed(known_cuts_.point, into_.solution.bound);
    }

    // The rows that the whole plan asked for, which the decomposition did not know.
    bool ask_as_planned() {
        const int before = model_.kink_rows;
        const bool is_ours = model_.ask_again(planned_->asked);
        asked_anew_ = model_.kink_rows > before;
        return is_ours;
    }

    // The plan of before: its stocks hold too, and its bound does, since rows and integers only take points
    // away.
    void keep_better_of(const solver::Solution& before) {
        solver::Solution& now = into_.solution;
        now.bound = std::max(now.bound, before.bound);
        now.bound_proved = std::max(now.bound_proved, before.bound_proved);
        if (!before.has_point) return;
        if (now.status == solver::SolveStatus::failed) now.status = solver::SolveStatus::limit;
        if (!now.has_point || before.objective < now.objective) {
            now.has_point = true;
            now.x = before.x;
            now.objective = before.objective;
            into_.relaxed = before.x;
        }
        into_.gap = solver::relative_gap(model_.lp, now.x, now.bound);
    }

    // All of the plan at the decisions of the decomposition, so that a run that is stopped here has a plan;
    // `asked_anew_` where it needs rows that the decomposition did not know.
    void complete(const Blocks& blocks, std::span<const double> trunk, double bound) {
        BelowTrunk below(model_, blocks, options_, clock_, into_.work);
        auto plan = below.plan(trunk, bound, integers_);
        asked_anew_ = below.asked_anew();
        if (plan) return take(std::move(*plan));
        if (into_.solution.status == solver::SolveStatus::optimal)
            into_.solution.status = solver::SolveStatus::failed;
        into_.log.emplace_back("no plan was found at the decisions of the decomposition");
    }

    void take(std::vector<double> x) {
        into_.solution.has_point = true;
        into_.solution.objective = solver::objective_of(model_.lp, x);
        into_.solution.x = std::move(x);
        into_.gap = solver::relative_gap(model_.lp, into_.solution.x, into_.solution.bound);
        into_.relaxed = into_.solution.x;
    }

    // The whole plan at a point of the decomposition, which goes on with the rows that it has; those found
    // here are noted for the decomposition after it. `relaxed`: what the trunk costs with relaxed branches,
    // to which its bound may come, and no farther.
    double whole_cost(const Blocks& blocks, std::span<const double> trunk, double relaxed) {
        const ModelInDays model = model_;
        const solver::Solution before = std::exchange(into_.solution, {});
        complete(blocks, trunk, relaxed);
        planned_.reset();
        if (into_.solution.has_point)
            planned_ = PlannedTrunk{{trunk.begin(), trunk.end()}, model_.kinks.asked()};
        const double cost = into_.solution.has_point ? into_.solution.objective : solver::infinity;
        keep_better_of(before);
        model_ = model;
        asked_anew_ = false;
        say(fmt::format("plan     {:.5g} with the integers of its branches", cost));
        const bool cut_short = clock_.left() <= 0 || (options_.interrupt != nullptr && *options_.interrupt);
        return cut_short ? std::numeric_limits<double>::quiet_NaN() : cost;
    }

    bool within_gap() const { return into_.gap <= options_.gap + gap_tolerance; }

    // Where the whole plan costs more than the decomposition said, it is not called optimal; one that is
    // within the gap is, if a limit ended the search.
    void settle() {
        if (into_.solution.status == solver::SolveStatus::limit && into_.solution.has_point && within_gap())
            into_.solution.status = solver::SolveStatus::optimal;
        if (into_.solution.status != solver::SolveStatus::optimal || within_gap()) return;
        into_.solution.status = solver::SolveStatus::limit;
        into_.log.push_back(
            fmt::format("the whole plan is {:.2g} above the bound of its decomposition", into_.gap));
    }

    Solved ended() {
        into_.facts.kink_rows = model_.kink_rows;
        if (into_.solution.has_point)
            say_missed(rows_below_zero(m_, all_nodes(m_), into_.solution.x).size(), into_.log);
        return std::move(into_);
    }

    const PlanModel& m_;
    const PlanOptions& options_;
    ModelInDays model_;
    Solved into_;
    Integers integers_;             // of the decomposition at hand
    solver::KnownCuts known_cuts_;  // of the one before it
    bool branches_have_integers_ = false;
    bool decomposed_ = false, asked_anew_ = false;  // of the last round
    KinkRows::Asked asked_before_;                  // the rows of the decomposition at hand
    std::optional<PlannedTrunk> planned_;           // of the decomposition at hand
    std::vector<std::size_t> trunk_nodes_;
    Clock clock_{options_.time_limit};
};

}  // namespace

Result<Solved, std::string> solve_by_blocks(const PlanModel& m, const PlanOptions& options,
                                            const KinkRows::Asked& known) {
    solver::LpModel lp = m.lp.finish();
    const ModelFacts facts = describe(m, lp, options);
    ByBlocks blocks(m, options, std::move(lp));
    blocks.into().facts = facts;
    if (options.resume_from.empty()) blocks.ask(known);
    return blocks.solve();
}

void help_by_blocks(const PlanModel& m, const PlanOptions& options, const std::string& task) {
    ByBlocks(m, options, m.lp.finish()).help(read(task).rows);
}

double need_of_task(const std::string& task) {
    return read(task).need;
}

}  // namespace dualflow
