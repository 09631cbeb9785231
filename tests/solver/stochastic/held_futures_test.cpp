// SPDX-License-Identifier: MIT
// Futures in the master itself, against the extensive form; threads, ranks and going on.
#include "dualflow/solver/stochastic/held_futures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/parallel/thread_team.hpp"
#include "solver/stochastic/random_program.hpp"
#include "solver/stochastic/random_sides_program.hpp"

namespace dualflow::solver {
namespace {

RC_GTEST_PROP(HeldFutures, AreTheDearestInTheirOrderEachWithItsCut, ()) {
    const StochasticProgram program = random_program(true, true);
    const auto two = two_stage(program);
    const std::vector<double> link(two->link.size(), 1);
    BlockSolver solver(*two);
    std::vector<double> cost;
    for (std::size_t s = 0; s < two->futures(); ++s)
        cost.push_back(solver.solve(two->future(s), link, {}, {}).objective);
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 5);
    const std::vector<HeldFuture> held = held_futures(*two, cost, link, count, {});
    RC_ASSERT(held.size() == std::min(count, two->futures()));
    double least = infinity;
    std::vector<std::uint8_t> in(cost.size(), 0);
    for (const HeldFuture& one : held) {
        RC_ASSERT(std::abs(one.base.at(link) - cost[one.future]) <= 1e-9 * (1 + cost[one.future]));
        least = std::min(least, cost[one.future]);
        in[one.future] = 1;
    }
    for (std::size_t s = 0; s < cost.size(); ++s) RC_ASSERT(in[s] != 0 || cost[s] <= least);
    for (std::size_t h = 1; h < held.size(); ++h) RC_ASSERT(held[h - 1].future < held[h].future);
}

// Whatever changes, whether or not recourse may fail, at every weight of the tail; all futures in the master
// included.
RC_GTEST_PROP(HeldFutures, LeadToTheOptimumOfTheExtensiveForm, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    for (const double lambda : {0.0, 0.5, 1.0}) {
        const Risk risk{lambda, 0.5};
        StochasticOptions options;
        options.gap = 1e-9;
        options.method = StochasticMethod::extensive;
        const StochasticResult whole = solve_stochastic(program, risk, options);
        options.method = StochasticMethod::benders;
        options.clusters = *rc::gen::element(0, 1);
        options.worst_futures = *rc::gen::inRange(1, 8);
        options.mean_in_master = *rc::gen::inRange(0, 2) > 0;
        const StochasticResult cut = solve_stochastic(program, risk, options);
        for (const std::string& line : cut.log) RC_LOG() << line << "\n";
        RC_ASSERT(cut.status == whole.status);
        if (whole.status != SolveStatus::optimal) continue;
        const double slack = 1e-6 * (1 + std::abs(whole.objective));
        RC_ASSERT(std::abs(cut.objective - whole.objective) <= slack);
        RC_ASSERT(cut.bound_proved <= whole.objective + slack / 1e3);
    }
}

// With a dictionary of bases as well, whose sums must leave them out.
RC_GTEST_PROP(HeldFutures, OfManyThatDifferInSidesLeadToTheSameOptimum, ()) {
    const StochasticProgram program = random_sides_program();
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.75};
    const auto two = two_stage(program);
    BendersOptions options;
    options.gap = 1e-9;
    const BendersResult plain = solve_benders(*two, risk, options);
    options.worst_futures = *rc::gen::inRange(1, 6);
    const BendersResult held = solve_benders(*two, risk, options);
    RC_ASSERT(held.status == plain.status);
    if (plain.status != SolveStatus::optimal) return;
    RC_ASSERT(std::abs(held.objective - plain.objective) <= 1e-7 * (1 + std::abs(plain.objective)));
}

RC_GTEST_PROP(HeldFutures, GiveTheSameBitsOnThreadsRanksAndGoingOn, ()) {
    const StochasticProgram program = random_program(*rc::gen::inRange(0, 2) > 0, true);
    const auto two = two_stage(program);
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    BendersOptions options;
    options.gap = 1e-9;
    options.worst_futures = 2;
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    const BendersResult one = solve_benders(*two, risk, options);
    options.on_state = nullptr;
    options.threads = 2;
    BendersResult led;
    on_ranks(2, [&](Team& team) {
        BendersOptions own = options;
        own.team = &team;
        if (!states.empty()) own.resume_from = states[states.size() / 2];
        BendersResult result = solve_benders(*two, risk, own);
        if (team.leads()) led = std::move(result);
    });
    RC_ASSERT(led.why.empty());
    RC_ASSERT(led.status == one.status);
    RC_ASSERT(led.objective == one.objective);
    RC_ASSERT(led.bound == one.bound);
    RC_ASSERT(led.bound_proved == one.bound_proved);
    RC_ASSERT(led.x == one.x);
    RC_ASSERT(led.iterations == one.iterations);
}

// With every future in it the master is the extensive form: two rounds say so.
TEST(HeldFutures, OfAllFuturesLeaveNothingToCut) {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 9, 1), y = builder.add_column(0, infinity, 3);
    const Index row = builder.add_row(1, infinity);
    builder.add_term(row, x, 1);
    builder.add_term(row, y, 1);
    program.core = {builder.finish(), {1}, {1}, {0, 1}, 2, {"r"}, {"x", "y"}, {"one", "two"}};
    program.tree.push_back({0, -1, 1, {}});
    for (int s = 0; s < 8; ++s)
        program.tree.push_back({1, 0, 0.125, {{Change::Kind::side, row, -1, 1.0 + s}}});
    const auto two = two_stage(program);
    BendersOptions options;
    options.worst_futures = 8;
    const BendersResult found = solve_benders(*two, {}, options);
    EXPECT_EQ(found.status, SolveStatus::optimal);
    EXPECT_NEAR(found.objective, 6 + 3 * (1 + 2) / 8.0, 1e-12);  // a newsvendor: 5/8 < 2/3 < 6/8
    EXPECT_LE(found.rounds, 3);
    EXPECT_EQ(found.cuts, 0);
}

}  // namespace
}  // namespace dualflow::solver
