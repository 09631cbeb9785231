// SPDX-License-Identifier: MIT
#include "dualflow/plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/mean_kinks.hpp"
#include "dualflow/plan/solve.hpp"
#include "dualflow/plan/solve_blocks.hpp"
#include "dualflow/solver/parallel/bytes.hpp"
#include "dualflow/solver/parallel/team.hpp"

namespace dualflow {
namespace {

constexpr double widening = 10, most_widening = 1000;
constexpr Index many_columns = 400'000;

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

void build_as_asked(PlanModel& m, const PlanOptions& options) {
    build(m);
    if (options.restrict_model) options.restrict_model(m);
}

// Whether a column is held by the bound of need (PlanModel::need), which no row of the case asks for: a bound
// that is higher where the need is taken twice as high, and that the relaxation or the plan reaches. Fans
// that weigh nothing cost nothing, lead nowhere, and are anywhere between their bounds.
bool held_by_need(const PlanModel& m, const Futures& futures, const PlanOptions& options,
                  const Solved& solved) {
    PlanModel wider(m.c, m.calendar, futures, 2 * m.need_factor);
    wider.noise_tables = m.noise_tables;
    build_as_asked(wider, options);
    const auto weighs = [&](std::size_t j) {
        const auto node = static_cast<std::size_t>(std::max(0, m.home[j]));
        return m.home[j] < 0 || !m.tree.in_fan(node) || m.tree.weight(node) > 0;
    };
    const auto reaches = [&](const std::vector<double>& x, std::size_t j) {
        const auto column = static_cast<Index>(j);
        const double upper = m.lp.column_upper(column);
        return x[j] >= upper * (1 - 1e-9) && wider.lp.column_upper(column) > upper * (1 + 1e-9);
    };
    for (const auto* x : {&solved.relaxed, &solved.solution.x}) {
        for (std::size_t j = 0; j < x->size(); ++j) {
            if (weighs(j) && reaches(*x, j)) return true;
        }
    }
    return false;
}

// Where the tree has many branches of some size, they are cheaper one by one.
bool decomposes(const PlanModel& m, const PlanOptions& options) {
    if (options.method != PlanMethod::automatic) return options.method == PlanMethod::benders;
    return m.lp.columns() >= many_columns && m.tree.leaves().size() > 1;
}

PlanResult plan_within(const Case& c, const std::vector<Bucket>& calendar, const Futures& futures,
                       double need_factor, const PlanOptions& options, bool& held) {
    PlanResult result;
    PlanModel m(c, calendar, futures, need_factor);
    if (options.noise_tables) m.noise_tables = options.noise_tables;
    build_as_asked(m, options);
    const Clock clock(options.time_limit);
    PlanOptions in_time = options;
    MeanKinks known;
    if (options.known_kinks)
        known.asked = *options.known_kinks;
    else if (options.resume_from.empty())
        known = kinks_of_the_mean(c, calendar, futures, need_factor, options);
    in_time.time_limit = clock.left();
    Solved solved;
    bool decomposed = decomposes(m, options);
    if (decomposed) {
        auto cut = solve_by_blocks(m, in_time, known.asked);
        decomposed = cut.has_value();
        if (cut) {
            solved = std::move(*cut);
            result.method = "Benders decomposition";
        } else {
            result.log.push_back("solved at once: " + cut.error());
        }
    }
    in_time.time_limit = clock.left();
    if (!decomposed) solved = solve_in_days(m, in_time, known.asked);
    solved.work.iterations += known.work.iterations;
    solved.work.lp_solves += known.work.lp_solves;
    const solver::Solution& solution = solved.solution;
    held = held_by_need(m, futures, options, solved);
    result.calendar = m.calendar;
    result.tree = m.tree;
    result.node_scenarios = futures.names;
    result.drawn = futures.drawn;
    if (solution.has_point) extract(m, solution, result);
    if (solution.has_point && options.on_plan) options.on_plan(m, solution.x);
    for (OutcomeRow& row : result.outcomes) {
        const int named = row.shock < 0 ? row.node : row.shock;
        if (!futures.names.empty()) row.scenario = futures.names[static_cast<std::size_t>(named)];
    }
    result.status = status_of(solution, result);
    result.model = solved.facts;
    result.solve = solved.work;
    result.log.insert(result.log.end(), solved.log.begin(), solved.log.end());
    result.bound_proved = solution.bound_proved;
    result.bound = solved.branched ? solution.bound : solution.bound_proved;
    result.bound_source =
        solved.branched ? solver::solver_name_and_version() + " branch and bound" : "safe dual";
    if (decomposed) {
        result.bound = solution.bound;
        // Where the master was solved anew with its integers, the bound is its solver's claim.
        const double rounding = 1e-9 * std::max(1.0, std::abs(solution.bound));
        result.bound_source = solution.bound_proved >= solution.bound - rounding
                                  ? "safe cuts"
                                  : solver::solver_name_and_version() + " on the master";
    }
    if (solution.has_point) result.gap = solved.gap;
    if (result.status == PlanStatus::infeasible) {
        result.log.emplace_back(
            "no plan exists: capacity or storage that an option takes away, or the opening state, leaves "
            "none");
    }
    return result;
}

PlanResult make_on_leader(const Case& c, const Futures& futures, const PlanOptions& options) {
    auto calendar = make_calendar(c.settings.calendar, c.settings.start);
    if (!calendar) {
        PlanResult result;
        result.log.push_back(calendar.error());
        return result;
    }
    bool held = true;
    double first = 1;
    const Clock clock(options.time_limit);
    PlanOptions within = options;
    if (!options.resume_from.empty() &&
        !solver::from_bytes_to(options.resume_from, first, within.resume_from)) {
        PlanResult result;
        result.status = PlanStatus::failed;
        result.log.emplace_back("the state that was kept is none of a plan");
        return result;
    }
    const auto keep_at = [&](double factor) {
        if (options.on_state)
            within.on_state = [&options, factor](const std::string& state) {
                options.on_state(solver::bytes_of(factor, state));
            };
    };
    keep_at(first);
    PlanResult result = plan_within(c, *calendar, futures, first, within, held);
    within.resume_from.clear();
    const auto may_go_on = [&] {
        const bool interrupted = options.interrupt != nullptr && options.interrupt->load();
        return !interrupted && clock.left() > 0;
    };
    for (double factor = first * widening; held && may_go_on() && factor <= most_widening;
         factor *= widening) {
        const std::string message = fmt::format(
            "a quantity reaches the bound of need (model.md, section 9): solved again with {:g} times as "
            "much",
            factor);
        if (options.on_message) options.on_message(message);
        keep_at(factor);
        within.time_limit = clock.left();
        bool held_wider = true;
        PlanResult wider = plan_within(c, *calendar, futures, factor, within, held_wider);
        if (wider.outcomes.empty() && !may_go_on()) break;  // without a plan: the narrower one stays
        held = held_wider;
        result = std::move(wider);
        result.log.push_back(message);
    }
    if (held)
        result.log.emplace_back("a quantity still reaches the bound of need: bounds are of plans within it");
    return result;
}

}  // namespace

PlanResult make_plan(const Case& c, const Futures& futures, const PlanOptions& options) {
    PlanResult result = make_on_leader(c, futures, options);
    std::string no_more_tasks;
    if (options.team != nullptr) options.team->broadcast(no_more_tasks);
    return result;
}

void help_to_plan(const Case& c, const Futures& futures, const PlanOptions& options) {
    const auto calendar = make_calendar(c.settings.calendar, c.settings.start);
    std::optional<PlanModel> m;
    for (;;) {
        std::string task;
        options.team->broadcast(task);
        if (task.empty()) return;
        const double need = need_of_task(task);
        if (!m || m->need_factor != need) {
            m.emplace(c, calendar.value(), futures, need);
            build_as_asked(*m, options);
        }
        help_by_blocks(*m, options, task);
    }
}

PlanResult make_plan(const Case& c, const PlanOptions& options) {
    const auto calendar = make_calendar(c.settings.calendar, c.settings.start);
    return make_plan(c, calendar ? same_everywhere(c, Tree::path(calendar->size())) : Futures{}, options);
}

}  // namespace dualflow
