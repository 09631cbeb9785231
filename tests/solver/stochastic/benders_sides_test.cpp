// SPDX-License-Identifier: MIT
// Branching between rounds against the extensive form.
#include "dualflow/solver/stochastic/benders_sides.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

// Whether or not recourse may fail, at every weight of the tail, to gaps that are wide and narrow.
RC_GTEST_PROP(BranchingBetweenRounds, EndsWithinTheGapOfTheExtensiveForm, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    const StochasticResult whole = in_one(program, risk);
    for (const double gap : {1e-9, 1e-3, 0.1}) {
        BendersOptions options;
        options.gap = gap;
        options.branch_between_rounds = 0;
        options.heavy_master = *rc::gen::element(0, 100'000);
        const BendersResult found = solve_benders(*two, risk, options);
        RC_ASSERT(found.status == whole.status);
        if (whole.status != SolveStatus::optimal) continue;
        const double size = 1 + std::abs(whole.objective);
        RC_ASSERT(found.gap <= gap + 1e-7);
        RC_ASSERT(found.objective >= whole.objective - 1e-7 * size);
        RC_ASSERT(found.objective <= whole.objective + gap * std::abs(found.objective) + 1e-7 * size);
        RC_ASSERT(found.bound <= whole.objective + 1e-7 * size);
        RC_ASSERT(found.bound_proved <= whole.objective + 1e-7 * size);
    }
}

// Plans that cost more in whole: the end is where the bound is near enough to the least of those costs, or to
// the plan where no bound can be.
RC_GTEST_PROP(BranchingBetweenRounds, EndsWhereTheBoundIsNearEnoughToAWholePlan, ()) {
    const StochasticProgram program = random_program(*rc::gen::inRange(0, 2) > 0, true);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const StochasticResult whole = in_one(program, {});
    RC_ASSERT(whole.status == SolveStatus::optimal);
    BendersOptions options;
    options.gap = *rc::gen::element(1e-9, 0.05);
    options.whole_gap = 0.2;
    options.branch_between_rounds = 0;
    const double dearer = *rc::gen::element(1.0, 1.1, 2.0);
    double least = infinity;
    options.whole_cost = [&](std::span<const double> plan, double cost) {
        RC_ASSERT(plan.size() == static_cast<std::size_t>(two->master.columns()));
        least = std::min(least, dearer * cost);
        return dearer * cost;
    };
    const BendersResult found = solve_benders(*two, {}, options);
    const double size = 1 + std::abs(whole.objective);
    RC_LOG() << "status " << static_cast<int>(found.status) << ", objective " << found.objective << ", bound "
             << found.bound << ", optimum " << whole.objective << ", least in whole " << least << "\n";
    for (const std::string& line : found.log) RC_LOG() << line << "\n";
    RC_ASSERT(found.status == SolveStatus::optimal);
    RC_ASSERT(found.objective >= whole.objective - 1e-7 * size);
    RC_ASSERT(found.bound <= whole.objective + 1e-7 * size);
    const bool is_near = found.bound >= least - options.whole_gap * std::abs(least) - 1e-7 * size;
    RC_ASSERT(is_near || found.gap <= options.gap + 1e-7);
}

// Two plants of which half of one would do, x ≤ 1 each: rounding costs half of what the relaxation does.
StochasticProgram two_plants() {
    StochasticProgram program;
    ModelBuilder builder;
    const auto column = [&](int stage, double upper, double cost, bool integer) {
        program.core.column_stage.push_back(stage);
        program.core.column_names.push_back("c" + std::to_string(program.core.column_names.size()));
        return builder.add_column(0, upper, cost, integer);
    };
    const Index near = column(0, 1, 10, true), far = column(0, 1, 12, true);
    const Index lost = column(1, infinity, 100, false);
    program.core.row_stage = {1};
    program.core.side = {4};
    const Index served = builder.add_row(4, infinity);
    builder.add_term(served, near, 8);
    builder.add_term(served, far, 8);
    builder.add_term(served, lost, 1);
    program.core.lp = builder.finish();
    program.core.stages = 2;
    program.core.stage_names = {"first", "second"};
    program.tree.push_back({0, -1, 1, {}});
    program.tree.push_back({1, 0, 0.5, {{Change::Kind::side, served, -1, 4}}});
    program.tree.push_back({1, 0, 0.5, {{Change::Kind::side, served, -1, 3}}});
    return program;
}

// The tree of rounds branches and no other tree is needed.
TEST(BranchingBetweenRounds, ClosesADearColumnWithoutATree) {
    const StochasticProgram program = two_plants();
    const auto two = two_stage(program);
    ASSERT_TRUE(two.has_value());
    BendersOptions options;
    options.gap = 1e-6;
    options.branch_between_rounds = 0;
    bool in_tree = false;
    options.on_round = [&](const Round& round) { in_tree = in_tree || round.integers; };
    const BendersResult found = solve_benders(*two, {}, options);
    EXPECT_EQ(found.status, SolveStatus::optimal);
    EXPECT_NEAR(found.objective, 10, 1e-6);  // 5 without integers
    EXPECT_NEAR(found.bound, 10, 1e-4);
    EXPECT_FALSE(in_tree);
}

TEST(BranchingBetweenRounds, AsksForTheWholeCostOfAPlanAndEndsWhereThatIsCutShort) {
    const StochasticProgram program = two_plants();
    const auto two = two_stage(program);
    ASSERT_TRUE(two.has_value());
    for (const double whole : {10.0, std::nan("")}) {
        BendersOptions options;
        options.gap = options.whole_gap = 1e-6;
        options.branch_between_rounds = 0;
        int asked = 0;
        options.whole_cost = [&](std::span<const double> plan, double cost) {
            ++asked;
            EXPECT_EQ(std::vector<double>(plan.begin(), plan.end()), (std::vector<double>{1, 0}));
            EXPECT_NEAR(cost, 10, 1e-6);
            return whole;
        };
        const BendersResult found = solve_benders(*two, {}, options);
        EXPECT_EQ(asked, 1);
        EXPECT_EQ(found.status, std::isnan(whole) ? SolveStatus::limit : SolveStatus::optimal);
        EXPECT_NEAR(found.objective, 10, 1e-6);
    }
}

}  // namespace
}  // namespace dualflow::solver
