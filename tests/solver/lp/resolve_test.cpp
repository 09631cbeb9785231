// SPDX-License-Identifier: MIT
// A solver that keeps its basis through changes against one that starts afresh.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/networks.hpp"

namespace dualflow::solver {
namespace {

void expect_same_as_cold(Solver& warm) {
    const Solution again = warm.solve_relaxation({}), cold = Solver(warm.model()).solve_relaxation({});
    ASSERT_EQ(again.status, cold.status);
    if (cold.status != SolveStatus::optimal) return;
    EXPECT_NEAR(again.objective / cold.objective, 1, 1e-9);
    EXPECT_NEAR(again.bound_proved / cold.objective, 1, 1e-9);
}

TEST(Resolve, AfterHundredsOfRandomChangesEqualsACold) {
    std::mt19937 random(11);
    const auto uniform = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
    };
    Solver solver(test::network({4, 5, 5, false, 2}));
    const LpModel original = solver.model();
    for (int round = 0; round < 300; ++round) {
        for (int change = 0; change < 4; ++change) {
            const auto row = static_cast<Index>(random() % 25);  // demand rows
            const double demand = original.row_lower[static_cast<std::size_t>(row)] * uniform(0, 2);
            solver.set_row_bounds(row, demand, demand);
            const auto column = static_cast<Index>(random() % static_cast<unsigned>(original.columns()));
            const auto place = static_cast<std::size_t>(column);
            if (original.upper[place] == infinity) solver.set_column_bounds(column, 0, uniform(0, 400));
            solver.set_cost(column, original.cost[place] * uniform(0.5, 1.5));
        }
        expect_same_as_cold(solver);
        if (HasFatalFailure()) return;
    }
}

TEST(Resolve, FromTheBasisTakesFewerIterations) {
    Solver solver(test::network({6, 8, 8, false, 3}));
    const Solution cold = solver.solve_relaxation({});
    solver.set_row_bounds(0, 201, 201);
    const Solution warm = solver.solve_relaxation({});
    EXPECT_EQ(warm.status, SolveStatus::optimal);
    EXPECT_LT(warm.iterations * 5, cold.iterations);
}

TEST(Resolve, KeepsTheBasisThroughLazyRows) {
    Solver solver(test::network({6, 8, 8, false, 3}));
    const Solution before = solver.solve_relaxation({});
    Index most = 0;
    for (Index column = 0; column < solver.model().columns(); ++column) {
        const auto at = [&](Index j) { return before.x[static_cast<std::size_t>(j)]; };
        if (at(column) > at(most)) most = column;
    }
    const double cut = before.x[static_cast<std::size_t>(most)] / 2;
    solver.add_rows({{-infinity, cut, {{most, 0.25}, {most, 0.75}}}});
    const Solution after = solver.solve_relaxation({});
    EXPECT_EQ(after.status, SolveStatus::optimal);
    EXPECT_GT(after.objective, before.objective);
    EXPECT_NEAR(after.x[static_cast<std::size_t>(most)], cut, 1e-9);
    EXPECT_EQ(after.row_dual.size(), before.row_dual.size() + 1);
    EXPECT_LT(after.iterations * 5, before.iterations);
    expect_same_as_cold(solver);
}

TEST(Resolve, KeepsTheBasisWithoutRowsThatAreSlack) {
    Solver solver(test::network({6, 8, 8, false, 3}));
    const Index own = solver.model().rows();
    const Solution before = solver.solve_relaxation({});
    solver.add_rows({{-infinity, 1e9, {{0, 1}, {3, 1}}}, {-infinity, 1e9, {{1, 1}}}});
    solver.add_rows({{-infinity, 1e9, {{2, 1}}}});
    solver.solve_relaxation({});
    Basis basis = solver.basis();
    EXPECT_TRUE(basis.is_basic(own) && basis.is_basic(own + 2));
    solver.delete_rows({own, own + 2});
    EXPECT_EQ(solver.model().rows(), own + 1);
    const Solution after = solver.solve_relaxation({});
    EXPECT_EQ(after.iterations, 0);
    EXPECT_NEAR(after.objective / before.objective, 1, 1e-12);
    basis.forget_rows({own, own + 2});
    EXPECT_EQ(basis.rows, solver.basis().rows);
}

TEST(Resolve, StartsAfreshWithoutARowThatWasTight) {
    ModelBuilder builder;
    for (int j = 0; j < 3; ++j) builder.add_column(0, 9, 1 + j);
    const Term all[] = {{0, 1}, {1, 1}, {2, 1}};
    builder.add_row(4, infinity, all);
    Solver solver(builder.finish());
    solver.add_rows({{-infinity, 1, {{0, 1}}}, {-infinity, 7, {{2, 1}}}});
    EXPECT_NEAR(solver.solve_relaxation({}).objective, 1 + 2 * 3, 1e-9);
    EXPECT_FALSE(solver.basis().is_basic(1));
    solver.delete_rows({1});
    EXPECT_NEAR(solver.solve_relaxation({}).objective, 4, 1e-9);
}

TEST(Resolve, TakesRowsThatABasisDoesNotKnowAsBasic) {
    Solver solver(test::network({6, 8, 8, false, 3}));
    solver.solve_relaxation({});
    const Basis basis = solver.basis();
    solver.add_rows({{-infinity, 1e9, {{0, 1}, {3, 1}}}});
    solver.start_from(basis);
    EXPECT_EQ(solver.solve_relaxation({}).iterations, 0);
}

// Figures, rows added and rows taken out after the basis was given or before: all is that of the model and
// the basis alone. Costs stay, since each solver scales them once.
TEST(Resolve, StartsFromABasisAsANewSolverOfTheChangedModelDoes) {
    std::mt19937 random(5);
    Solver solver(test::network({4, 5, 5, false, 2}));
    solver.solve_relaxation({});
    for (int round = 0; round < 20; ++round) {
        const Basis basis = round % 7 == 6 ? Basis{} : solver.basis();
        const auto change = [&] {
            const auto column =
                static_cast<Index>(random() % static_cast<unsigned>(solver.model().columns()));
            const auto k = static_cast<std::size_t>(solver.model().start[static_cast<std::size_t>(column)]);
            const double value = random() % 3 == 0 ? 0.0 : 0.5 + static_cast<double>(random() % 4);
            solver.set_entry(solver.model().row_index[k], column, value);
            const auto row = static_cast<Index>(random() % 25);
            const double side = static_cast<double>(random() % 50);
            solver.set_row_bounds(row, side, infinity);
            solver.set_column_bounds(column, 0, static_cast<double>(10 + random() % 400));
        };
        change();
        solver.start_from(basis);
        change();
        if (round % 2 == 0) solver.add_rows({{-infinity, 1e9, {{0, 1}, {3, 1}}}});
        Solver other(solver.model());
        other.start_from(basis);
        const Solution one = solver.solve_relaxation({}), two = other.solve_relaxation({});
        EXPECT_EQ(one.status, two.status);
        EXPECT_EQ(one.x, two.x);
        EXPECT_EQ(one.iterations, two.iterations);
        EXPECT_EQ(solver.basis().columns, other.basis().columns);
    }
}

TEST(Resolve, TakesRowsOutAndBranchesWhereABasisWasJustGiven) {
    ModelBuilder builder;
    for (int j = 0; j < 3; ++j) builder.add_column(0, 9, 1 + j, true);
    const Term all[] = {{0, 2}, {1, 2}, {2, 2}};
    builder.add_row(5, infinity, all);
    Solver solver(builder.finish());
    solver.add_rows({{-infinity, 1, {{0, 1}}}, {-infinity, 7, {{2, 1}}}});
    solver.solve_relaxation({});
    const Basis basis = solver.basis();
    solver.start_from(basis);
    EXPECT_EQ(solver.basis().rows, basis.rows);
    solver.start_from(basis);
    solver.delete_rows({2});
    solver.start_from({});
    EXPECT_NEAR(solver.solve({}).objective, 1 + 2 * 2, 1e-9);  // 3 of them, one of the first
    EXPECT_EQ(solver.model().rows(), 2);
}

TEST(Resolve, ComesBackFromInfeasibleAndUnbounded) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 5, 1);
    const Index row = builder.add_row(2, 3, std::vector<Term>{{x, 1}});
    Solver solver(builder.finish());
    EXPECT_EQ(solver.solve_relaxation({}).objective, 2);
    solver.set_row_bounds(row, 7, 8);
    EXPECT_EQ(solver.solve_relaxation({}).status, SolveStatus::infeasible);
    solver.set_row_bounds(row, -infinity, infinity);
    solver.set_column_bounds(x, -infinity, 5);
    EXPECT_EQ(solver.solve_relaxation({}).status, SolveStatus::unbounded);
    solver.set_column_bounds(x, -4, 5);
    EXPECT_EQ(solver.solve_relaxation({}).objective, -4);
}

TEST(Resolve, MovesWithTheSolver) {
    Solver first(test::network({}));
    const double objective = first.solve_relaxation({}).objective;
    Solver second(std::move(first));
    const Solution again = second.solve_relaxation({});
    EXPECT_NEAR(again.objective / objective, 1, 1e-12);
    EXPECT_EQ(again.iterations, 0);
}

}  // namespace
}  // namespace dualflow::solver
