// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/brute_force.hpp"
#include "solver/lp/networks.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

SolveOptions exact() {
    SolveOptions options;
    options.gap = 0;
    return options;
}

TEST(Mip, SolvesAKnapsackByHand) {
    ModelBuilder builder;  // max 60a + 100b + 120c, 10a + 20b + 30c ≤ 50: b and c, 220; relaxed 240
    std::vector<Term> weights;
    for (const auto& [value, weight] : {std::pair{60, 10}, std::pair{100, 20}, std::pair{120, 30}}) {
        weights.push_back({builder.add_column(0, 1, -value, true), static_cast<double>(weight)});
    }
    builder.add_row(-infinity, 50, weights);
    const Solution solution = Solver(builder.finish()).solve(exact());
    EXPECT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_EQ(solution.x, (std::vector<double>{0, 1, 1}));
    EXPECT_EQ(solution.objective, -220);
    EXPECT_EQ(solution.bound, -220);
    EXPECT_NEAR(solution.bound_proved, -240, 1e-9);
    EXPECT_EQ(solution.lp_solves, 2);
}

TEST(Mip, TellsWhenOnlyTheIntegersAreInfeasible) {
    ModelBuilder builder;  // 2x = 1
    const Index x = builder.add_column(0, 1, 0, true);
    builder.add_row(1, 1, std::vector<Term>{{x, 2}});
    const Solution solution = Solver(builder.finish()).solve(exact());
    EXPECT_EQ(solution.status, SolveStatus::infeasible);
    EXPECT_FALSE(solution.has_point);
}

TEST(Mip, HasExactFiguresAndTheDualsOfItsFixedLp) {
    const LpModel model = test::network({4, 6, 6, true, 5});
    Solver solver(model);
    const Solution solution = solver.solve(exact());
    ASSERT_EQ(solution.status, SolveStatus::optimal);
    const Violation violation = violation_of(model, solution.x);
    EXPECT_EQ(violation.integer, 0);
    EXPECT_LE(violation.row, 1e-9);
    LpModel fixed = model;
    for (std::size_t j = 0; j < fixed.integer.size(); ++j) {
        if (fixed.integer[j] != 0) fixed.lower[j] = fixed.upper[j] = solution.x[j];
    }
    EXPECT_NEAR(safe_dual_bound(fixed, solution.row_dual) / solution.objective, 1, 1e-9);
    EXPECT_LE(solution.bound_proved, solution.bound);
    EXPECT_LE(solution.bound, solution.objective);
    EXPECT_EQ(solver.model().lower, model.lower);  // the fixing is undone
    EXPECT_EQ(solver.model().upper, model.upper);
}

TEST(Mip, LeavesTheBasisOfTheRelaxationBehind) {
    Solver solver(test::network({6, 6, 6, true, 4}));
    const Solution solution = solver.solve(exact());
    const Solution relaxation = solver.solve_relaxation({});
    EXPECT_EQ(relaxation.iterations, 0);
    EXPECT_NEAR(relaxation.objective / solution.bound_proved, 1, 1e-9);
}

TEST(Mip, KeepsWhatItHasAtANodeLimit) {
    SolveOptions options = exact();
    options.node_limit = 0;
    const Solution solution = Solver(test::network({12, 10, 6, true, 9})).solve(options);
    EXPECT_TRUE(solution.status == SolveStatus::limit || solution.status == SolveStatus::optimal);
    EXPECT_LE(solution.bound_proved, solution.bound);
    EXPECT_LE(solution.bound, solution.objective);
}

TEST(Mip, TakesAStartAndNeverEndsWorse) {
    const LpModel model = test::network({6, 6, 6, true, 4});
    const Solution best = Solver(model).solve(exact());
    ASSERT_TRUE(best.has_point);
    SolveOptions options = exact();
    options.node_limit = 0;
    const Solution started = Solver(model).solve(options, best.x);
    ASSERT_TRUE(started.has_point);
    EXPECT_NEAR(started.objective / best.objective, 1, 1e-9);
}

TEST(Mip, SolvesAgainAfterLazyRows) {
    ModelBuilder builder;  // max x + y in {0..3}², then x + y ≤ 4.5 comes late
    const Index x = builder.add_column(0, 3, -1, true), y = builder.add_column(0, 3, -1, true);
    builder.add_row(-infinity, 100, std::vector<Term>{{x, 1}});
    Solver solver(builder.finish());
    EXPECT_EQ(solver.solve(exact()).objective, -6);
    solver.add_rows({{-infinity, 4.5, {{x, 1}, {y, 1}}}});
    const Solution solution = solver.solve(exact());
    EXPECT_EQ(solution.objective, -4);
    EXPECT_NEAR(solution.bound_proved, -4.5, 1e-9);
}

RC_GTEST_PROP(Mip, FindsTheOptimumThatEnumerationFinds, ()) {
    const LpModel model = test::tiny_model({4, 3, 3});
    const auto least = test::least_by_enumeration(model);
    const Solution solution = Solver(model).solve(exact());
    RC_ASSERT(solution.status == (least ? SolveStatus::optimal : SolveStatus::infeasible));
    if (!least) return;
    RC_ASSERT(std::abs(solution.objective - *least) <= 1e-6 * (1 + std::abs(*least)));
    RC_ASSERT(solution.bound_proved <= *least + 1e-9 * (1 + std::abs(*least)));
    RC_ASSERT(violation_of(model, solution.x).integer == 0);
}

}  // namespace
}  // namespace dualflow::solver
