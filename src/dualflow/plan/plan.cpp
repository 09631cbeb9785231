// SPDX-License-Identifier: MIT
#include "dualflow/plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/kinks.hpp"

namespace dualflow {
namespace {

// Rounds of kink rows after which the last plan is kept and the log says so; each round adds rows
// for every stock that still falls below zero, so few are needed.
constexpr int most_rounds = 60;

struct Solved {
    solver::Solution solution;
    ModelFacts facts;
    SolveFacts work;
    std::vector<std::string> log;
};

solver::SolveOptions solver_options(const PlanOptions& options) {
    solver::SolveOptions out;
    out.gap = options.gap;
    out.threads = options.threads;
    out.time_limit = options.time_limit;
    out.interrupt = options.interrupt;
    out.on_progress = options.on_progress;
    return out;
}

void say(const PlanOptions& options, const std::string& message) {
    if (options.on_message) options.on_message(message);
}

void count(const solver::Solution& solution, Solved& into) {
    into.work.iterations += solution.iterations;
    into.work.branch_nodes += solution.nodes;
    into.work.lp_solves += solution.lp_solves;
    into.work.worst_primal_dual_gap =
        std::max(into.work.worst_primal_dual_gap, solution.worst_primal_dual_gap);
    into.log.insert(into.log.end(), solution.log.begin(), solution.log.end());
}

// Solves, adds rows for the kinks at which a stock falls below zero, and solves again until none does.
template <class Solve>
solver::Solution solve_in_days(const PlanModel& m, solver::Solver& solver, const PlanOptions& options,
                               Solved& into, Solve solve) {
    solver::Solution solution;
    for (int round = 0; round < most_rounds; ++round) {
        solution = solve(solution);
        count(solution, into);
        if (!solution.has_point) return solution;
        const auto rows = violated_kinks(m, solution.x);
        if (rows.empty()) return solution;
        if (solution.status != solver::SolveStatus::optimal) {
            into.log.push_back(
                fmt::format("stopped while {} stocks still fell below zero inside a bucket", rows.size()));
            return solution;
        }
        solver.add_rows(rows);
        into.facts.kink_rows += static_cast<int>(rows.size());
        ++into.facts.kink_rounds;
        say(options, fmt::format("days     {} rows keep stocks above zero inside their buckets",
                                 into.facts.kink_rows));
    }
    into.log.push_back(
        fmt::format("stocks still fall below zero inside a bucket after {} rounds", most_rounds));
    return solution;
}

void describe(const PlanModel& m, const solver::LpModel& lp, const PlanOptions& options, Solved& into) {
    ModelFacts& facts = into.facts;
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
}

Solved solve(const PlanModel& m, const PlanOptions& options) {
    Solved solved;
    solver::LpModel lp = m.lp.finish();
    describe(m, lp, options, solved);
    const bool integers = lp.has_integers();
    solver::Solver solver(std::move(lp));
    const solver::SolveOptions settings = solver_options(options);
    // The relaxation gathers most kink rows cheaply, before any branching.
    solved.solution = solve_in_days(m, solver, options, solved, [&](const solver::Solution&) {
        return solver.solve_relaxation(settings);
    });
    if (integers && solved.solution.status == solver::SolveStatus::optimal) {
        const double relaxed = solved.solution.bound_proved;
        solved.solution = solve_in_days(m, solver, options, solved, [&](const solver::Solution& before) {
            return solver.solve(settings, before.x);
        });
        solved.solution.bound_proved = std::max(solved.solution.bound_proved, relaxed);
    } else if (integers) {
        solved.solution.has_point = false;  // a point of the relaxation is no plan
    }
    return solved;
}

PlanStatus status_of(const solver::Solution& solution, const PlanResult& result) {
    switch (solution.status) {
        case solver::SolveStatus::optimal:
            return result.elastic.empty() ? PlanStatus::optimal : PlanStatus::elastic;
        case solver::SolveStatus::limit:
            return PlanStatus::limit;
        case solver::SolveStatus::interrupted:
            return PlanStatus::interrupted;
        default:
            return PlanStatus::infeasible;
    }
}

}  // namespace

PlanResult make_plan(const Case& c, const PlanOptions& options) {
    PlanResult result;
    auto calendar = make_calendar(c.settings.calendar, c.settings.start);
    if (!calendar) {
        result.log.push_back(calendar.error());
        return result;
    }
    const std::size_t buckets = calendar->size();
    PlanModel m(c, std::move(*calendar), Tree::path(buckets));
    build(m);
    Solved solved = solve(m, options);
    const solver::Solution& solution = solved.solution;
    result.calendar = m.calendar;
    result.tree = m.tree;
    if (solution.has_point) extract(m, solution, result);
    result.status = status_of(solution, result);
    result.model = solved.facts;
    result.solve = solved.work;
    result.log.insert(result.log.end(), solved.log.begin(), solved.log.end());
    const bool integers = solved.facts.integers > 0;
    result.bound_proved = solution.bound_proved;
    result.bound = integers ? solution.bound : solution.bound_proved;
    result.bound_source = integers ? solver::solver_name_and_version() + " branch and bound" : "safe dual";
    if (solution.has_point) {
        result.gap =
            std::max(0.0, result.objective - result.bound) / std::max(1.0, std::abs(result.objective));
    }
    return result;
}

}  // namespace dualflow
