// SPDX-License-Identifier: MIT
#include "dualflow/plan/solve_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/branch_plans.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/parallel/bytes.hpp"
#include "dualflow/solver/parallel/team.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow {
namespace {

constexpr double share_of_trunk = 0.6, finest_gap = 1e-7;
constexpr double rounding_of_rows = 1e-7;  // of a plan put together of its branches

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
        : m_(m), options_(options), lp_(std::move(lp)) {
        const std::vector<int> branch = branches_of(m.tree);
        for (std::size_t n = 0; n < branch.size(); ++n)
            if (branch[n] < 0) trunk_nodes_.push_back(n);
    }

    void ask(const KinkRows::Asked& known) {
        if (const auto rows = kinks_.ask_again(known)) add(*rows);
    }

    Result<Solved, std::string> solve() {
        std::string inner;
        if (!options_.resume_from.empty() && !go_on_from(options_.resume_from, inner))
            return unexpected(std::string("the state that was kept is of another case or of other options"));
        for (int round = 0; round < most_rounds; ++round) {
            const auto error = one_round(inner);
            inner.clear();
            if (!error.empty() && !into_.solution.has_point) return unexpected(error);
            if (!error.empty()) return with_what_there_is(error);
            if ((into_.solution.has_point && within_gap()) || !decomposed_ || !turn_to_more()) {
                settle();
                return std::move(into_);
            }
        }
        settle();
        return std::move(into_);
    }

    Solved& into() { return into_; }

    // A later decomposition that cannot be made leaves the plan of an earlier one.
    Solved with_what_there_is(const std::string& error) {
        into_.log.push_back(error);
        if (!within_gap()) into_.solution.status = solver::SolveStatus::limit;
        return std::move(into_);
    }

    void help(const std::string& rows_so_far) {
        std::string inner;
        if (!go_on_from(rows_so_far, inner)) throw std::logic_error("rows of another model were asked for");
        if (const auto blocks = cut_in_blocks(m_, lp_, integers_)) decompose(*blocks, "");
    }

private:
    void say(const std::string& message) const {
        if (options_.on_message) options_.on_message(message);
    }

    void add(const std::vector<solver::LazyRow>& rows) {
        solver::append_rows(lp_, solver::merged_rows(rows));
        into_.facts.kink_rows += static_cast<int>(rows.size());
    }

    std::string state_with(const std::string& inner) const {
        const KinkRows::Asked& asked = asked_before_;
        const auto integers = static_cast<std::uint8_t>(integers_);
        const solver::Solution& before = into_.solution;  // of the decompositions before this one
        return solver::bytes_of(integers, asked.points, asked.buckets, asked.days,
                                static_cast<std::uint8_t>(before.has_point), before.x, before.objective,
                                before.bound, before.bound_proved, inner);
    }

    bool go_on_from(const std::string& state, std::string& inner) {
        KinkRows::Asked asked;
        std::uint8_t integers = 0, has_point = 0;
        solver::Solution before;
        if (!solver::from_bytes_to(state, integers, asked.points, asked.buckets, asked.days, has_point,
                                   before.x, before.objective, before.bound, before.bound_proved, inner))
            return false;
        integers_ = static_cast<BranchIntegers>(integers);
        before.has_point = has_point != 0;
        into_.relaxed = before.x;
        into_.solution = std::move(before);
        const auto rows = kinks_.ask_again(asked);
        if (rows) add(*rows);
        return rows.has_value();
    }

    double time_left() const {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
        return std::max(0.0, options_.time_limit - spent.count());
    }

    solver::StochasticResult decompose(const Blocks& blocks, const std::string& inner) {
        solver::StochasticOptions options;
        options.method = solver::StochasticMethod::benders;
        options.gap = options_.gap;
        // The rest is for the integers of the branches.
        if (branches_have_integers_)
            options.gap = std::max(share_of_trunk * options_.gap, std::min(options_.gap, finest_gap));
        options.branch_between_rounds = options_.branch_between_rounds;
        options.whole_gap = options_.gap;
        if (branches_have_integers_)
            options.whole_cost = [&](std::span<const double> trunk) { return whole_cost(blocks, trunk); };
        options.threads = options_.threads;
        options.time_limit = time_left();
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
        if (integers_ == BranchIntegers::relaxed && branches_have_integers_) {
            integers_ = BranchIntegers::in_master;
            say("integers of the branches are decided with the trunk");
            return true;
        }
        if (!asked_anew_) return false;
        ++into_.facts.kink_rounds;
        say(fmt::format("days     {} rows keep stocks above zero inside their buckets",
                        into_.facts.kink_rows));
        return true;
    }

    // One decomposition and the plan at its point; an error in words, or nothing.
    std::string one_round(const std::string& inner) {
        auto blocks = cut_in_blocks(m_, lp_, integers_);
        if (!blocks) return blocks.error();
        branches_have_integers_ = false;
        for (std::size_t j = 0; j < blocks->branch_of_column.size(); ++j)
            if (blocks->branch_of_column[j] >= 0 && lp_.integer[j] != 0) branches_have_integers_ = true;
        say(fmt::format("blocks   {} branches of up to {} columns, master of {}",
                        blocks->program.tree.size() - 1,
                        blocks->program.core.lp.columns() - static_cast<Index>(blocks->master.size()),
                        blocks->master.size()));
        asked_before_ = kinks_.asked();
        planned_.clear();
        const solver::StochasticResult found = decompose(*blocks, inner);
        if (!found.why.empty()) return found.why;
        into_.work.iterations += found.iterations;
        into_.work.lp_solves += static_cast<int>(found.lp_solves);
        into_.work.rounds += found.rounds;
        into_.work.worst_primal_dual_gap =
            std::max(into_.work.worst_primal_dual_gap, found.worst_primal_dual_gap);
        into_.log.insert(into_.log.end(), found.log.begin(), found.log.end());
        const solver::Solution before = std::exchange(into_.solution, {});
        into_.solution.status = found.status;
        decomposed_ = found.status == solver::SolveStatus::optimal;
        into_.solution.bound = found.bound;
        into_.solution.bound_proved = found.bound_proved;
        // Of no columns too; what was planned already is the one before.
        if (std::isfinite(found.objective) && (planned_.empty() || found.first_stage != planned_))
            complete(*blocks, found.first_stage);
        if (before.has_point) keep_better_of(before);
        return "";
    }

    // The plan of the decomposition before this one: its stocks hold too, and its bound does, since rows and
    // integers only take points away.
    void keep_better_of(const solver::Solution& before) {
        solver::Solution& now = into_.solution;
        if (now.status == solver::SolveStatus::failed) now.status = solver::SolveStatus::limit;
        now.bound = std::max(now.bound, before.bound);
        now.bound_proved = std::max(now.bound_proved, before.bound_proved);
        if (!now.has_point || before.objective < now.objective) {
            now.has_point = true;
            now.x = before.x;
            now.objective = before.objective;
            into_.relaxed = before.x;
        }
        into_.gap = solver::relative_gap(lp_, now.x, now.bound);
    }

    // All of the plan at the decisions of the decomposition, with rows for stocks that fall below zero until
    // none does, so that a run that is stopped here has a plan; `asked_anew_` where the decomposition did not
    // know them.
    void complete(const Blocks& blocks, std::span<const double> trunk) {
        asked_anew_ = false;
        std::vector<double> x(lp_.cost.size(), 0);
        for (std::size_t k = 0; k < blocks.master.size(); ++k) {
            const auto j = static_cast<std::size_t>(blocks.master[k]);
            const double value = std::clamp(trunk[k], lp_.lower[j], lp_.upper[j]);
            x[j] = lp_.integer[j] != 0 ? std::round(value) : value;
        }
        if (complete_by_branches(blocks, x)) return take_plan(blocks, std::move(x));
        // Where rounding, or a stock inside a bucket, leaves nothing there, its integers alone.
        if (integers_ == BranchIntegers::in_master && solve_held(x, [](std::size_t) { return false; }))
            return;
        if (into_.solution.status == solver::SolveStatus::optimal)
            into_.solution.status = solver::SolveStatus::failed;
        into_.log.emplace_back("no plan was found at the decisions of the decomposition");
    }

    bool complete_by_branches(const Blocks& blocks, std::vector<double>& x) {
        PlanOptions options = options_;
        options.time_limit = time_left();
        BranchPlans plans(lp_, blocks.branch_of_column, x, options);
        bool found = plans.plan(), holds = false;
        for (int round = 0; found && !holds && round < most_rounds; ++round) {
            const auto rows = kinks_.violated(plans.x());
            holds = rows.empty();
            if (holds) break;
            add(rows);
            asked_anew_ = true;
            found = plans.hold(rows);
        }
        into_.work.iterations += plans.work().iterations;
        into_.work.branch_nodes += plans.work().branch_nodes;
        into_.work.lp_solves += plans.work().lp_solves;
        into_.work.worst_primal_dual_gap =
            std::max(into_.work.worst_primal_dual_gap, plans.work().worst_primal_dual_gap);
        if (holds) x = plans.x();
        return holds && solver::violation_of(lp_, x).row <= rounding_of_rows;
    }

    // What only measures the plan is found anew at its decisions.
    void take_plan(const Blocks& blocks, std::vector<double> x) {
        if (m_.measures.empty()) return take(std::move(x));
        const std::set<Index> measures(m_.measures.begin(), m_.measures.end());
        const auto decided = [&](std::size_t j) {
            return blocks.branch_of_column[j] < 0 && !measures.contains(static_cast<Index>(j));
        };
        if (!solve_held(x, decided)) take(std::move(x));
    }

    void take(std::vector<double> x) {
        into_.solution.has_point = true;
        into_.solution.objective = solver::objective_of(lp_, x);
        into_.solution.x = std::move(x);
        into_.gap = solver::relative_gap(lp_, into_.solution.x, into_.solution.bound);
        into_.relaxed = into_.solution.x;
        say_missed(kinks_, into_.log);
    }

    // The plan with the integers of `x`, and the columns that are `held`.
    template <class Held>
    bool solve_held(const std::vector<double>& x, const Held& held) {
        solver::LpModel fixed = lp_;
        for (std::size_t j = 0; j < x.size(); ++j)
            if (lp_.integer[j] != 0 || held(j)) fixed.lower[j] = fixed.upper[j] = x[j];
        solver::Solver solver(std::move(fixed));
        solver::Solution plan = in_days(solver);
        if (plan.status == solver::SolveStatus::optimal) take(std::move(plan.x));
        return plan.status == solver::SolveStatus::optimal;
    }

    solver::Solution in_days(solver::Solver& solver) {
        solver::SolveOptions options;
        options.threads = options_.threads;
        solver::Solution plan;
        for (int round = 0; round < most_rounds; ++round) {
            plan = solver.solve_relaxation(options);
            into_.work.iterations += plan.iterations;
            into_.work.lp_solves += plan.lp_solves;
            if (plan.status != solver::SolveStatus::optimal) return plan;
            const auto rows = kinks_.violated(plan.x);
            if (rows.empty()) return plan;
            add(rows);
            solver.add_rows(rows);
            asked_anew_ = true;
        }
        plan.status = solver::SolveStatus::failed;
        return plan;
    }

    // The whole plan at a point of the decomposition, which goes on with the rows that it has: those found
    // here are found again where they are needed, as by a run that goes on from a state.
    double whole_cost(const Blocks& blocks, std::span<const double> trunk) {
        const solver::LpModel lp = lp_;
        const KinkRows kinks = kinks_;
        const int rows = into_.facts.kink_rows;
        const solver::Solution before = std::exchange(into_.solution, {});
        complete(blocks, trunk);
        planned_.assign(trunk.begin(), trunk.end());
        const double cost = into_.solution.has_point ? into_.solution.objective : solver::infinity;
        if (before.has_point) keep_better_of(before);
        lp_ = lp;
        kinks_ = kinks;
        into_.facts.kink_rows = rows;
        asked_anew_ = false;
        say(fmt::format("plan     {:.5g} with the integers of its branches", cost));
        return cost;
    }

    bool within_gap() const { return into_.gap <= options_.gap + gap_tolerance; }

    // Where the whole plan costs more than the decomposition said, it is not called optimal.
    void settle() {
        if (into_.solution.status != solver::SolveStatus::optimal || within_gap()) return;
        into_.solution.status = solver::SolveStatus::limit;
        into_.log.push_back(
            fmt::format("the whole plan is {:.2g} above the bound of its decomposition", into_.gap));
    }

    const PlanModel& m_;
    KinkRows kinks_{m_};
    const PlanOptions& options_;
    solver::LpModel lp_;  // with the rows that were added
    Solved into_;
    BranchIntegers integers_ = BranchIntegers::relaxed;
    bool branches_have_integers_ = false;
    bool decomposed_ = false, asked_anew_ = false;  // of the last round
    KinkRows::Asked asked_before_;                  // the rows of the decomposition at hand
    std::vector<double> planned_;                   // the trunk of the whole plan that it asked for last
    std::vector<std::size_t> trunk_nodes_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
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
