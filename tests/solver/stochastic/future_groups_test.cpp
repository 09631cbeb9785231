// SPDX-License-Identifier: MIT
// Groups of futures and their means: against means by hand, the recourse cost of every future, the extensive
// form, and runs on other numbers of threads and ranks.
#include "dualflow/solver/stochastic/future_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/parallel/thread_team.hpp"
#include "solver/stochastic/random_program.hpp"
#include "solver/stochastic/random_sides_program.hpp"

namespace dualflow::solver {
namespace {

// x ≤ 4 made, y bought so that demand is met; of three futures two change demand, one what y may be at most.
StochasticProgram three_futures() {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 4, 1), y = builder.add_column(0, infinity, 2);
    const Index row = builder.add_row(1, infinity);
    builder.add_term(row, x, 1);
    builder.add_term(row, y, 1);
    program.core = {builder.finish(), {1}, {1}, {0, 1}, 2, {"r"}, {"x", "y"}, {"one", "two"}};
    program.tree = {{0, -1, 1, {}},
                    {1, 0, 0.5, {{Change::Kind::side, row, -1, 3}}},
                    {1, 0, 0.25, {{Change::Kind::side, row, -1, 6}, {Change::Kind::upper, -1, y, 9}}},
                    {1, 0, 0.25, {{Change::Kind::entry, row, x, 0.5}}}};
    return program;
}

TEST(TheMeanFuture, HasTheMeanOfEveryFigureThatSomeFutureChanges) {
    const StochasticProgram program = three_futures();
    const auto two = two_stage(program);
    const std::vector<std::size_t> all{0, 1, 2};
    const TwoStageProgram::Future mean = mean_future(*two, all);
    ASSERT_EQ(mean.rows.size(), 1U);
    EXPECT_NEAR(mean.rows[0].lower, 0.5 * 3 + 0.25 * 6 + 0.25 * 1, 1e-14);
    EXPECT_LE(mean.rows[0].lower, 3.25);  // rounded outwards
    EXPECT_EQ(mean.rows[0].upper, infinity);
    ASSERT_EQ(mean.columns.size(), 1U);
    EXPECT_EQ(mean.columns[0].lower, 0);
    EXPECT_EQ(mean.columns[0].upper, infinity);  // of two futures it is
    EXPECT_EQ(mean.columns[0].cost, 2);
    ASSERT_EQ(mean.entries.size(), 1U);
    EXPECT_DOUBLE_EQ(mean.entries[0].value, 0.75 * 1 + 0.25 * 0.5);
}

TEST(TheMeanFuture, OfOneIsThatOne) {
    const StochasticProgram program = three_futures();
    const auto two = two_stage(program);
    const std::vector<std::size_t> one{1};
    EXPECT_EQ(mean_future(*two, one).rows[0].lower, 6);
    EXPECT_EQ(mean_future(*two, one).columns[0].upper, 9);
}

TEST(Groups, AreSplitWhereMarksDifferAndAtMostDoubled) {
    const StochasticProgram program = three_futures();
    const auto two = two_stage(program);
    FutureGroups groups(*two, Partition(3, 1, 1));
    EXPECT_EQ(groups.means(0).size(), 1U);
    const std::vector<std::uint64_t> equal{7, 7, 7}, different{9, 8, 8}, each{1, 2, 3};
    groups.split(0, equal);
    EXPECT_EQ(groups.means(0).size(), 1U);
    groups.split(0, different);
    EXPECT_EQ(groups.part(0).of, (std::vector<std::int32_t>{1, 0, 0}));
    ASSERT_EQ(groups.means(0).size(), 2U);
    EXPECT_EQ(groups.means(0)[1].rows[0].lower, 3);
    groups.split(0, each);
    EXPECT_EQ(groups.part(0).of, (std::vector<std::int32_t>{1, 0, 2}));
    EXPECT_EQ(mark_of(std::vector<double>{1, -2}), mark_of(std::vector<double>{1 + 1e-12, -2}));
    EXPECT_NE(mark_of(std::vector<double>{1, -2}), mark_of(std::vector<double>{1, 2}));
}

// Jensen's inequality at a random point, which is what a group's cut rests on.
RC_GTEST_PROP(AMeanFuture, CostsNoMoreThanItsFuturesDoOnAverage, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    RC_ASSERT(two->convex_in_changes());
    std::vector<std::size_t> futures;
    for (std::size_t s = 0; s < two->futures(); s += 1 + *rc::gen::inRange<std::size_t>(0, 40))
        futures.push_back(s);
    std::vector<double> link;
    for (std::size_t j = 0; j < two->link.size(); ++j) link.push_back(*rc::gen::inRange(0, 7));
    BlockSolver solver(*two);
    double cost = 0, mass = 0;
    for (const std::size_t s : futures) {
        cost += two->probability(s) * solver.solve(two->future(s), link, {}, {}).objective;
        mass += two->probability(s);
    }
    const BlockAnswer mean = solver.solve(mean_future(*two, futures), link, {}, {});
    RC_ASSERT(mean.status == SolveStatus::optimal);
    RC_ASSERT(mean.cut.at(link) <= cost / mass + 1e-9 * (1 + std::abs(cost / mass)));
}

StochasticResult solved(const StochasticProgram& program, StochasticMethod method, bool grouping) {
    StochasticOptions options;
    options.method = method;
    options.gap = 1e-9;
    options.adaptive_partition = grouping;
    return solve_stochastic(program, {}, options);
}

RC_GTEST_PROP(AnAdaptivePartition, LeadsToTheOptimumOfTheExtensiveForm, ()) {
    const bool integers = *rc::gen::inRange(0, 2) > 0;
    const StochasticProgram program = integers ? random_program(false, true) : random_sides_program();
    RC_PRE(program.futures() <= 300);
    const StochasticResult whole = solved(program, StochasticMethod::extensive, false);
    const StochasticResult cut = solved(program, StochasticMethod::benders, true);
    const double slack = 1e-6 * (1 + std::abs(whole.objective));
    RC_LOG() << "whole " << whole.objective << " cut " << cut.objective << " bound " << cut.bound << "\n";
    for (const std::string& line : cut.log) RC_LOG() << line << "\n";
    RC_ASSERT(cut.status == whole.status);
    RC_ASSERT(std::abs(cut.objective - whole.objective) <= slack);
    RC_ASSERT(cut.bound_proved <= whole.objective + slack / 1e3);
}

// On threads and ranks, and from any state that was kept.
RC_GTEST_PROP(AnAdaptivePartition, GivesTheSameBitsOnThreadsRanksAndGoingOn, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    BendersOptions options;
    options.gap = 1e-9;
    options.adaptive_partition = true;
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    const BendersResult one = solve_benders(*two, {}, options);
    options.on_state = nullptr;
    const auto same = [&](const BendersResult& other) {
        RC_ASSERT(other.status == one.status);
        RC_ASSERT(other.objective == one.objective);
        RC_ASSERT(other.bound == one.bound);
        RC_ASSERT(other.bound_proved == one.bound_proved);
        RC_ASSERT(other.x == one.x);
        RC_ASSERT(other.rounds == one.rounds);
        RC_ASSERT(other.iterations == one.iterations);
    };
    options.threads = 3;
    same(solve_benders(*two, {}, options));
    BendersResult led;
    on_ranks(2, [&](Team& team) {
        BendersOptions own = options;
        own.team = &team;
        if (!states.empty()) own.resume_from = states[states.size() / 2];
        BendersResult result = solve_benders(*two, {}, own);
        if (team.leads()) led = std::move(result);
    });
    same(led);
}

// A hundred futures of one dual vector each: one group a part says it all.
TEST(AnAdaptivePartition, SolvesFewerLinearProgramsThanThereAreFutures) {
    StochasticProgram program = three_futures();
    program.tree.resize(1);
    for (int s = 0; s < 4000; ++s)
        program.tree.push_back({1, 0, 1.0 / 4000, {{Change::Kind::side, 0, -1, 5 + 0.001 * (s % 1000)}}});
    const auto two = two_stage(program);
    BendersOptions options;
    options.adaptive_partition = true;
    const BendersResult found = solve_benders(*two, {}, options);
    EXPECT_EQ(found.status, SolveStatus::optimal);
    EXPECT_NEAR(found.objective, 4 + 2 * (5 + 0.001 * 499.5 - 4), 1e-9);
    EXPECT_LE(found.lp_solves, 2 * 4000 + 1000);  // the first sweep, the last one, and groups
}

TEST(AnAdaptivePartition, AskedForIsRefusedUnderRiskAndWhereCostsChange) {
    StochasticProgram program = three_futures();
    StochasticOptions options;
    options.method = StochasticMethod::benders;
    options.adaptive_partition = true;
    EXPECT_EQ(solve_stochastic(program, {}, options).why, "");
    EXPECT_NE(solve_stochastic(program, {0.5, 0.9}, options).why.find("under risk"), std::string::npos);
    program.tree[1].changes.push_back({Change::Kind::cost, -1, 1, 3});
    EXPECT_NE(solve_stochastic(program, {}, options).why.find("expected right-hand sides"),
              std::string::npos);
    options.adaptive_partition = false;
    EXPECT_EQ(solve_stochastic(program, {0.5, 0.9}, options).why, "");
}

}  // namespace
}  // namespace dualflow::solver
