// SPDX-License-Identifier: MIT
#include "dualflow/plan/solve_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/parallel/bytes.hpp"
#include "dualflow/solver/parallel/team.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow {
namespace {

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
        : m_(m), options_(options), lp_(std::move(lp)) {}

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
            if (!error.empty()) return unexpected(error);
            if (!into_.solution.has_point || !asked_anew_ || within_gap()) {
                settle();
                return std::move(into_);
            }
            if (into_.solution.status != solver::SolveStatus::optimal) return std::move(into_);
            ++into_.facts.kink_rounds;
            say(fmt::format("days     {} rows keep stocks above zero inside their buckets",
                            into_.facts.kink_rows));
        }
        settle();
        return std::move(into_);
    }

    Solved& into() { return into_; }

    void help(const std::string& rows_so_far) {
        std::string inner;
        if (!go_on_from(rows_so_far, inner)) throw std::logic_error("rows of another model were asked for");
        if (const auto blocks = cut_in_blocks(m_, lp_)) decompose(*blocks, "");
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
        const KinkRows::Asked& asked = kinks_.asked();
        return solver::bytes_of(asked.points, asked.buckets, asked.days, inner);
    }

    bool go_on_from(const std::string& state, std::string& inner) {
        KinkRows::Asked asked;
        if (!solver::from_bytes_to(state, asked.points, asked.buckets, asked.days, inner)) return false;
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
        if (options_.on_state)
            options.on_state = [&](const std::string& state) { options_.on_state(state_with(state)); };
        return solver::solve_stochastic(blocks.program, {}, options);
    }

    // One decomposition and the plan at its point; an error in words, or nothing.
    std::string one_round(const std::string& inner) {
        auto blocks = cut_in_blocks(m_, lp_);
        if (!blocks) return blocks.error();
        say(fmt::format("blocks   {} branches of up to {} columns, master of {}",
                        blocks->program.tree.size() - 1,
                        blocks->program.core.lp.columns() - static_cast<Index>(blocks->master.size()),
                        blocks->master.size()));
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
        into_.solution.bound = found.bound;
        into_.solution.bound_proved = found.bound_proved;
        if (std::isfinite(found.objective)) complete(*blocks, found);  // of no columns too
        if (!into_.solution.has_point && before.has_point) go_back_to(before);
        return "";
    }

    // The plan of the decomposition before one that was stopped without any: its stocks hold too, and its
    // bound does, since rows only take points away.
    void go_back_to(const solver::Solution& before) {
        if (into_.solution.status != solver::SolveStatus::interrupted)
            into_.solution.status = solver::SolveStatus::limit;
        into_.solution.has_point = true;
        into_.solution.x = before.x;
        into_.solution.objective = before.objective;
        into_.solution.bound = std::max(into_.solution.bound, before.bound);
        into_.solution.bound_proved = std::max(into_.solution.bound_proved, before.bound_proved);
        into_.gap = solver::relative_gap(lp_, before.x, into_.solution.bound);
    }

    // All of the plan with the master's decisions fixed (what only measures them is found anew); where
    // rounding, or a stock inside a bucket, leaves nothing there, with its integers. With rows for stocks
    // that fall below zero until none does, so that a run that is stopped here has a plan; `asked_anew_`
    // where the decomposition did not know them.
    void complete(const Blocks& blocks, const solver::StochasticResult& found) {
        asked_anew_ = false;
        for (const bool all : {true, false}) {
            solver::LpModel fixed = lp_;
            for (std::size_t k = 0; k < blocks.master.size(); ++k) {
                const auto j = static_cast<std::size_t>(blocks.master[k]);
                if (!all && lp_.integer[j] == 0) continue;
                if (std::find(m_.measures.begin(), m_.measures.end(), blocks.master[k]) != m_.measures.end())
                    continue;
                const double value = std::clamp(found.first_stage[k], lp_.lower[j], lp_.upper[j]);
                fixed.lower[j] = fixed.upper[j] = lp_.integer[j] != 0 ? std::round(value) : value;
            }
            solver::Solver solver(std::move(fixed));
            solver::Solution plan = in_days(solver);
            if (plan.status != solver::SolveStatus::optimal) continue;
            into_.solution.has_point = true;
            into_.solution.x = std::move(plan.x);
            into_.solution.objective = plan.objective;
            into_.gap = solver::relative_gap(lp_, into_.solution.x, found.bound);
            into_.relaxed = into_.solution.x;
            say_missed(kinks_, into_.log);
            return;
        }
        into_.solution.status = solver::SolveStatus::failed;
        into_.log.emplace_back("no plan was found at the decisions of the decomposition");
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
    bool asked_anew_ = false;
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
