// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut_rounds.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace dualflow::solver {
namespace {

Solution at(double objective, std::vector<double> x) {
    Solution solution;
    solution.objective = objective;
    solution.x = std::move(x);
    return solution;
}

TEST(CutRounds, GoOnWhileThePointMovesThoughItsObjectiveStays) {
    CutRounds rounds;
    for (int k = 0; k < 100; ++k) EXPECT_TRUE(rounds.still_move(at(7, {1.0 * k, 1}))) << k;
}

TEST(CutRounds, EndWhereNeitherMoves) {
    CutRounds rounds;
    EXPECT_TRUE(rounds.still_move(at(7, {1, 1})));
    EXPECT_TRUE(rounds.still_move(at(7, {1, 1})));
    EXPECT_TRUE(rounds.still_move(at(7, {1, 1 + 1e-12})));
    EXPECT_FALSE(rounds.still_move(at(7, {1, 1})));
}

TEST(CutRounds, BeginAnewWhereTheObjectiveRises) {
    CutRounds rounds;
    for (int k = 0; k < 3; ++k) rounds.still_move(at(7, {1, 1}));
    EXPECT_TRUE(rounds.still_move(at(8, {1, 1})));
    EXPECT_TRUE(rounds.still_move(at(8, {1, 1})));
}

TEST(CutRounds, EndAtSomeTimeOnALevelWithoutEnd) {
    CutRounds rounds;
    int solves = 0;
    while (solves < 100'000 && rounds.still_move(at(7, {1.0 * solves, 1}))) ++solves;
    EXPECT_LT(solves, 100'000);
}

TEST(CutRounds, AreWorthItAtFractionalPointsWhileTheyCloseSomeOfTheGap) {
    CutRounds rounds;
    EXPECT_TRUE(rounds.worth_cutting(0, 100, 10));
    EXPECT_TRUE(rounds.worth_cutting(0, 101, 9));
    EXPECT_FALSE(rounds.worth_cutting(0, 101.01, 8.99)) << "a thousandth of the gap";
    EXPECT_FALSE(CutRounds().worth_cutting(100, 100, 10)) << "deep in the tree";
}

}  // namespace
}  // namespace dualflow::solver
