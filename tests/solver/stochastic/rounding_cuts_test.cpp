// SPDX-License-Identifier: MIT
// Rounding cuts against every point with whole numbers that the rows allow.
#include "dualflow/solver/stochastic/rounding_cuts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/brute_force.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

double activity_of(const LazyRow& row, std::span<const double> x) {
    double sum = 0;
    for (const Term& term : row.terms) sum += term.coefficient * x[static_cast<std::size_t>(term.column)];
    return sum;
}

// The least activity of the cut over the model's points, by enumeration.
RC_GTEST_PROP(RoundingCuts, AreSatisfiedByEveryPointWithWholeNumbers, ()) {
    const LpModel model = test::tiny_model({4, 4, *rc::gen::inRange(1, 5)});
    std::vector<double> x;
    for (std::size_t j = 0; j < model.cost.size(); ++j)
        x.push_back(model.lower[j] + (model.upper[j] - model.lower[j]) * *rc::gen::inRange(0, 13) / 12.0);
    if (*rc::gen::inRange(0, 2) == 0) {
        const Solution relaxed = Solver(model).solve_relaxation({});
        if (relaxed.has_point) x = relaxed.x;
    }
    for (const LazyRow& cut : rounding_cuts(model, model.lower, model.upper, x, 100)) {
        RC_ASSERT(activity_of(cut, x) < cut.lower);
        LpModel along = model;
        along.offset = 0;
        std::fill(along.cost.begin(), along.cost.end(), 0.0);
        for (const Term& term : cut.terms)
            along.cost[static_cast<std::size_t>(term.column)] = term.coefficient;
        const auto least = test::least_by_enumeration(along);
        RC_ASSERT(!least || *least >= cut.lower - 1e-9);
    }
}

// 3 x + y ≥ 4 with x binary and 0 ≤ y: no more than the side is needed of any column, and y ≥ 1.
TEST(RoundingCuts, CutALargeCoefficientDownToWhatTheRowNeeds) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 1, true), y = builder.add_column(0, infinity, 1);
    const Term terms[] = {{x, 30}, {y, 1}};
    builder.add_row(4, infinity, terms);
    const LpModel model = builder.finish();
    const std::vector<double> point{4.0 / 30, 0};
    const auto cuts = rounding_cuts(model, model.lower, model.upper, point, 9);
    ASSERT_EQ(cuts.size(), 1U);  // 4 x + y ≥ 4
    ASSERT_EQ(cuts[0].terms.size(), 2U);
    EXPECT_NEAR(cuts[0].terms[0].coefficient / cuts[0].lower, 1, 1e-12);
    EXPECT_NEAR(cuts[0].terms[1].coefficient / cuts[0].lower, 0.25, 1e-12);
}

// 2 x₁ + 2 x₂ + 2 x₃ ≥ 3 over binaries gives x₁ + x₂ + x₃ ≥ 2, also where it is written the other way round.
TEST(RoundingCuts, RoundTheSideUp) {
    for (const double sign : {1.0, -1.0}) {
        ModelBuilder builder;
        std::vector<Term> terms;
        for (int j = 0; j < 3; ++j) terms.push_back({builder.add_column(0, 1, 1, true), 2 * sign});
        builder.add_row(sign > 0 ? 3 : -infinity, sign > 0 ? infinity : -3, terms);
        const LpModel model = builder.finish();
        const auto cuts = rounding_cuts(model, model.lower, model.upper, std::vector<double>(3, 0.5), 9);
        ASSERT_EQ(cuts.size(), 1U);
        for (const Term& term : cuts[0].terms) EXPECT_NEAR(term.coefficient * 2, cuts[0].lower, 1e-9);
    }
}

TEST(RoundingCuts, AreNotFoundAtAWholePoint) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 5, 1, true);
    const Term terms[] = {{x, 2}};
    builder.add_row(4, infinity, terms);
    const LpModel model = builder.finish();
    EXPECT_TRUE(rounding_cuts(model, model.lower, model.upper, std::vector<double>{2}, 9).empty());
}

}  // namespace
}  // namespace dualflow::solver
