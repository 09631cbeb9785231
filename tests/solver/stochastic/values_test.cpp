// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/values.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace dualflow::solver {
namespace {

// Planning case P2 of the anchors: price 100; q bought before demand at 40, a reservation K at 10 a unit and
// exercise at 60 after it; demand uniform on 1, 3, …, 99.
StochasticProgram two_source_newsvendor() {
    StochasticProgram program;
    CoreProgram& core = program.core;
    ModelBuilder builder;
    const Index q = builder.add_column(0, 100, 40), reserved = builder.add_column(0, 100, 10);
    const Index exercised = builder.add_column(0, infinity, 60), sold = builder.add_column(0, infinity, -100);
    const Term within[] = {{exercised, 1}, {reserved, -1}}, from[] = {{sold, 1}, {exercised, -1}, {q, -1}},
               wanted[] = {{sold, 1}};
    builder.add_row(-infinity, 0, within);
    builder.add_row(-infinity, 0, from);
    const Index demand = builder.add_row(-infinity, 50, wanted);
    core.lp = builder.finish();
    core.side = {0, 0, 50};
    core.row_stage = {1, 1, 1};
    core.column_stage = {0, 0, 1, 1};
    core.column_names = {"q", "K", "exercised", "sold"};
    core.stages = 2;
    RandomBlock block{1, {}};
    for (int d = 1; d < 100; d += 2)
        block.realisations.push_back({0.02, {{Change::Kind::side, demand, -1, static_cast<double>(d)}}});
    program.blocks.push_back(block);
    return program;
}

TEST(StochasticValues, OfTheTwoSourceNewsvendorAreThoseWorkedOutByHand) {
    const auto values = stochastic_values(two_source_newsvendor(), {});
    ASSERT_TRUE(values) << values.error();
    EXPECT_NEAR(values->recourse, -1875.2, 1e-6);
    EXPECT_NEAR(values->wait_and_see, -3000, 1e-6);
    EXPECT_NEAR(values->evpi(), 1124.8, 1e-6);
    EXPECT_NEAR(values->vss(), 125.2, 1e-6);
}

TEST(StochasticValues, WithRiskTheSameNewsvendorCostsWhatTheAnchorsSay) {
    for (const StochasticMethod method : {StochasticMethod::extensive, StochasticMethod::benders}) {
        StochasticOptions options;
        options.method = method;
        options.gap = 1e-9;
        const StochasticResult found = solve_stochastic(two_source_newsvendor(), {0.5, 0.9}, options);
        EXPECT_NEAR(found.objective, -488.0, 1e-5);
        EXPECT_NEAR(found.bound, -488.0, 1e-5);
    }
}

TEST(StochasticValues, AreRefusedForIntegersInTheSecondStage) {
    StochasticProgram program = two_source_newsvendor();
    program.core.lp.integer[3] = 1;
    const auto values = stochastic_values(program, {});
    ASSERT_FALSE(values);
    EXPECT_NE(values.error().find("column sold of the second stage is integer"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::solver
