// SPDX-License-Identifier: MIT
#include "dualflow/plan/solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/dive.hpp"
#include "dualflow/solver/lp/rows.hpp"

namespace dualflow {
namespace {

constexpr int most_searches = 10;  // times that branch and bound goes on with the rows found after it

void say(const PlanOptions& options, const std::string& message) {
    if (options.on_message) options.on_message(message);
}

}  // namespace

void say_missed(std::size_t stocks, std::vector<std::string>& log) {
    if (stocks == 0) return;
    log.push_back(fmt::format("{} stocks fall below zero inside a bucket by more than rounding", stocks));
}

ModelFacts describe(const PlanModel& m, const solver::LpModel& lp, const PlanOptions& options) {
    ModelFacts facts;
    facts.rows = lp.rows();
    facts.columns = lp.columns();
    facts.integers = static_cast<int>(std::count(lp.integer.begin(), lp.integer.end(), 1));
    facts.entries = static_cast<std::int64_t>(lp.value.size());
    facts.columns_per_node = (facts.columns + static_cast<int>(m.nodes()) - 1) / static_cast<int>(m.nodes());
    facts.lanes_pruned = m.net.lanes_pruned;
    say(options,
        fmt::format(
            "model    {} nodes, {} columns ({} integer), {} rows, {} entries; {} a node, {} lanes left out",
            m.nodes(), facts.columns, facts.integers, facts.rows, facts.entries, facts.columns_per_node,
            facts.lanes_pruned));
    const solver::ModelRanges r = solver::ranges_of(lp);
    say(options,
        fmt::format("ranges   matrix [{:.0e}, {:.0e}]  cost [{:.0e}, {:.0e}]  bound [{:.0e}, {:.0e}]  rhs "
                    "[{:.0e}, {:.0e}]",
                    r.matrix.smallest, r.matrix.largest, r.cost.smallest, r.cost.largest, r.bound.smallest,
                    r.bound.largest, r.right_hand_side.smallest, r.right_hand_side.largest));
    return facts;
}

namespace {

class DayByDay {
public:
    DayByDay(const PlanModel& m, const PlanOptions& options, Solved& into, solver::LpModel lp,
             const KinkRows::Asked& known)
        : m_(m), options_(options), into_(into), solver_(with_rows(std::move(lp), known)) {
        settings_.gap = options.gap;
        settings_.threads = options.threads;
        settings_.interrupt = options.interrupt;
        settings_.on_progress = options.on_progress;
    }

    solver::Solution relaxation() { return in_days(false); }

    const KinkRows::Asked& asked() const { return kinks_.asked(); }

    double gap_to(const solver::Solution& plan, double bound) const {
        return plan.has_point ? gap_of(plan, bound) : solver::infinity;
    }

    // Integers: a start, branch and bound, and the plan of its integers that holds on every day.
    solver::Solution search(const solver::Solution& relaxed) {
        solver::Solution best = start_from(relaxed);
        best.bound_proved = relaxed.bound_proved;
        if (best.has_point && gap_of(best, relaxed.bound_proved) <= options_.gap) return best;
        double bound = relaxed.bound_proved;
        for (int round = 0; round < most_searches; ++round) {
            const solver::Solution found = solver_.solve(settings(), best.x);
            count(found);
            into_.branched = into_.branched || found.bound > bound;
            bound = std::max(bound, found.bound);
            const double proved = std::max(best.bound_proved, found.bound_proved);
            const int rows = into_.facts.kink_rows;
            if (found.has_point) keep_better(in_days_with(found.x), best);
            best.status = found.status;
            best.bound_proved = proved;
            if (found.status != solver::SolveStatus::optimal) break;
            if (best.has_point && gap_of(best, bound) <= options_.gap) break;
            if (into_.facts.kink_rows == rows) break;  // it would say the same again
        }
        best.bound = std::min(bound, best.objective);
        settle(best);
        return best;
    }

private:
    solver::LpModel with_rows(solver::LpModel lp, const KinkRows::Asked& known) {
        const auto rows = kinks_.ask_again(known);
        if (!rows || rows->empty()) return lp;
        solver::append_rows(lp, solver::merged_rows(*rows));
        into_.facts.kink_rows += static_cast<int>(rows->size());
        return lp;
    }

    // What is left open after the last search is said, and not called optimal.
    void settle(solver::Solution& best) {
        if (best.status != solver::SolveStatus::optimal) return;
        if (!best.has_point) {
            best.status = solver::SolveStatus::failed;
            into_.log.push_back(
                "branch and bound found no investments with which every stock holds on every day");
        } else if (const double gap = gap_of(best, best.bound); gap > options_.gap + gap_tolerance) {
            best.status = solver::SolveStatus::limit;
            into_.log.push_back(fmt::format(
                "after {} searches a gap of {:.2g} is left: stocks inside the buckets cost more than it",
                most_searches, gap));
        }
    }

    void count(const solver::Solution& solution) {
        into_.work.iterations += solution.iterations;
        into_.work.branch_nodes += solution.nodes;
        into_.work.lp_solves += solution.lp_solves;
        into_.work.worst_primal_dual_gap =
            std::max(into_.work.worst_primal_dual_gap, solution.worst_primal_dual_gap);
        into_.log.insert(into_.log.end(), solution.log.begin(), solution.log.end());
    }

    // What is asked of the solver, in what is left of the time.
    solver::SolveOptions settings() const {
        solver::SolveOptions now = settings_;
        now.time_limit = clock_.left();
        return now;
    }

    // Solves, adds rows for the kinks at which a stock falls below zero, and solves again until none does;
    // `to_the_end` also after an interruption or the limit of time.
    solver::Solution in_days(bool to_the_end) {
        solver::Solution solution;
        for (int round = 0; round < most_rounds; ++round) {
            solver::SolveOptions asked = settings();
            if (to_the_end) {
                asked.interrupt = nullptr;
                asked.time_limit = solver::infinity;
            }
            solution = solver_.solve_relaxation(asked);
            count(solution);
            if (!solution.has_point) return solution;
            const auto rows = kinks_.violated(solution.x);
            if (rows.empty()) {
                say_missed(kinks_.missed(), into_.log);
                return solution;
            }
            if (solution.status != solver::SolveStatus::optimal) {
                solution.has_point = false;  // stopped too early: stocks fall below zero, so it is no plan
                return solution;
            }
            solver_.add_rows(rows);
            into_.facts.kink_rows += static_cast<int>(rows.size());
            ++into_.facts.kink_rounds;
            say(options_, fmt::format("days     {} rows keep stocks above zero inside their buckets",
                                      into_.facts.kink_rows));
        }
        into_.log.push_back(
            fmt::format("stocks still fall below zero inside a bucket after {} rounds", most_rounds));
        return solution;
    }

    // With the integers of a point; what was reached before an interruption or limit is completed too.
    solver::Solution in_days_with(const std::vector<double>& x) {
        solver::FixedIntegers fixed(solver_);
        fixed.fix_all(x);
        return in_days(true);
    }

    static void keep_better(solver::Solution found, solver::Solution& best) {
        if (found.status == solver::SolveStatus::optimal && found.objective < best.objective)
            best = std::move(found);
    }

    double gap_of(const solver::Solution& plan, double bound) const {
        return solver::relative_gap(solver_.model(), plan.x, bound);
    }

    // The best plan that diving finds; without a point where it finds none.
    solver::Solution start_from(const solver::Solution& relaxed) {
        solver::SolveOptions near = settings();
        near.gap = std::min(near.gap, options_.start_gap.value_or(near.gap));
        solver::Dive dived = solver::dive(solver_, near, relaxed);
        into_.work.iterations += dived.iterations;
        into_.work.lp_solves += dived.lp_solves;
        if (dived.x.empty()) return {};
        say(options_, fmt::format("start    {:.6g} by diving", dived.objective));
        solver::Solution found = in_days_with(dived.x);
        if (found.status != solver::SolveStatus::optimal) found.has_point = false;
        return found;
    }

    const PlanModel& m_;
    KinkRows kinks_{m_};
    const PlanOptions& options_;
    Solved& into_;
    solver::Solver solver_;
    solver::SolveOptions settings_;
    Clock clock_{options_.time_limit};
};

}  // namespace

Solved solve_in_days(const PlanModel& m, const PlanOptions& options, const KinkRows::Asked& known) {
    Solved solved;
    solver::LpModel lp = m.lp.finish();
    solved.facts = describe(m, lp, options);
    const bool integers = lp.has_integers();
    DayByDay days(m, options, solved, std::move(lp), known);
    // The relaxation gathers most kink rows cheaply, before any branching.
    solved.solution = days.relaxation();
    solved.relaxed = solved.solution.x;
    if (options.kinks_found) *options.kinks_found = days.asked();
    if (!integers) {
        solved.gap = days.gap_to(solved.solution, solved.solution.bound_proved);
        return solved;
    }
    if (solved.solution.status == solver::SolveStatus::optimal) {
        const double relaxed = solved.solution.bound_proved;
        solved.solution = days.search(solved.solution);
        solved.solution.bound_proved = std::max(solved.solution.bound_proved, relaxed);
    } else {
        solved.solution.has_point = false;  // a point of the relaxation is no plan
    }
    solved.gap =
        days.gap_to(solved.solution, solved.branched ? solved.solution.bound : solved.solution.bound_proved);
    return solved;
}

}  // namespace dualflow
