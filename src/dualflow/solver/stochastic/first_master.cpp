// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/first_master.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "dualflow/solver/stochastic/benders_rounds.hpp"
#include "dualflow/solver/stochastic/cut_check.hpp"
#include "dualflow/solver/stochastic/held_futures.hpp"

namespace dualflow::solver {
namespace {

constexpr std::size_t few_futures = 200;  // each of which may be solved with a first stage of its own

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

// Whether rows of the first stage itself were added that the point misses.
bool add_missed(BendersRun& run, StartProblem& problem, const std::vector<double>& point) {
    if (!run.options.rows_missed) return false;
    const std::vector<LazyRow> rows = new_rows(run.options.rows_missed(point), run.state.master.rows);
    for (const LazyRow& row : rows) problem.add(row);
    run.state.master.rows.insert(run.state.master.rows.end(), rows.begin(), rows.end());
    return !rows.empty();
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

bool starts_from_futures_alone(const BendersRun& run) {
    const bool mean_stands_in_it = run.options.mean_in_master && run.program.convex_in_changes();
    return run.options.wait_and_see && !mean_stands_in_it && run.options.worst_futures == 0 &&
           !run.options.adaptive_partition && run.program.futures() <= few_futures && run.state.rounds == 0;
}

// The tail's cost is nowhere below that of all futures, weighed by their probabilities.
Cut mean_of(const std::vector<Cut>& clusters, double mass) {
    CutSum sum(clusters.front().slope.size());
    for (const Cut& cut : clusters) sum.add(cut, 1 / mass);
    return sum.cut();
}

// The master of those cuts; none where a future has no answer, which is then said by the other way.
bool make_master_of_futures_alone(BendersRun& run) {
    const Partition& partition = run.sweep.ranks().partition();
    double mass = 0;
    for (const double p : run.sweep.ranks().probabilities()) mass += p;
    if (mass <= 0 || (!run.risk.neutral() && mass < 1 - run.risk.alpha)) return true;
    std::vector<PartAlone> alone;
    for (std::size_t done = 0; done < partition.parts;) {
        if (run.stopped()) return false;
        if (!run.sweep.next_alone(alone, done)) return !run.stopped();
        run.tell();
    }
    MasterState made;
    std::vector<double> point(alone.front().point.size(), 0);
    for (const PartAlone& one : alone)
        for (std::size_t j = 0; j < point.size(); ++j) point[j] += one.point[j] / mass;
    for (std::size_t k = 0; k < partition.clusters; ++k) {
        CutSum sum(run.program.link.size());
        for (std::size_t p = k; p < partition.parts; p += partition.clusters) sum.add(alone[p].cut, 1);
        made.base.push_back(sum.cut());
    }
    if (!run.risk.neutral()) made.tail = mean_of(made.base, mass);
    run.state.start = std::move(point);
    run.master.emplace(run.program, run.risk, run.options.mean_in_master, std::move(made));
    run.note_round();
    sweep_near(run, run.state.start);  // then worth keeping
    return run.wrong.empty();
}

// The cut of the same function of the first stage, by other linking columns; none where one is not of those.
std::optional<Cut> relinked(const Cut& cut, const std::vector<Index>& from, const std::vector<Index>& to) {
    Cut other{cut.constant, std::vector<double>(to.size(), 0), cut.within_reach};
    for (std::size_t j = 0; j < cut.slope.size(); ++j) {
        if (cut.slope[j] == 0) continue;
        const auto at = std::find(to.begin(), to.end(), from[j]);
        if (at == to.end()) return std::nullopt;
        other.slope[static_cast<std::size_t>(at - to.begin())] = cut.slope[j];
    }
    return other;
}

bool make_master_of_known(BendersRun& run) {
    const KnownCuts& known = run.options.begin_with;
    const std::size_t clusters = run.sweep.ranks().partition().clusters;
    if (known.empty() || run.options.worst_futures > 0 || known.base.size() != clusters ||
        known.tail.slope.empty() != run.risk.neutral() || known.point.size() != run.first_stage())
        return true;
    MasterState made;
    for (const Cut& cut : known.base) {
        auto own = relinked(cut, known.link, run.program.link);
        if (!own) return true;
        made.base.push_back(std::move(*own));
    }
    if (!run.risk.neutral()) {
        auto own = relinked(known.tail, known.link, run.program.link);
        if (!own) return true;
        made.tail = std::move(*own);
    }
    made.rows = known.rows;
    run.state.cuts_within_reach = known.within_reach;
    run.state.start = known.point;
    run.master.emplace(run.program, run.risk, run.options.mean_in_master, std::move(made));
    sweep_near(run, run.state.start);
    return run.wrong.empty();
}

}  // namespace

bool make_first_master(BendersRun& run) {
    if (run.master) return true;
    if (!make_master_of_known(run)) return false;
    if (run.master) return true;
    if (starts_from_futures_alone(run)) {
        if (!make_master_of_futures_alone(run)) return false;
        if (run.master) return true;
    }
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
        if (add_missed(run, problem, point)) continue;
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
