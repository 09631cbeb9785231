// SPDX-License-Identifier: MIT
// Branches planned on their own below a trunk that is decided, against the whole program with the trunk held.
#include "dualflow/plan/branch_plans.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow {
namespace {

using solver::Index;
using solver::LazyRow;
using solver::LpModel;
using solver::Solution;

// A trunk column, and branches that each serve a demand from it, from a plant that is opened or not, or not.
struct Program {
    LpModel lp;
    std::vector<int> branch;
    std::vector<double> x;
    std::vector<Index> served;  // of each branch: what comes from its plant
};

Program random_branches() {
    Program made;
    solver::ModelBuilder builder;
    const auto column = [&](int branch, double upper, double cost, bool integer) {
        made.branch.push_back(branch);
        return builder.add_column(0, upper, cost, integer);
    };
    const Index stock = column(-1, 20, 1, false);
    const int branches = *rc::gen::inRange(1, 5);
    for (int b = 0; b < branches; ++b) {
        const Index row = builder.add_row(*rc::gen::inRange(1, 15), solver::infinity);
        builder.add_term(row, stock, *rc::gen::inRange(0, 3));
        const Index open = column(b, 1, *rc::gen::inRange(1, 40), true);
        const Index made_there = column(b, 10, *rc::gen::inRange(0, 4), false);
        builder.add_term(row, made_there, 1);
        builder.add_term(row, column(b, solver::infinity, *rc::gen::inRange(5, 20), false), 1);
        const Index holds = builder.add_row(0, solver::infinity);
        builder.add_term(holds, open, 10);
        builder.add_term(holds, made_there, -1);
        made.served.push_back(made_there);
    }
    made.lp = builder.finish();
    made.x.assign(made.branch.size(), 0);
    made.x[0] = *rc::gen::inRange(0, 6);
    return made;
}

double whole_cost(const Program& program, const std::vector<LazyRow>& rows) {
    LpModel lp = program.lp;
    lp.lower[0] = lp.upper[0] = program.x[0];
    solver::append_rows(lp, rows);
    solver::SolveOptions options;
    options.gap = 1e-9;
    return solver::Solver(std::move(lp)).solve(options).objective;
}

double cost_of(const Program& program, const std::vector<double>& x) {
    double cost = program.lp.offset;
    for (std::size_t j = 0; j < x.size(); ++j) cost += program.lp.cost[j] * x[j];
    return cost;
}

RC_GTEST_PROP(BranchPlans, CostWhatTheWholeCostsWithTheTrunkHeld, ()) {
    const Program program = random_branches();
    for (const int threads : {1, 3}) {
        PlanOptions options;
        options.gap = 1e-9;
        options.threads = threads;
        BranchPlans plans(program.lp, program.branch, program.x, options);
        RC_ASSERT(plans.plan());
        plans.search(plans.left_open());
        const double whole = whole_cost(program, {});
        RC_ASSERT(std::abs(cost_of(program, plans.x()) - whole) <= 1e-7 * (1 + std::abs(whole)));
    }
}

// Twelve are wanted of plants for 10, 6 and 6 that cost 10, 7 and 7 to open; the first is cheapest by the
// unit, and the best two are the others: 14, of which a dive knows nothing, since two integers differ at
// once.
TEST(BranchPlans, SearchWhereADiveStaysAtWhatOneChangeCannotImprove) {
    Program made;
    solver::ModelBuilder builder;
    const auto column = [&](int branch, double upper, double cost, bool integer) {
        made.branch.push_back(branch);
        return builder.add_column(0, upper, cost, integer);
    };
    const Index stock = column(-1, 20, 0, false);
    for (const int branch : {0, 1}) {
        const Index wanted = builder.add_row(12, solver::infinity);
        builder.add_term(wanted, stock, 1);
        builder.add_term(wanted, column(branch, solver::infinity, 20, false), 1);
        for (const auto& [most, cost] : {std::pair{10.0, 10.0}, {6.0, 7.0}, {6.0, 7.0}}) {
            const Index open = column(branch, 1, cost, true), made_there = column(branch, most, 0, false);
            builder.add_term(wanted, made_there, 1);
            const Index holds = builder.add_row(0, solver::infinity);
            builder.add_term(holds, open, most);
            builder.add_term(holds, made_there, -1);
        }
    }
    made.lp = builder.finish();
    made.x.assign(made.branch.size(), 0);
    PlanOptions options;
    options.gap = 1e-6;
    BranchPlans plans(made.lp, made.branch, made.x, options);
    ASSERT_TRUE(plans.plan());
    EXPECT_NEAR(cost_of(made, plans.x()), 2 * 17, 1e-6);
    EXPECT_GT(plans.left_open(), 2 * 3);
    plans.search(plans.left_open());
    EXPECT_NEAR(cost_of(made, plans.x()), 2 * 14, 1e-6);
    EXPECT_NEAR(plans.left_open(), 0, 1e-4);
    // A row that comes later leaves its integers dear, and the bounds of the search true.
    const std::vector<LazyRow> rows = {{-solver::infinity, 5, {{5, 1}, {7, 1}}}};
    ASSERT_TRUE(plans.hold(rows));
    const double whole = whole_cost(made, rows);
    EXPECT_NEAR(whole, 14 + 17, 1e-6);
    EXPECT_GT(cost_of(made, plans.x()), whole + 100);
    EXPECT_LE(cost_of(made, plans.x()) - plans.left_open(), whole + 1e-6);
    plans.search(plans.left_open());
    EXPECT_NEAR(cost_of(made, plans.x()), whole, 1e-6);
}

// By a part of it or by all, closed by better plans or by higher bounds; integers are whole.
RC_GTEST_PROP(BranchPlans, SayWhatTheyLeaveOpenAndCloseWhatIsAskedFor, ()) {
    const Program program = random_branches();
    PlanOptions options;
    options.gap = 1e-9;
    BranchPlans plans(program.lp, program.branch, program.x, options);
    RC_ASSERT(plans.plan());
    const double whole = whole_cost(program, {}), before = cost_of(program, plans.x());
    const double open = plans.left_open(), rounding = 1e-7 * (1 + std::abs(whole));
    RC_ASSERT(before >= whole - rounding);
    RC_ASSERT(before - open <= whole + rounding);
    const double by = *rc::gen::element(0.25, 0.5, 1.0) * open;
    plans.search(by);
    const double after = cost_of(program, plans.x());
    RC_ASSERT(after <= before + rounding);
    RC_ASSERT(after >= whole - rounding);
    RC_ASSERT(plans.left_open() <= open - by + rounding);
    RC_ASSERT(after - plans.left_open() <= whole + rounding);  // it is against bounds
    for (std::size_t j = 0; j < program.branch.size(); ++j)
        if (program.lp.integer[j] != 0) RC_ASSERT(plans.x()[j] == std::round(plans.x()[j]));
}

RC_GTEST_PROP(BranchPlans, HoldRowsThatComeLater, ()) {
    const Program program = random_branches();
    PlanOptions options;
    options.gap = 1e-9;
    BranchPlans plans(program.lp, program.branch, program.x, options);
    RC_ASSERT(plans.plan());
    std::vector<LazyRow> rows;
    // At least so much of the trunk's stock and of a branch's plant together.
    for (const Index served : program.served)
        rows.push_back(
            {static_cast<double>(*rc::gen::inRange(1, 10)), solver::infinity, {{0, 1}, {served, 1}}});
    RC_ASSERT(plans.hold(rows));
    for (const LazyRow& row : rows) {
        double value = 0;
        for (const solver::Term& term : row.terms)
            value += term.coefficient * plans.x()[static_cast<std::size_t>(term.column)];
        RC_ASSERT(value >= row.lower - 1e-7);
    }
    // With the integers they had, or others where those leave no plan: never better than the best.
    const double whole = whole_cost(program, rows);
    RC_ASSERT(cost_of(program, plans.x()) >= whole - 1e-7 * (1 + std::abs(whole)));
    RC_ASSERT(!plans.hold({{21, solver::infinity, {{0, 1}, {program.served[0], 1}}},
                           {-solver::infinity, 0, {{program.served[0], 1}}}}) ||
              program.x[0] >= 21);
}

}  // namespace
}  // namespace dualflow
