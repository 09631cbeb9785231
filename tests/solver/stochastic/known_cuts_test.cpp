// SPDX-License-Identifier: MIT
// A decomposition that begins with the cuts of another one, against the extensive form.
#include "dualflow/solver/stochastic/known_cuts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

// More is asked for in every future, so none costs less.
StochasticProgram with_more_demand(StochasticProgram program, double more) {
    for (TreeNode& node : program.tree)
        for (Change& change : node.changes)
            if (change.kind == Change::Kind::side) change.value += more;
    return program;
}

// Whether or not recourse may fail, with integers or before without them, at every weight of the tail.
RC_GTEST_PROP(KnownCuts, LeadToTheOptimumOfAProgramWhoseFuturesCostMore, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const StochasticProgram dearer = with_more_demand(program, *rc::gen::inRange(0, 3));
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    StochasticProgram first = program;
    if (*rc::gen::inRange(0, 2) > 0) std::ranges::fill(first.core.lp.integer, 0);
    const BendersResult before = solve_benders(two_stage(first).value(), risk, {});
    BendersOptions options;
    options.gap = 1e-9;
    options.mean_in_master = *rc::gen::inRange(0, 2) > 0;
    options.branch_between_rounds = *rc::gen::element(0, 5000);
    options.begin_with = before.known;
    const BendersResult found = solve_benders(two_stage(dearer).value(), risk, options);
    StochasticOptions in_one;
    in_one.method = StochasticMethod::extensive;
    in_one.gap = 1e-9;
    const StochasticResult whole = solve_stochastic(dearer, risk, in_one);
    RC_ASSERT(found.status == whole.status);
    if (whole.status != SolveStatus::optimal) return;
    const double size = 1 + std::abs(whole.objective);
    RC_ASSERT(std::abs(found.objective - whole.objective) <= 1e-6 * size);
    RC_ASSERT(found.bound <= whole.objective + 1e-7 * size);
    RC_ASSERT(found.bound_proved <= whole.objective + 1e-7 * size);
}

// One plant, demand of 3 at 2 a unit, capacity of 1 a unit and 3 units of it: the optimum is known before.
TEST(KnownCuts, OfTheSameProgramLeaveNothingToDoButAPrice) {
    StochasticProgram program;
    ModelBuilder builder;
    const Index capacity = builder.add_column(0, 5, 1), lost = builder.add_column(0, infinity, 2);
    const Index served = builder.add_row(3, infinity);
    builder.add_term(served, capacity, 1);
    builder.add_term(served, lost, 1);
    program.core.lp = builder.finish();
    program.core.column_stage = {0, 1};
    program.core.column_names = {"capacity", "lost"};
    program.core.row_stage = {1};
    program.core.side = {3};
    program.core.stages = 2;
    program.core.stage_names = {"first", "second"};
    program.tree = {{0, -1, 1, {}},
                    {1, 0, 0.75, {{Change::Kind::side, served, -1, 3}}},
                    {1, 0, 0.25, {{Change::Kind::side, served, -1, 1}}}};
    const TwoStageProgram two = two_stage(program).value();
    const BendersResult before = solve_benders(two, {}, {});
    ASSERT_EQ(before.status, SolveStatus::optimal);
    EXPECT_NEAR(before.objective, 3, 1e-6);
    ASSERT_FALSE(before.known.empty());
    BendersOptions again;
    again.begin_with = before.known;
    const BendersResult found = solve_benders(two, {}, again);
    EXPECT_EQ(found.status, SolveStatus::optimal);
    EXPECT_NEAR(found.objective, 3, 1e-6);
    EXPECT_EQ(found.rounds, 1);
    EXPECT_LT(found.lp_solves, before.lp_solves);
}

}  // namespace
}  // namespace dualflow::solver
