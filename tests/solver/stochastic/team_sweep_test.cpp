// SPDX-License-Identifier: MIT
// A decomposition on several ranks, against one on a single rank.
#include "dualflow/solver/stochastic/team_sweep.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "solver/parallel/thread_team.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

struct Told {
    BendersResult result;
    std::vector<std::string> states;
    std::int64_t bytes = 0;
};

Told told(const TwoStageProgram& program, const Risk& risk, int ranks, BendersOptions options) {
    Told out;
    on_ranks(ranks, [&](Team& team) {
        BendersOptions own = options;
        own.team = &team;
        if (team.leads()) own.on_state = [&](const std::string& state) { out.states.push_back(state); };
        BendersResult result = solve_benders(program, risk, own);
        if (!team.leads()) return;
        out.result = std::move(result);
        out.bytes = team.bytes_moved();
    });
    return out;
}

void expect_the_same(const Told& one, const Told& other) {
    RC_ASSERT(other.result.status == one.result.status);
    RC_ASSERT(other.result.objective == one.result.objective);
    RC_ASSERT(other.result.bound == one.result.bound);
    RC_ASSERT(other.result.x == one.result.x);
    RC_ASSERT(other.result.rounds == one.result.rounds);
    RC_ASSERT(other.result.lp_solves == one.result.lp_solves);
    RC_ASSERT(other.result.iterations == one.result.iterations);
    RC_ASSERT(other.result.log == one.result.log);
    RC_ASSERT(other.states == one.states);
}

RC_GTEST_PROP(ADecompositionOnRanks, GivesTheBitsOfASingleRank, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const auto two = two_stage(program);
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    BendersOptions options;
    options.gap = 1e-9;
    options.clusters = *rc::gen::element(0, 1);
    const Told one = told(*two, risk, 1, options);
    for (const int ranks : {2, 4}) expect_the_same(one, told(*two, risk, ranks, options));
    if (one.states.empty()) return;
    options.resume_from = one.states[one.states.size() / 2];
    Told resumed = told(*two, risk, 2, options);
    RC_ASSERT(resumed.result.objective == one.result.objective);
    RC_ASSERT(resumed.result.x == one.result.x);
    RC_ASSERT(resumed.result.iterations == one.result.iterations);
}

// Every future of a random program as many times as asked, with its share of the probability.
StochasticProgram copied(const StochasticProgram& program, int times) {
    StochasticProgram many = program;
    many.tree.resize(1);
    for (int k = 0; k < times; ++k) {
        for (std::size_t n = 1; n < program.tree.size(); ++n) {
            many.tree.push_back(program.tree[n]);
            many.tree.back().probability /= times;
        }
    }
    return many;
}

RC_GTEST_PROP(ASweepOnRanks, MovesNoMoreBytesForMoreFutures, ()) {
    const StochasticProgram program = random_program(*rc::gen::inRange(0, 2) > 0, true);
    const auto bytes_of_a_sweep = [&](int times) {
        const StochasticProgram many = copied(program, times);
        const auto two = two_stage(many);
        std::int64_t bytes = 0;
        on_ranks(2, [&](Team& team) {
            TeamSweep sweep(*two, team, 1, 1, false);
            if (!team.leads()) return sweep.follow();
            const std::vector<double> x(static_cast<std::size_t>(two->master.columns()), 1);
            sweep.run_all(x, {});
            const std::int64_t before = team.bytes_moved();
            sweep.run_all(x, {});
            bytes = team.bytes_moved() - before;
        });
        return bytes;
    };
    const int enough = 200 / static_cast<int>(program.tree.size() - 1) + 1;  // that every part has a future
    const std::int64_t few = bytes_of_a_sweep(enough);
    RC_ASSERT(bytes_of_a_sweep(2 * enough) <= few + few / 10);
}

// x of each of seven products made, the rest of a demand of 1, 3 or 5 bought or thrown away: 2,187 futures
// and, where x is 4, a basis for each of the 128 sets of products that run short.
StochasticProgram seven_products() {
    constexpr int products = 7;
    StochasticProgram program;
    ModelBuilder builder;
    for (int k = 0; k < products; ++k) {
        const Index x = builder.add_column(0, 6, 1), row = builder.add_row(1, 1);
        builder.add_term(row, x, 1);
        builder.add_term(row, builder.add_column(0, infinity, 3), 1);
        builder.add_term(row, builder.add_column(0, infinity, 1), -1);
        for (const int stage : {0, 1, 1}) {
            program.core.column_stage.push_back(stage);
            program.core.column_names.push_back("c" + std::to_string(program.core.column_names.size()));
        }
        program.core.row_stage.push_back(1);
        program.core.side.push_back(1);
        RandomBlock demand;
        for (const double units : {1, 3, 5})
            demand.realisations.push_back({1.0 / 3, {{Change::Kind::side, row, -1, units}}});
        program.blocks.push_back(demand);
    }
    program.core.lp = builder.finish();
    program.core.stages = 2;
    program.core.stage_names = {"first", "second"};
    return program;
}

// Some bases are found by more than one of the parts that are worked on at a time: by all of them without
// what others learned, which would be more than a thousand.
TEST(ASweep, FindsHardlyABasisInMoreThanOnePart) {
    const StochasticProgram program = seven_products();
    const auto two = two_stage(program);
    const std::unique_ptr<Team> team = team_of_one();
    TeamSweep sweep(*two, *team, 100, 1, false);
    ASSERT_TRUE(sweep.keeps_bases());
    const std::vector<double> x(7, 4);
    std::int64_t found = 0;
    double cost = 0;
    for (const PartAnswer& answer : sweep.run_all(x, {})) {
        found += answer.lp_solves;
        cost += answer.cost;
    }
    EXPECT_GE(found, 128);
    EXPECT_LE(found, 256);
    EXPECT_NEAR(cost, 7 * (3 * 1 + 1 * 3 + 1 * 1) / 3.0, 1e-9);  // by hand: 1 short, 3 or 1 left
    for (const PartAnswer& answer : sweep.run_all(x, {})) EXPECT_EQ(answer.lp_solves, 0);
}

// Two columns without bounds in six rows: where they are basic, rounding leaves no cut proved, and no basis
// is kept.
StochasticProgram without_bounds(int futures) {
    StochasticProgram program;
    ModelBuilder builder;
    std::mt19937 random(7);
    const auto number = [&] { return static_cast<double>(random() % 10'000'019) / 10'000'019; };
    const Index x = builder.add_column(0, 5, 1);
    const Index free[] = {builder.add_column(-infinity, infinity, 0.5065840),
                          builder.add_column(-infinity, infinity, 0.7381766)};
    program.core.column_stage = {0, 1, 1};
    for (int i = 0; i < 6; ++i) {
        const Index row = builder.add_row(1, infinity);
        for (const Index column : {x, free[0], free[1]}) builder.add_term(row, column, 0.1 + number());
        builder.add_term(row, builder.add_column(0, infinity, 3 + number()), 1);
        program.core.column_stage.push_back(1);
        program.core.row_stage.push_back(1);
        program.core.side.push_back(1);
    }
    for (std::size_t j = 0; j < program.core.column_stage.size(); ++j)
        program.core.column_names.push_back("c" + std::to_string(j));
    program.core.lp = builder.finish();
    program.core.stages = 2;
    program.core.stage_names = {"first", "second"};
    program.tree = {{0, -1, 1, {}}};
    for (int s = 0; s < futures; ++s) {
        TreeNode node{1, 0, 1.0 / futures, {}};
        for (Index row = 0; row < 6; ++row)
            node.changes.push_back({Change::Kind::side, row, -1, 20 * number()});
        program.tree.push_back(node);
    }
    return program;
}

TEST(ASweep, AsksForFirstBasesOnceWhereNoneCanBeKept) {
    const StochasticProgram program = without_bounds(300);
    const auto two = two_stage(program);
    const std::unique_ptr<Team> team = team_of_one();
    TeamSweep sweep(*two, *team, 100, 1, false);
    ASSERT_TRUE(sweep.keeps_bases());
    const auto solved = [&] {
        std::int64_t sum = 0;
        for (const PartAnswer& answer : sweep.run_all(std::vector<double>{1}, {})) sum += answer.lp_solves;
        return sum;
    };
    EXPECT_LE(solved(), 300 + 64);
    EXPECT_FALSE(sweep.keeps_bases());
    EXPECT_EQ(solved(), 300);
    // Nor again by one that goes on from its state.
    const SweepState state = sweep.state();
    TeamSweep other(*two, *team, 100, 1, false);
    other.start_from(state);
    EXPECT_FALSE(other.keeps_bases());
}

}  // namespace
}  // namespace dualflow::solver
