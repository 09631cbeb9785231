// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/dive.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

// Facilities with opening costs, customers that each take from what is open; capacity a facility.
struct Location {
    LpModel model;
    std::vector<double> opening, capacity;
    std::vector<std::vector<double>> cost;  // facility × customer
};

Location random_location(int facilities, int customers) {
    Location l;
    ModelBuilder b;
    std::vector<Index> open;
    std::vector<Index> served;
    for (int f = 0; f < facilities; ++f) {
        l.opening.push_back(*rc::gen::inRange(5, 40));
        l.capacity.push_back(*rc::gen::inRange(1, customers + 1));
        open.push_back(b.add_column(0, 1, l.opening.back(), true));
    }
    for (int k = 0; k < customers; ++k) served.push_back(b.add_row(1, 1));
    for (int f = 0; f < facilities; ++f) {
        l.cost.emplace_back();
        const Index within = b.add_row(-infinity, 0);
        b.add_term(within, open[static_cast<std::size_t>(f)], -l.capacity[static_cast<std::size_t>(f)]);
        for (int k = 0; k < customers; ++k) {
            l.cost.back().push_back(*rc::gen::inRange(1, 20));
            const Index flow = b.add_column(0, 1, l.cost.back().back());
            b.add_term(served[static_cast<std::size_t>(k)], flow, 1);
            b.add_term(within, flow, 1);
        }
    }
    for (int k = 0; k < customers; ++k) {  // unserved, at a price
        b.add_term(served[static_cast<std::size_t>(k)], b.add_column(0, 1, 100), 1);
    }
    l.model = b.finish();
    return l;
}

RC_GTEST_PROP(Dive, EndsAtAPointOfTheModelThatIsNoBetterThanTheRelaxation, ()) {
    const Location l = random_location(*rc::gen::inRange(2, 6), *rc::gen::inRange(2, 6));
    Solver solver(l.model);
    const Solution relaxed = solver.solve_relaxation({});
    RC_ASSERT(relaxed.status == SolveStatus::optimal);
    const Dive dived = dive(solver, {}, relaxed);
    RC_ASSERT(!dived.x.empty());
    const Violation violation = violation_of(l.model, dived.x);
    RC_ASSERT(violation.row < 1e-7 && violation.bound < 1e-7 && violation.integer < 1e-7);
    RC_ASSERT(std::abs(dived.objective - objective_of(l.model, dived.x)) < 1e-6);
    RC_ASSERT(dived.objective >= relaxed.objective - 1e-6);
    // The bounds are as before: the relaxation has the same optimum again.
    RC_ASSERT(std::abs(solver.solve_relaxation({}).objective - relaxed.objective) < 1e-6);
    RC_ASSERT(solver.model().lower == l.model.lower && solver.model().upper == l.model.upper);
}

// Facilities of a capacity and a cost of opening, each for a demand of one that can be bought at a price
// instead.
struct Bought {
    ModelBuilder b;

    void add(int count, double capacity, double opening, double price) {
        for (int k = 0; k < count; ++k) {
            const Index open = b.add_column(0, 1, opening, true), bought = b.add_column(0, 1, price);
            b.add_row(1, infinity, std::vector<Term>{{open, capacity}, {bought, 1}});
        }
    }
};

// Rounding up opens a dear facility and nine cheap ones; only the dear one is wrong, and it comes last in the
// order of fractions. Its reduced cost promises most, so it is tried first. Then the cheap ones are tried in
// vain, each once, where they promise a good part of what is missing.
TEST(Dive, TriesTheMostPromisingIntegerFirstAndWhatIsWorthATry) {
    for (const double cheap : {0.05, 1.0}) {
        Bought bought;
        bought.add(1, 5, 100, 25);  // a fifth is enough, at 20; whole it costs 100, and buying 25
        bought.add(9, 2, cheap, 40);
        Solver solver(bought.b.finish());
        const Solution relaxed = solver.solve_relaxation({});
        ASSERT_NEAR(relaxed.objective, 20 + 9 * cheap / 2, 1e-9);
        const auto solves = [&](double gap) {
            SolveOptions options;
            options.gap = gap;
            const Dive dived = dive(solver, options, relaxed);
            EXPECT_NEAR(dived.objective, (gap < 1 ? 25 : 100) + 9 * cheap, 1e-9);
            return dived.lp_solves;
        };
        const int plunge = solves(10);  // near enough to anything
        EXPECT_EQ(solves(0.3), plunge + 1);
        EXPECT_EQ(solves(0), plunge + (cheap < 1 ? 1 : 10));
    }
}

// Each promises but a twelfth of what is missing.
TEST(Dive, TriesManyThatPromiseEnoughTogetherOnly) {
    Bought bought;
    bought.add(15, 5, 100, 25);
    Solver solver(bought.b.finish());
    EXPECT_NEAR(dive(solver, {}, solver.solve_relaxation({})).objective, 15 * 25, 1e-9);
}

// The dear one promises more and cannot be closed, until the cheap one is open and serves its demand too.
TEST(Dive, TriesAnIntegerAgainAfterOthersGained) {
    ModelBuilder b;
    const Index dear = b.add_column(0, 1, 2000, true), cheap = b.add_column(0, 1, 60, true);
    const Index by_dear = b.add_column(0, infinity, 0), by_cheap = b.add_column(0, infinity, 500);
    const Index own = b.add_column(0, infinity, 0);
    const Index bought = b.add_column(0, infinity, 5000), own_bought = b.add_column(0, infinity, 500);
    b.add_row(1, infinity, std::vector<Term>{{by_dear, 1}, {by_cheap, 1}, {bought, 1}});
    b.add_row(0.16, infinity, std::vector<Term>{{own, 1}, {own_bought, 1}});
    b.add_row(0, infinity, std::vector<Term>{{dear, 5}, {by_dear, -1}});
    b.add_row(0, infinity, std::vector<Term>{{cheap, 2}, {by_cheap, -1}, {own, -1}});
    Solver solver(b.finish());
    const Solution relaxed = solver.solve_relaxation({});
    ASSERT_NEAR(relaxed.objective, 400 + 4.8, 1e-9);  // rounded: 2000 + 0.16 · 500
    EXPECT_NEAR(dive(solver, {}, relaxed).objective, 60 + 500, 1e-9);
}

// 2x and what is bought are 5.2; x = 2.6 rounds up to 3, at 30.
TEST(Dive, TriesTheOtherSideOfIntegersAboveOne) {
    ModelBuilder b;
    const Index x = b.add_column(0, 10, 10, true), bought = b.add_column(0, infinity, 6);
    b.add_row(5.2, infinity, std::vector<Term>{{x, 2}, {bought, 1}});
    Solver solver(b.finish());
    const Dive dived = dive(solver, {}, solver.solve_relaxation({}));
    EXPECT_NEAR(dived.objective, 2 * 10 + 1.2 * 6, 1e-9);
    EXPECT_NEAR(dived.x[0], 2, 1e-9);
}

// Costs are whole numbers below a hundred, so every gain is worth another look at those tried before.
RC_GTEST_PROP(Dive, LeavesNoSingleIntegerThatWouldBringMuch, ()) {
    const Location l = random_location(*rc::gen::inRange(2, 4), *rc::gen::inRange(2, 4));
    Solver solver(l.model);
    const Solution relaxed = solver.solve_relaxation({});
    const Dive dived = dive(solver, {}, relaxed);
    RC_ASSERT(!dived.x.empty());
    const double missing = dived.objective - relaxed.objective;
    FixedIntegers fixed(solver);
    for (const Index column : fixed.columns()) {
        const double was = relaxed.x[static_cast<std::size_t>(column)], below = std::floor(was);
        if (was - below < 1e-6 || was - below > 1 - 1e-6) continue;
        fixed.fix_all(dived.x);
        const double now = std::round(dived.x[static_cast<std::size_t>(column)]);
        fixed.fix(column, now > below ? below : below + 1);
        const Solution other = solver.solve_relaxation({});
        if (other.status != SolveStatus::optimal) continue;
        RC_ASSERT(dived.objective - other.objective <= 0.1 * missing + 1e-6);
    }
}

// Of the relaxation at (10/11, 10/11) both round up, which leaves nothing; one of them alone does.
TEST(Dive, FixesOneWhereSeveralAtOnceLeaveNothing) {
    ModelBuilder b;
    const Index x = b.add_column(0, 1, -1, true), y = b.add_column(0, 1, -1, true);
    b.add_row(-infinity, 10, std::vector<Term>{{x, 10}, {y, 1}});
    b.add_row(-infinity, 10, std::vector<Term>{{x, 1}, {y, 10}});
    Solver solver(b.finish());
    const Solution relaxed = solver.solve_relaxation({});
    ASSERT_NEAR(relaxed.objective, -20.0 / 11, 1e-9);
    const Dive dived = dive(solver, {}, relaxed);
    ASSERT_FALSE(dived.x.empty());
    EXPECT_NEAR(dived.objective, -1, 1e-9);
    EXPECT_EQ(solver.model().upper, (std::vector<double>{1, 1}));
}

// x is at most 0.9, so it is 0, though rounding goes up.
TEST(Dive, TakesTheOtherSideWhereTheFirstLeavesNothing) {
    ModelBuilder b;
    const Index x = b.add_column(0, 1, -1, true);
    b.add_row(-infinity, 9, std::vector<Term>{{x, 10}});
    Solver solver(b.finish());
    const Dive dived = dive(solver, {}, solver.solve_relaxation({}));
    ASSERT_FALSE(dived.x.empty());
    EXPECT_NEAR(dived.objective, 0, 1e-9);
}

TEST(Dive, HasNoPointWhereTheIntegersCannotBeMet) {
    ModelBuilder b;
    const Index x = b.add_column(0, 1, 1, true), y = b.add_column(0, 1, 1, true);
    b.add_row(1, 1, std::vector<Term>{{x, 2}, {y, 2}});  // 2x + 2y = 1
    Solver solver(b.finish());
    const Solution relaxed = solver.solve_relaxation({});
    ASSERT_EQ(relaxed.status, SolveStatus::optimal);
    EXPECT_TRUE(dive(solver, {}, relaxed).x.empty());
}

TEST(Cutoff, StopsAnLpThatCannotBeatIt) {
    ModelBuilder b;
    const Index x = b.add_column(0, 10, 3), y = b.add_column(0, 10, 2);
    b.add_row(4, infinity, std::vector<Term>{{x, 1}, {y, 1}});
    Solver solver(b.finish());
    ASSERT_NEAR(solver.solve_relaxation({}).objective, 8, 1e-9);
    solver.set_column_bounds(y, 0, 1);  // now 3·3 + 2·1 = 11
    SolveOptions options;
    options.cutoff = 9;
    const Solution stopped = solver.solve_relaxation(options);
    EXPECT_TRUE(stopped.status != SolveStatus::optimal || stopped.objective >= 9);
    EXPECT_NEAR(solver.solve_relaxation({}).objective, 11, 1e-9);
}

}  // namespace
}  // namespace dualflow::solver
