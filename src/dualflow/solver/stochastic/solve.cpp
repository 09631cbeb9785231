// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/solve.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/extensive.hpp"
#include "dualflow/solver/stochastic/two_stage_cut.hpp"

namespace dualflow::solver {
namespace {

constexpr double most_nodes = 2e6;           // of an extensive form
constexpr double small_rows = 3000;          // up to which the extensive form wins (bench/stochastic)
constexpr double most_at_the_root = 20'000;  // rows or columns of an extensive form
constexpr double many_leaves =
    200;  // of several stages: from which the cut after the first wins (make optima)

// Of an extensive form of two stages: those after the first, by their stage in the core.
double in_every_future(const StochasticProgram& program, const std::vector<int>& stage) {
    const auto later = std::count_if(stage.begin(), stage.end(), [](int one) { return one > 0; });
    return static_cast<double>(later) * program.futures();
}

double extensive_rows(const StochasticProgram& program) {
    return in_every_future(program, program.core.row_stage);
}

// Whether the extensive form is small enough for branch and bound to be asked what it finds at its root.
bool is_moderate(const StochasticProgram& program) {
    return std::max(extensive_rows(program), in_every_future(program, program.core.column_stage)) <=
           most_at_the_root;
}

StochasticResult by_extensive_form(const StochasticProgram& program, const Risk& risk,
                                   const StochasticOptions& options) {
    StochasticResult out;
    if (options.team != nullptr && !options.team->leads()) return out;
    out.method = "extensive form";
    const auto tree = tree_of(program, most_nodes);
    if (!tree) {
        out.why = tree.error();
        return out;
    }
    ExtensiveForm form = extensive_form(program.core, *tree, risk);
    Solver solver(std::move(form.lp));
    SolveOptions with;
    with.gap = options.gap;
    with.threads = 1;
    with.time_limit = options.time_limit;
    with.interrupt = options.interrupt;
    with.on_progress = options.on_progress;
    const Solution solution = solver.solve(with);
    out.status = solution.status;
    out.bound = solution.bound;
    out.bound_proved = solution.bound_proved;
    out.lp_solves = solution.lp_solves;
    out.iterations = solution.iterations;
    out.worst_primal_dual_gap = solution.worst_primal_dual_gap;
    out.log = solution.log;
    if (!solution.has_point) return out;
    out.objective = solution.objective;
    out.gap = std::max(0.0, out.objective - out.bound) / std::max(std::abs(out.objective), 1e-12);
    for (const Index column : form.first_stage)
        out.first_stage.push_back(solution.x[static_cast<std::size_t>(column)]);
    return out;
}

// What branch and bound over the extensive form finds at its root. It knows what integers cost; a master of
// cuts may know little of that.
Solution plan_at_the_root(const StochasticProgram& program, const Risk& risk,
                          const StochasticOptions& options, double seconds) {
    const auto tree = tree_of(program, most_nodes);
    if (!tree) return {};
    ExtensiveForm form = extensive_form(program.core, *tree, risk);
    Solver solver(std::move(form.lp));
    SolveOptions with;
    with.gap = options.gap;
    with.node_limit = 1;
    with.time_limit = seconds;
    with.interrupt = options.interrupt;
    Solution found = solver.solve(with);
    std::vector<double> first_stage;
    if (found.has_point)
        for (const Index column : form.first_stage)
            first_stage.push_back(found.x[static_cast<std::size_t>(column)]);
    found.x = std::move(first_stage);
    return found;
}

StochasticResult by_benders(const TwoStageProgram& two, const Risk& risk, const StochasticOptions& options,
                            std::function<Solution(double seconds)> plan_from_elsewhere) {
    BendersOptions with;
    with.plan_from_elsewhere = std::move(plan_from_elsewhere);
    with.gap = options.gap;
    with.clusters = options.clusters;
    with.stabilise = options.stabilise;
    with.mean_in_master = options.mean_in_master;
    with.wait_and_see = options.wait_and_see;
    with.partial_sweeps = options.partial_sweeps;
    with.adaptive_partition = options.adaptive_partition;
    with.worst_futures = options.worst_futures;
    with.rows_missed = options.rows_missed;
    with.whole_cost = options.whole_cost;
    with.whole_gap = options.whole_gap;
    with.begin_with = options.begin_with;
    with.branch_between_rounds = options.branch_between_rounds;
    with.threads = options.threads;
    with.team = options.team;
    with.round_limit = options.round_limit;
    with.time_limit = options.time_limit;
    with.interrupt = options.interrupt;
    with.on_state = options.on_state;
    with.resume_from = options.resume_from;
    if (options.on_progress)
        with.on_round = [&](const Round& round) {
            options.on_progress(
                {round.bound, round.objective, round.gap, round.number, round.lp_solves, round.seconds});
        };
    BendersResult found = solve_benders(two, risk, with);
    StochasticResult out;
    out.method = "Benders";
    out.status = found.status;
    out.objective = found.objective;
    out.bound = found.bound;
    out.bound_proved = found.bound_proved;
    out.gap = found.gap;
    out.first_stage = found.x;
    out.known = std::move(found.known);
    out.rounds = found.rounds;
    out.cuts = found.cuts;
    out.lp_solves = found.lp_solves;
    out.iterations = found.iterations;
    out.worst_primal_dual_gap = found.worst_primal_dual_gap;
    out.cuts_within_reach = found.cuts_within_reach;
    out.log = found.log;
    out.resumed_after_round = found.resumed_after_round;
    out.why = found.why;
    return out;
}

StochasticResult unable(std::string why) {
    StochasticResult out;
    out.why = std::move(why);
    return out;
}

// Risk is in the cut program itself, which is then one of means.
Result<StochasticResult, std::string> by_two_stage_cut(const StochasticProgram& program, const Risk& risk,
                                                       const StochasticOptions& options) {
    const auto cut = two_stage_cut(program, risk, most_nodes);
    if (!cut) return unexpected(cut.error());
    const auto two = two_stage(cut->program);
    if (!two) return unexpected(two.error());
    StochasticResult out = by_benders(*two, {}, options, {});
    out.method = "Benders on a two-stage cut";
    out.first_stage.resize(std::min(out.first_stage.size(), cut->first_stage));
    return out;
}

// Error: why the program cannot be decomposed.
Result<StochasticResult, std::string> decomposed(const StochasticProgram& program, const Risk& risk,
                                                 const StochasticOptions& options) {
    if (program.core.stages > 2) return by_two_stage_cut(program, risk, options);
    const auto two = two_stage(program);
    if (!two) return unexpected(two.error());
    // Rows that are found on demand are not in that form.
    if (!is_moderate(program) || options.rows_missed) return by_benders(*two, risk, options, {});
    return by_benders(*two, risk, options,
                      [&](double seconds) { return plan_at_the_root(program, risk, options, seconds); });
}

bool is_small(const StochasticProgram& program) {
    return extensive_rows(program) <= small_rows ||
           (program.core.stages > 2 && program.futures() < many_leaves);
}

StochasticResult chosen(const StochasticProgram& program, const Risk& risk,
                        const StochasticOptions& options) {
    const auto began = std::chrono::steady_clock::now();
    const bool asked = options.method == StochasticMethod::benders;
    if (begins_with_extensive_form(program, options.method)) return by_extensive_form(program, risk, options);
    auto found = decomposed(program, risk, options);
    if (!found && asked) return unable(found.error());
    const bool settled = found && (found->status != SolveStatus::failed || !found->why.empty());
    if (settled || (found && asked)) return *found;
    StochasticOptions rest = options;
    rest.time_limit -= std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    StochasticResult whole = by_extensive_form(program, risk, rest);
    if (found) whole.log.insert(whole.log.begin(), found->log.begin(), found->log.end());
    return whole;
}

}  // namespace

bool begins_with_extensive_form(const StochasticProgram& program, StochasticMethod method) {
    return method == StochasticMethod::extensive ||
           (method == StochasticMethod::automatic && is_small(program));
}

StochasticResult solve_stochastic(const StochasticProgram& program, const Risk& risk,
                                  const StochasticOptions& options) {
    // CVaR₀ is the mean; as a tail it would be unbounded where probabilities do not sum to one.
    const Risk effective = risk.alpha == 0 ? Risk{} : risk;
    const std::string wrong = what_is_wrong(effective, program.probability());
    StochasticResult out = wrong.empty() ? chosen(program, effective, options) : unable(wrong);
    for (std::size_t j = 0; j < program.core.column_stage.size(); ++j)
        if (program.core.column_stage[j] == 0) out.first_stage_names.push_back(program.core.column_names[j]);
    return out;
}

}  // namespace dualflow::solver
