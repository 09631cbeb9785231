// SPDX-License-Identifier: MIT
#include "dualflow/plan/mean_kinks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

#include "dualflow/futures/mean_case.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/foresight.hpp"
#include "dualflow/plan/solve.hpp"
#include "dualflow/solver/parallel/threads.hpp"

namespace dualflow {
namespace {

constexpr std::size_t most_paths = 8;

// What a certain future asks for beyond what is known; an interruption or limit of time ends it with what it
// has.
MeanKinks kinks_of(const Case& c, const std::vector<Bucket>& calendar, const Futures& certain,
                   double need_factor, const PlanOptions& options, const KinkRows::Asked& known) {
    MeanKinks found;
    PlanModel m(c, calendar, certain, need_factor);
    if (options.noise_tables) m.noise_tables = options.noise_tables;
    build(m);
    solver::Solver solver(m.lp.finish());
    solver::SolveOptions asked;
    asked.threads = options.threads;
    asked.interrupt = options.interrupt;
    asked.time_limit = options.time_limit;
    KinkRows kinks(m);
    if (const auto rows = kinks.ask_again(known)) solver.add_rows(*rows);
    for (int round = 0; round < most_rounds; ++round) {
        const solver::Solution solution = solver.solve_relaxation(asked);
        found.work.iterations += solution.iterations;
        found.work.lp_solves += solution.lp_solves;
        if (solution.status != solver::SolveStatus::optimal) break;
        const auto rows = kinks.violated(solution.x);
        if (rows.empty()) break;
        solver.add_rows(rows);
    }
    found.asked = kinks.asked();
    return found;
}

// Those that are new go behind those that are known.
void add_to(KinkRows::Asked& known, const KinkRows::Asked& more) {
    std::set<std::tuple<std::uint64_t, std::uint64_t, double>> all;
    for (std::size_t k = 0; k < known.days.size(); ++k)
        all.emplace(known.points[k], known.buckets[k], known.days[k]);
    for (std::size_t k = 0; k < more.days.size(); ++k) {
        if (!all.emplace(more.points[k], more.buckets[k], more.days[k]).second) continue;
        known.points.push_back(more.points[k]);
        known.buckets.push_back(more.buckets[k]);
        known.days.push_back(more.days[k]);
    }
}

void say_asked(const PlanOptions& options, const MeanKinks& found, const char* of_what) {
    if (options.on_message && !found.asked.days.empty())
        options.on_message(
            fmt::format("days     {} rows for kinks from {}", found.asked.days.size(), of_what));
}

}  // namespace

MeanKinks kinks_of_the_mean(const Case& c, const std::vector<Bucket>& calendar, const Futures& futures,
                            double need_factor, const PlanOptions& options) {
    if (futures.tree.outcomes().size() < 2) return {};
    const MeanFuture mean = mean_future(futures);
    MeanKinks found = kinks_of(c, calendar, mean.futures, need_factor, options, {});
    say_asked(options, found, "the mean future");
    return found;
}

void add_kinks_of_paths(const Case& c, const std::vector<Bucket>& calendar, const Futures& futures,
                        double need_factor, const PlanOptions& options, MeanKinks& known) {
    std::vector<Futures> paths;
    for (const Tree::Outcome& outcome : futures.tree.outcomes())
        if (outcome.fan < 0) paths.push_back(certain_future(futures, outcome).futures);
    const std::size_t count = std::min(most_paths, paths.size());
    std::vector<MeanKinks> found(count);
    PlanOptions one = options;
    one.threads = 1;
    solver::on_threads(
        static_cast<std::size_t>(options.threads), count, [&](std::size_t /*thread*/, std::size_t k) {
            found[k] = kinks_of(c, calendar, paths[k * paths.size() / count], need_factor, one, known.asked);
        });
    for (const MeanKinks& path : found) {
        add_to(known.asked, path.asked);
        known.work.iterations += path.work.iterations;
        known.work.lp_solves += path.work.lp_solves;
    }
    say_asked(options, known, "it and some of the others");
}

}  // namespace dualflow
