// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/solver.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "solver/lp/brute_force.hpp"
#include "solver/lp/networks.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

Solution solved(LpModel model, const SolveOptions& options = {}) {
    return Solver(std::move(model)).solve(options);
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(found[k], expected[k], 1e-9) << "at " << k;
}

TEST(Solver, FindsThePointDualsAndReducedCostsOfAHandSolvedLp) {
    ModelBuilder builder;  // max 3x + 5y + z: x ≤ 4, 2y ≤ 12, 3x + 2y + z ≤ 18 (Wyndor, with a useless z)
    const Index x = builder.add_column(0, 4, -3), y = builder.add_column(0, infinity, -5);
    const Index z = builder.add_column(0, infinity, -0.5);
    builder.add_row(-infinity, 12, std::vector<Term>{{y, 2}});
    builder.add_row(-infinity, 18, std::vector<Term>{{x, 3}, {y, 2}, {z, 1}});
    builder.add_offset(100);
    const Solution solution = solved(builder.finish());
    EXPECT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_NEAR(solution.objective, 64, 1e-9);
    EXPECT_NEAR(solution.bound_proved, 64, 1e-9);
    EXPECT_LE(solution.worst_primal_dual_gap, 1e-9);
    expect_near(solution.x, {2, 6, 0});
    expect_near(solution.row_dual, {-1.5, -1});
    expect_near(solution.reduced_cost, {0, 0, 0.5});
    EXPECT_EQ(solution.lp_solves, 1);
    EXPECT_TRUE(solution.log.empty());
}

// G. B. Dantzig, Linear Programming and Extensions (1963), section 3.3, with the figures of the first
// model of the GAMS model library: two canneries, three markets, 90 dollars a case and thousand miles.
// Published optimum: 153.675 thousand dollars.
TEST(Solver, FindsThePublishedOptimumOfDantzigsTransportationProblem) {
    const double distance[2][3] = {{2.5, 1.7, 1.8}, {2.5, 1.8, 1.4}};
    ModelBuilder builder;
    for (const double supply : {350.0, 600.0}) builder.add_row(-infinity, supply);
    for (const double demand : {325.0, 300.0, 275.0}) builder.add_row(demand, infinity);
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
            const Index flow = builder.add_column(0, infinity, 90 * distance[i][j] / 1000);
            builder.add_term(i, flow, 1);
            builder.add_term(2 + j, flow, 1);
        }
    }
    const Solution solution = solved(builder.finish());
    EXPECT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_NEAR(solution.objective, 153.675, 1e-9);
    EXPECT_NEAR(solution.bound_proved, 153.675, 1e-9);
    expect_near({solution.row_dual[2], solution.row_dual[3], solution.row_dual[4]}, {0.225, 0.153, 0.126});
}

TEST(Solver, ProvesInfeasibilityByItsRay) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 2, 1), y = builder.add_column(0, 2, 1);
    builder.add_row(5, infinity, std::vector<Term>{{x, 1}, {y, 1}});
    builder.add_row(-1, 1, std::vector<Term>{{x, 1}, {y, -1}});
    const Solution solution = solved(builder.finish());
    EXPECT_EQ(solution.status, SolveStatus::infeasible);
    EXPECT_FALSE(solution.has_point);
}

TEST(Solver, TellsWhenTheBoundsOfAColumnCross) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 4, 1);
    builder.add_row(1, 3, std::vector<Term>{{x, 1}});
    Solver solver(builder.finish());
    solver.set_column_bounds(x, 3, 2);
    EXPECT_EQ(solver.solve({}).status, SolveStatus::infeasible);
    solver.set_column_bounds(x, 2, 3);
    EXPECT_NEAR(solver.solve({}).objective, 2, 1e-12);
}

TEST(Solver, TellsWhenNothingBoundsTheObjective) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, -1), y = builder.add_column(0, infinity, 1);
    builder.add_row(0, infinity, std::vector<Term>{{x, 1}, {y, -1}});
    EXPECT_EQ(solved(builder.finish()).status, SolveStatus::unbounded);
}

TEST(Solver, SolvesAModelWithoutRows) {
    ModelBuilder builder;
    builder.add_column(1, 4, 2);
    builder.add_column(-3, 4, -1);
    const Solution solution = solved(builder.finish());
    EXPECT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_EQ(solution.objective, -2);
    EXPECT_EQ(solution.bound_proved, -2);
}

TEST(Solver, SolvesAModelOfNothing) {
    const Solution solution = solved(ModelBuilder().finish());
    EXPECT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_EQ(solution.objective, 0);
}

TEST(Solver, IsAsExactInBillionsAsInUnits) {
    LpModel model = test::network({});
    const Solution units = solved(model);
    for (double& cost : model.cost) cost *= 1e9;
    const Solution billions = solved(model);
    EXPECT_EQ(billions.status, SolveStatus::optimal);
    EXPECT_NEAR(billions.objective / units.objective, 1e9, 1);
    EXPECT_LE(billions.worst_primal_dual_gap, 1e-12);
    EXPECT_LE(units.worst_primal_dual_gap, 1e-12);
}

TEST(Solver, GivesTheSameBytesTwice) {
    const Solution first = solved(test::network({4, 6, 6, true, 3})),
                   second = solved(test::network({4, 6, 6, true, 3}));
    EXPECT_EQ(first.status, SolveStatus::optimal);
    EXPECT_EQ(first.x, second.x);
    EXPECT_EQ(first.row_dual, second.row_dual);
    EXPECT_EQ(first.objective, second.objective);
    EXPECT_EQ(first.bound, second.bound);
    EXPECT_EQ(first.nodes, second.nodes);
    EXPECT_EQ(first.iterations, second.iterations);
}

TEST(Solver, StopsAtAnIterationLimitAndGoesOn) {
    Solver solver(test::network({}));
    SolveOptions options;
    options.iteration_limit = 5;
    const Solution stopped = solver.solve_relaxation(options);
    EXPECT_EQ(stopped.status, SolveStatus::limit);
    EXPECT_LE(stopped.bound_proved, stopped.objective);
    EXPECT_EQ(solver.solve_relaxation({}).status, SolveStatus::optimal);
}

TEST(Solver, StopsAtATimeLimitOfZero) {
    SolveOptions options;
    options.time_limit = 0;
    EXPECT_EQ(solved(test::network({}), options).status, SolveStatus::limit);
}

TEST(Solver, SaysWhoSolved) {
    EXPECT_EQ(solver_name_and_version().rfind("HiGHS 1.", 0), 0U);
}

// The sum over rows of dual × side and over columns of reduced cost × bound is the objective.
RC_GTEST_PROP(Solver, HoldsStrongDualityOnRandomNetworks, ()) {
    const auto seed = *rc::gen::inRange<unsigned>(1, 100'000);
    const LpModel model = test::network({3, 4, 5, false, seed});
    const Solution solution = solved(model);
    RC_ASSERT(solution.status == SolveStatus::optimal);
    double dual_value = model.offset;
    for (std::size_t i = 0; i < solution.row_dual.size(); ++i) {
        const double y = solution.row_dual[i];
        if (y != 0) dual_value += y * (y > 0 ? model.row_lower[i] : model.row_upper[i]);
    }
    for (std::size_t j = 0; j < solution.x.size(); ++j)
        dual_value += solution.reduced_cost[j] * solution.x[j];
    RC_ASSERT(std::abs(dual_value - solution.objective) <= 1e-9 * (1 + std::abs(solution.objective)));
}

RC_GTEST_PROP(Solver, FindsTheVertexThatEnumerationFinds, ()) {
    const LpModel model = test::tiny_model({3, 3, 0});
    const auto least = test::least_by_enumeration(model);
    const Solution solution = solved(model);
    RC_ASSERT(solution.status == (least ? SolveStatus::optimal : SolveStatus::infeasible));
    if (!least) return;
    RC_ASSERT(std::abs(solution.objective - *least) <= 1e-9 * (1 + std::abs(*least)));
    RC_ASSERT(std::abs(solution.bound_proved - *least) <= 1e-9 * (1 + std::abs(*least)));
    const Violation violation = violation_of(model, solution.x);
    RC_ASSERT(violation.row <= 1e-9 && violation.bound <= 1e-9);
}

}  // namespace
}  // namespace dualflow::solver
