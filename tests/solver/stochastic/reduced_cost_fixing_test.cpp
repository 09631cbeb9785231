// SPDX-License-Identifier: MIT
// What reduced costs cut away, against enumeration.
#include "dualflow/solver/stochastic/reduced_cost_fixing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/brute_force.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

// Of any dual vector, good or bad: the part of a column's range that is cut away holds nothing below the
// cutoff.
RC_GTEST_PROP(FixedBy, LosesNoPointBelowTheCutoff, ()) {
    const LpModel model = test::tiny_model({4, 4, 4});
    std::vector<double> dual;
    for (Index i = 0; i < model.rows(); ++i) dual.push_back(*rc::gen::inRange(-4, 5));
    if (*rc::gen::inRange(0, 2) == 0) {
        const Solution relaxed = Solver(model).solve_relaxation({});
        if (!relaxed.row_dual.empty()) dual = relaxed.row_dual;
    }
    const double cutoff = *rc::gen::inRange(-30, 40);
    for (const BoundChange& change :
         fixed_by(rises_of(model, dual), cutoff, model, model.lower, model.upper)) {
        const auto j = static_cast<std::size_t>(change.column);
        LpModel above = model, below = model;
        above.lower[j] = change.upper + 1;
        below.upper[j] = change.lower - 1;
        for (const LpModel& outside : {above, below}) {
            if (outside.lower[j] > outside.upper[j]) continue;
            const auto least = test::least_by_enumeration(outside);
            RC_ASSERT(!least || *least >= cutoff - 1e-9);
        }
    }
}

// Minimise x + 2 y over x + y ≥ 1, integers up to 9: with dual 1 the bound is 1 and y rises it by 1 a unit.
TEST(FixedBy, StopsWhereTheCutoffIsReached) {
    ModelBuilder builder;
    const Term terms[] = {{builder.add_column(0, 9, 1, true), 1}, {builder.add_column(0, 9, 2, true), 1}};
    builder.add_row(1, infinity, terms);
    const LpModel model = builder.finish();
    const Rises rises = rises_of(model, std::vector<double>{1});
    EXPECT_EQ(rises.bound, 1);
    const auto changes = fixed_by(rises, 4.5, model, model.lower, model.upper);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].column, 1);
    EXPECT_EQ(changes[0].upper, 3);
    EXPECT_EQ(fixed_by(rises, 3.75, model, model.lower, model.upper)[0].upper, 2);
    EXPECT_TRUE(fixed_by(rises, infinity, model, model.lower, model.upper).empty());
}

}  // namespace
}  // namespace dualflow::solver
