// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/first_master.hpp"

#include <algorithm>
#include <utility>

#include "dualflow/solver/stochastic/cut_check.hpp"
#include "dualflow/solver/stochastic/held_futures.hpp"

namespace dualflow::solver {
namespace {

// Whether a row was added that the point misses.
bool add_feasibility(BendersRun& run, StartProblem& problem, const Swept& swept) {
    bool cut_off = false;
    for (const PartAnswer& answer : swept.answers) {
        for (const Cut& cut : answer.feasibility) {
            const double missed = cut.at(link_of(run.program, swept.point));
            if (missed <= 0) continue;
            LazyRow row = feasibility_row(run.program, cut);
            if (run.is_wrong(why_no_row_of(missed, row, swept.point))) return false;
            problem.add(row);
            run.state.master.rows.push_back(std::move(row));
            cut_off = true;
        }
    }
    return cut_off;
}

// Whether futures are put into the master itself, so that cuts leave them out.
bool hold_worst(BendersRun& run) {
    if (run.options.worst_futures <= 0) return false;
    run.state.master.held =
        held_futures(run.program, run.sweep.ranks().costs(), link_of(run.program, run.state.start),
                     static_cast<std::size_t>(run.options.worst_futures), run.solve_options);
    for (const HeldFuture& held : run.state.master.held)
        run.state.cuts_within_reach += held.base.within_reach ? 1 : 0;
    run.sweep.ranks().hold(numbers_of(run.state.master.held));
    return true;
}

bool make_master(BendersRun& run, const Swept& swept) {
    MasterState& made = run.state.master;
    const Partition& partition = run.sweep.ranks().partition();
    for (std::size_t k = 0; k < partition.clusters; ++k)
        made.base.push_back(cluster_cut(partition, swept.answers, k));
    if (!run.risk.neutral()) made.tail = run.sweep.tail_cut();
    const bool usable =
        std::all_of(made.base.begin(), made.base.end(), [](const Cut& cut) { return cut.usable(); });
    if (!usable) return run.fail("a future's cost has no proved lower bound");
    run.master.emplace(run.program, run.risk, run.options.mean_in_master, std::move(made));
    return true;
}

}  // namespace

bool make_first_master(BendersRun& run) {
    if (run.master) return true;
    StartProblem problem(run.program);
    std::vector<LazyRow>& feasibility = run.state.master.rows;
    for (const LazyRow& row : feasibility) problem.add(row);
    std::vector<double> last;
    for (;;) {
        run.keep_state();
        if (run.stopped()) return false;
        const Solution solution = problem.solve(run.solve_options);
        if (!solution.has_point)
            return run.fail("the first stage with the mean future has no solution", solution.status);
        const std::vector<double> point(solution.x.begin(),
                                        solution.x.begin() + run.program.master.columns());
        if (run.is_wrong(why_not_satisfied(feasibility, point))) return false;
        const Swept swept = run.sweep.all(point);
        run.price(swept);
        run.note_round();
        if (run.is_wrong(swept.wrong)) return false;
        if (swept.feasible) {
            run.state.start = point;
            return hold_worst(run) ? make_master(run, run.sweep.all(point)) : make_master(run, swept);
        }
        const bool cut_off = add_feasibility(run, problem, swept);
        if (!run.wrong.empty()) return false;
        if (cut_off && point != last) {
            last = point;
            continue;
        }
        if (run.stopped()) return false;
        return run.fail(no_proof);
    }
}

}  // namespace dualflow::solver
