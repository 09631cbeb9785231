// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/safe_bound.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "solver/lp/brute_force.hpp"
#include "solver/lp/random_models.hpp"
#include "solver/lp/wide.hpp"

namespace dualflow::solver {
namespace {

// max x + 2y with x + y ≤ 4, x + 3y ≤ 6, x, y ≥ 0: (3, 1) with duals −1/2, −1/2.
LpModel triangle(double upper = infinity) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, upper, -1), y = builder.add_column(0, upper, -2);
    builder.add_row(-infinity, 4, std::vector<Term>{{x, 1}, {y, 1}});
    builder.add_row(-infinity, 6, std::vector<Term>{{x, 1}, {y, 3}});
    return builder.finish();
}

TEST(SafeDualBound, OfTheOptimalDualsIsTheOptimum) {
    EXPECT_EQ(safe_dual_bound(triangle(), std::vector<double>{-0.5, -0.5}), -5);
}

TEST(SafeDualBound, IgnoresADualOfTheInfiniteSide) {
    EXPECT_EQ(safe_dual_bound(triangle(10), std::vector<double>{7, 7}), -30);
    EXPECT_EQ(safe_dual_bound(triangle(10), std::vector<double>{NAN, infinity}), -30);
}

TEST(SafeDualBound, UsesBoundsThatTheRowsImply) {
    // With duals of zero the columns' own bounds are infinite; the rows imply x ≤ 4, y ≤ 2.
    EXPECT_NEAR(safe_dual_bound(triangle(), std::vector<double>{0, 0}), -8, 1e-6);
}

TEST(SafeDualBound, IsMinusInfinityWhereTheLagrangeanIsUnbounded) {
    ModelBuilder builder;
    builder.add_column(0, infinity, -1);
    EXPECT_EQ(safe_dual_bound(builder.finish(), {}), -infinity);
}

TEST(SafeDualBound, AllowsAnExactZeroOnAFreeColumn) {
    ModelBuilder builder;  // min t with t ≥ x − 3, t ≥ 3 − x, all free
    const Index x = builder.add_column(-infinity, infinity, 0),
                t = builder.add_column(-infinity, infinity, 1);
    builder.add_row(-3, infinity, std::vector<Term>{{t, 1}, {x, -1}});
    builder.add_row(3, infinity, std::vector<Term>{{t, 1}, {x, 1}});
    const LpModel model = builder.finish();
    EXPECT_EQ(safe_dual_bound(model, std::vector<double>{0.5, 0.5}), 0);
    EXPECT_EQ(safe_dual_bound(model, std::vector<double>{0.5, 0.5 + 1e-15}), -infinity);
}

TEST(SafeDualBound, ShiftsADualWhereRoundingMeetsAColumnWithoutBound) {
    // A circle x − y = 0 leaves both columns without implied bounds; the optimum is 0 with the dual 0.1.
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, 0.1), y = builder.add_column(0, infinity, 0);
    const Index z = builder.add_column(0, 1, 0.3);
    builder.add_row(0, 0, std::vector<Term>{{x, 1}, {y, -1}});
    builder.add_row(1, 1, std::vector<Term>{{z, 1}, {x, 3}, {y, -3}});
    const LpModel model = builder.finish();
    EXPECT_NEAR(safe_dual_bound(model, std::vector<double>{0.1 - 0.9 + 1e-17, 0.3 + 1e-17}), 0.3, 1e-12);
}

// What is left where slopes of cuts cancelled is all that a column without bound and cost has: its dual goes
// to zero, since it may not go below.
TEST(SafeDualBound, TakesARemnantForZeroBesideTheOtherCosts) {
    constexpr double remnant = 0x1p-46;
    ModelBuilder builder;
    const Index x = builder.add_column(4, 5, -remnant), tail = builder.add_column(0, infinity, 0),
                dear = builder.add_column(0, infinity, 1);
    builder.add_row(-4, infinity, std::vector<Term>{{x, -1}, {tail, 1}});
    builder.add_row(-2, infinity, std::vector<Term>{{x, -0.5}, {dear, 1}});
    const double bound = safe_dual_bound(builder.finish(), std::vector<double>{remnant, 1});
    EXPECT_NEAR(bound, 0, 1e-12);  // x = 4 leaves both others at zero
}

TEST(SafeDualBound, DoesNotGiveUpADualForARemnantThatItMeets) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, 0), y = builder.add_column(0, 2, 1);
    builder.add_row(1, infinity, std::vector<Term>{{x, 1e-14}, {y, 1}});
    // A dual of zero would make it finite, and say nothing.
    EXPECT_EQ(safe_dual_bound(builder.finish(), std::vector<double>{1}), -infinity);
}

TEST(SafeDualBound, CountsTheSmallestReducedCostOfTheWrongSign) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1e9, 0);
    builder.add_row(0, infinity, std::vector<Term>{{x, 1}});
    EXPECT_NEAR(safe_dual_bound(builder.finish(), std::vector<double>{1e-12}), -1e-3, 1e-12);
}

// The transportation problem of 100 × 200 with potentials u, v: cost u_i + v_j + slack, shipments only
// where the slack is zero. Optimal by complementary slackness, so no solver is needed to know it.
TEST(SafeDualBound, IsSharpOnTwentyThousandColumns) {
    constexpr int suppliers = 100, customers = 200;
    std::mt19937 random(1);
    const auto uniform = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
    };
    std::vector<double> supply(suppliers, 0), demand(customers, 0), dual;
    for (int k = 0; k < suppliers + customers; ++k) dual.push_back(uniform(100, 90'000));
    ModelBuilder builder;
    for (int k = 0; k < suppliers + customers; ++k) builder.add_row(0, 0);
    std::vector<double> shipped;
    for (int i = 0; i < suppliers; ++i) {
        for (int j = 0; j < customers; ++j) {
            const bool used = (i + j) % 50 == 0;
            const double potential =
                dual[static_cast<std::size_t>(i)] + dual[static_cast<std::size_t>(suppliers + j)];
            const double cost = potential + (used ? 0 : uniform(0, 5'000));
            const Index column = builder.add_column(0, infinity, cost);
            builder.add_term(i, column, 1);
            builder.add_term(suppliers + j, column, 1);
            shipped.push_back(used ? uniform(1, 3'000) : 0);
            builder.add_to_row_bounds(i, shipped.back());
            builder.add_to_row_bounds(suppliers + j, shipped.back());
        }
    }
    const LpModel model = builder.finish();
    ASSERT_EQ(model.columns(), 20'000);
    const double objective = objective_of(model, shipped), bound = safe_dual_bound(model, dual);
    EXPECT_GT(objective, 1e9 / 10);
    EXPECT_NEAR(bound / objective, 1, 1e-12);
    EXPECT_LE(bound, objective * (1 + 1e-15));
}

RC_GTEST_PROP(SafeDualBound, IsNeverAboveTheOptimumForAnyDualVector, ()) {
    const LpModel model = test::tiny_model({3, 3, 0});
    const auto least = test::least_by_enumeration(model);
    const auto dual = test::any_vector(static_cast<std::size_t>(model.rows()));
    const double bound = safe_dual_bound(model, dual);
    RC_ASSERT(bound < infinity);
    if (least) RC_ASSERT(bound <= *least + 1e-9 * (1 + std::abs(*least)));
}

// Data are integers / 2¹⁰, so the Lagrangean is an integer / 2³⁰ that 128 bits hold exactly.
RC_GTEST_PROP(SafeDualBound, IsTheExactLagrangeanRoundedDown, ()) {
    using rc::gen::inRange;
    const auto number = [] { return *inRange(-1'000'000, 1'000'000); };
    constexpr double unit = 1.0 / 1024;
    const int columns = *inRange(1, 6), rows = *inRange(1, 6);
    std::vector<int> cost, bound, side, dual;
    std::vector<std::vector<int>> matrix(static_cast<std::size_t>(rows));
    ModelBuilder builder;
    for (int j = 0; j < columns; ++j) {
        cost.push_back(number());
        bound.push_back(std::abs(number()));
        builder.add_column(-bound.back() * unit, bound.back() * unit, cost.back() * unit);
    }
    for (auto& row : matrix) {
        side.push_back(number());
        dual.push_back(number());
        builder.add_row(side.back() * unit, side.back() * unit);
        for (int j = 0; j < columns; ++j) {
            row.push_back(number());
            builder.add_term(builder.rows() - 1, j, row.back() * unit);
        }
    }
    test::Wide exact = 0;  // in units of 2⁻³⁰
    for (std::size_t i = 0; i < matrix.size(); ++i)
        exact += static_cast<test::Wide>(1024) * side[i] * dual[i];
    for (std::size_t j = 0; j < cost.size(); ++j) {
        test::Wide reduced = static_cast<test::Wide>(1024) * cost[j];
        for (std::size_t i = 0; i < matrix.size(); ++i)
            reduced -= static_cast<test::Wide>(matrix[i][j]) * dual[i];
        exact -= (reduced < 0 ? -reduced : reduced) * bound[j];
    }
    std::vector<double> row_dual;
    for (const int value : dual) row_dual.push_back(value * unit);
    const double found = safe_dual_bound(builder.finish(), row_dual) * 0x1p30;
    RC_ASSERT(static_cast<test::Wide>(std::floor(found)) <= exact);
    RC_ASSERT(static_cast<double>(exact) - found <= 0x1p-51 * std::abs(found) + 1);
}

TEST(ViolationOf, MeasuresRowsBoundsAndIntegers) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 0, true), y = builder.add_column(-9, 3, 0);
    builder.add_row(-infinity, 4, std::vector<Term>{{x, 2}, {y, 1}});
    const LpModel model = builder.finish();
    const Violation violation = violation_of(model, std::vector<double>{1.25, 7});
    EXPECT_DOUBLE_EQ(violation.row, 5.5 / 5);
    EXPECT_DOUBLE_EQ(violation.bound, 4.0 / 4);
    EXPECT_DOUBLE_EQ(violation.integer, 0.25);
    const Violation none = violation_of(model, std::vector<double>{1, 2});
    EXPECT_EQ(none.row + none.bound + none.integer, 0);
}

TEST(ViolationOf, AnythingThatIsNoNumberIsInfinite) {
    EXPECT_EQ(violation_of(triangle(), std::vector<double>{NAN, 0}).bound, infinity);
}

TEST(ObjectiveOf, SumsWithoutLosingSmallTerms) {
    ModelBuilder builder;
    for (const double cost : {1e16, 1.0, -1e16}) builder.add_column(0, 1, cost);
    builder.add_offset(0.5);
    EXPECT_EQ(objective_of(builder.finish(), std::vector<double>{1, 1, 1}), 1.5);
}

}  // namespace
}  // namespace dualflow::solver
