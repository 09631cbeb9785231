// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/implied_bounds.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

TEST(ImpliedBounds, OfFlowsAreTheCapacityTheyShare) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, 0), y = builder.add_column(1, infinity, 0);
    builder.add_row(-infinity, 9, std::vector<Term>{{x, 2}, {y, 1}});
    const Box box = implied_bounds(builder.finish());
    EXPECT_NEAR(box.upper[0], 4, 1e-6);
    EXPECT_NEAR(box.upper[1], 9, 1e-6);
    EXPECT_GE(box.upper[0], 4);
    EXPECT_EQ(box.lower[0], 0);
}

TEST(ImpliedBounds, RunAlongAChainOfStockBalances) {
    constexpr int periods = 30;
    ModelBuilder builder;  // stock[t] = stock[t−1] + made[t] − 1, made ≤ 5
    Index before = builder.add_column(0, 0, 0);
    for (int t = 0; t < periods; ++t) {
        const Index made = builder.add_column(0, 5, 0), stock = builder.add_column(0, infinity, 0);
        builder.add_row(1, 1, std::vector<Term>{{before, 1}, {made, 1}, {stock, -1}});
        before = stock;
    }
    EXPECT_NEAR(implied_bounds(builder.finish()).upper.back(), 4 * periods, 1e-3);
}

TEST(ImpliedBounds, BoundAFreeColumnFromBothSides) {
    ModelBuilder builder;
    const Index x = builder.add_column(-infinity, infinity, 0), y = builder.add_column(-1, 1, 0);
    builder.add_row(-4, 6, std::vector<Term>{{x, -2}, {y, 1}});
    const Box box = implied_bounds(builder.finish());
    EXPECT_NEAR(box.lower[0], -3.5, 1e-6);
    EXPECT_NEAR(box.upper[0], 2.5, 1e-6);
}

TEST(ImpliedBounds, LeaveOpenWhatNoRowCloses) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, 0), y = builder.add_column(0, infinity, 0);
    builder.add_row(0, 0, std::vector<Term>{{x, 1}, {y, -1}});  // a circle
    EXPECT_EQ(implied_bounds(builder.finish()).upper, (std::vector<double>{infinity, infinity}));
}

RC_GTEST_PROP(ImpliedBounds, CutOffNoFeasiblePoint, ()) {
    LpModel model = test::tiny_model({3, 3, 0});
    const std::vector<double> lower = model.lower, upper = model.upper;
    for (std::size_t j = 0; j < model.cost.size(); ++j) {  // open some sides, so that rows must close them
        if (*rc::gen::inRange(0, 2) == 0) model.lower[j] = -infinity;
        if (*rc::gen::inRange(0, 2) == 0) model.upper[j] = infinity;
    }
    const Box box = implied_bounds(model);
    std::vector<double> x(model.cost.size());
    for (int trial = 0; trial < 50; ++trial) {
        for (std::size_t j = 0; j < x.size(); ++j) x[j] = *rc::gen::inRange(-12, 13) / 2.0;
        const Violation violation = violation_of(model, x);
        if (violation.row > 0 || violation.bound > 0) continue;
        for (std::size_t j = 0; j < x.size(); ++j) RC_ASSERT(box.lower[j] <= x[j] && x[j] <= box.upper[j]);
    }
}

}  // namespace
}  // namespace dualflow::solver
