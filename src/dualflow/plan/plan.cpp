// SPDX-License-Identifier: MIT
#include "dualflow/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/solve.hpp"

namespace dualflow {
namespace {

PlanStatus status_of(const solver::Solution& solution, const PlanResult& result) {
    switch (solution.status) {
        case solver::SolveStatus::optimal:
            return result.elastic.empty() ? PlanStatus::optimal : PlanStatus::elastic;
        case solver::SolveStatus::limit:
            return PlanStatus::limit;
        case solver::SolveStatus::interrupted:
            return PlanStatus::interrupted;
        case solver::SolveStatus::infeasible:
            return PlanStatus::infeasible;
        case solver::SolveStatus::unbounded:  // every column is bounded, so this is no answer either
        case solver::SolveStatus::failed:
            break;
    }
    return PlanStatus::failed;
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
    Solved solved = solve_in_days(m, options);
    const solver::Solution& solution = solved.solution;
    result.calendar = m.calendar;
    result.tree = m.tree;
    if (solution.has_point) extract(m, solution, result);
    result.status = status_of(solution, result);
    result.model = solved.facts;
    result.solve = solved.work;
    result.log.insert(result.log.end(), solved.log.begin(), solved.log.end());
    result.bound_proved = solution.bound_proved;
    result.bound = solved.branched ? solution.bound : solution.bound_proved;
    result.bound_source =
        solved.branched ? solver::solver_name_and_version() + " branch and bound" : "safe dual";
    if (solution.has_point) {
        result.gap =
            std::max(0.0, result.objective - result.bound) / std::max(1.0, std::abs(result.objective));
    }
    return result;
}

}  // namespace dualflow
