// SPDX-License-Identifier: MIT
#include "dualflow/plan/mean_kinks.hpp"

#include <fmt/format.h>

#include "dualflow/futures/mean_case.hpp"
#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/solve.hpp"

namespace dualflow {

MeanKinks kinks_of_the_mean(const Case& c, const std::vector<Bucket>& calendar, const Futures& futures,
                            double need_factor, const PlanOptions& options) {
    MeanKinks found;
    if (futures.tree.outcomes().size() < 2) return found;
    const MeanFuture mean = mean_future(futures);
    PlanModel m(c, calendar, mean.futures, need_factor);
    if (options.noise_tables) m.noise_tables = options.noise_tables;
    build(m);
    solver::Solver solver(m.lp.finish());
    solver::SolveOptions asked;
    asked.threads = options.threads;
    asked.interrupt = options.interrupt;
    const Clock clock(options.time_limit);
    KinkRows kinks(m);
    for (int round = 0; round < most_rounds; ++round) {
        asked.time_limit = clock.left();
        const solver::Solution solution = solver.solve_relaxation(asked);
        found.work.iterations += solution.iterations;
        found.work.lp_solves += solution.lp_solves;
        if (solution.status != solver::SolveStatus::optimal) break;
        const auto rows = kinks.violated(solution.x);
        if (rows.empty()) break;
        solver.add_rows(rows);
    }
    found.asked = kinks.asked();
    if (options.on_message && !found.asked.days.empty())
        options.on_message(
            fmt::format("days     {} rows for kinks from the mean future", found.asked.days.size()));
    return found;
}

}  // namespace dualflow
