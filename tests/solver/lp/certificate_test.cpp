// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/certificate.hpp"

#include <gtest/gtest.h>

namespace dualflow::solver {
namespace {

constexpr double tolerance = 1e-9;

LpModel triangle() {  // optimum −5 at (3, 1), duals −1/2, −1/2
    ModelBuilder builder;
    const Index x = builder.add_column(0, 10, -1), y = builder.add_column(0, 10, -2);
    builder.add_row(-infinity, 4, std::vector<Term>{{x, 1}, {y, 1}});
    builder.add_row(-infinity, 6, std::vector<Term>{{x, 1}, {y, 3}});
    return builder.finish();
}

Verdict judged(std::vector<double> x, std::vector<double> dual) {
    return judge(triangle(), x, dual, {tolerance, tolerance});
}

TEST(Judge, BelievesAPointAndDualsThatAgree) {
    const Verdict verdict = judged({3, 1}, {-0.5, -0.5});
    EXPECT_TRUE(verdict.agrees);
    EXPECT_EQ(verdict.gap, 0);
    EXPECT_EQ(verdict.reason, "");
}

TEST(Judge, RefusesAPointThatMissesARow) {
    const Verdict verdict = judged({3, 1.0001}, {-0.5, -0.5});
    EXPECT_FALSE(verdict.feasible);
    EXPECT_NE(verdict.reason.find("misses the model by"), std::string::npos);
}

TEST(Judge, RefusesAFeasiblePointThatIsNotOptimal) {
    const Verdict verdict = judged({3, 0.999}, {-0.5, -0.5});
    EXPECT_TRUE(verdict.feasible);
    EXPECT_FALSE(verdict.agrees);
    EXPECT_NEAR(verdict.gap, 0.002 / 4.998, 1e-9);
}

TEST(Judge, RefusesDualsThatProveLess) {
    const Verdict verdict = judged({3, 1}, {-0.6, -0.5});
    EXPECT_FALSE(verdict.agrees);
    EXPECT_LT(verdict.bound, -5);
}

TEST(Judge, RefusesWhatHasNoPointOrNoDuals) {
    EXPECT_EQ(judged({}, {}).reason, "no point");
    EXPECT_EQ(judged({3, 1}, {}).reason, "no dual vector");
}

TEST(Judge, ForgivesWhatIsSmallBesideTheTermsOfTheRow) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1e9, 0), y = builder.add_column(0, 1e9, 0);
    builder.add_row(0, 0, std::vector<Term>{{x, 1}, {y, -1}});
    const LpModel model = builder.finish();
    EXPECT_TRUE(
        judge(model, std::vector<double>{1e8, 1e8 + 1e-7}, std::vector<double>{0}, {tolerance, tolerance})
            .feasible);
    EXPECT_FALSE(
        judge(model, std::vector<double>{1e8, 1e8 + 1.0}, std::vector<double>{0}, {tolerance, tolerance})
            .feasible);
}

// z = x − y is an objective of 1 that a row makes of two amounts of `size`, so its error is measured by
// those.
TEST(Judge, ForgivesWhatIsSmallBesideTheMoneyInsideARow) {
    const auto verdict_of = [](double size, double dual) {
        ModelBuilder builder;
        const Index z = builder.add_column(0, 10, 1);
        const Index x = builder.add_column(size + 1, size + 1, 0), y = builder.add_column(size, size, 0);
        builder.add_row(0, infinity, std::vector<Term>{{z, 1}, {x, -1}, {y, 1}});
        return judge(builder.finish(), std::vector<double>{1, size + 1, size}, std::vector<double>{dual},
                     {1e-9, 1e-9});
    };
    EXPECT_TRUE(verdict_of(5e5, 1 - 5e-9).agrees) << "a ten-thousandth of 5e5 is the measure";
    EXPECT_FALSE(verdict_of(5e5, 1 - 5e-7).agrees);
    EXPECT_FALSE(verdict_of(5, 1 - 5e-9).agrees) << "of small amounts nothing is forgiven";
}

// Two rows fix the same 1e6 units, and their duals of ±1e12 cancel. The point costs 1 and the optimum 0.
TEST(Judge, IsNotWonOverByDualsThatCancel) {
    ModelBuilder builder;
    const Index z = builder.add_column(0, 10, 1), y = builder.add_column(0, 1e6, 0);
    builder.add_row(1e6, 1e6, std::vector<Term>{{y, 1}});
    builder.add_row(1e6, 1e6, std::vector<Term>{{y, 1}});
    const Verdict verdict =
        judge(builder.finish(), std::vector<double>{1, 1e6}, std::vector<double>{1e12, -1e12}, {1e-9, 1e-9});
    EXPECT_EQ(z, 0);
    EXPECT_TRUE(verdict.feasible);
    EXPECT_FALSE(verdict.agrees) << "a gap of all the objective, and 1e-18 of the duals' own amounts";
}

TEST(Judge, SaysThatAFreeColumnIsJudgedNearThePoint) {
    ModelBuilder builder;  // min t with t ≥ 0.1 x − 0.3, t ≥ 0.3 − 0.1 x, all free: 0 at x = 3
    const Index x = builder.add_column(-infinity, infinity, 0),
                t = builder.add_column(-infinity, infinity, 1);
    builder.add_row(-0.3, infinity, std::vector<Term>{{t, 1}, {x, -0.1}});
    builder.add_row(0.3, infinity, std::vector<Term>{{t, 1}, {x, 0.1}});
    const Verdict verdict = judge(builder.finish(), std::vector<double>{3, 0},
                                  std::vector<double>{0.5, 0.5 + 1e-15}, {tolerance, tolerance});
    EXPECT_TRUE(verdict.agrees);
    EXPECT_EQ(verdict.bound, -infinity);
    EXPECT_NE(verdict.remark, "");
}

TEST(SnapToBounds, MovesOnlyWhatIsWithinTheTolerance) {
    std::vector<double> x{-1e-10, 10 + 1e-3};
    snap_to_bounds(triangle(), tolerance, x);
    EXPECT_EQ(x, (std::vector<double>{0, 10 + 1e-3}));
}

TEST(ProvesInfeasible, ByARayOfEitherSign) {
    ModelBuilder builder;  // x + y ≥ 5 with x, y ≤ 2
    const Index x = builder.add_column(0, 2, 1), y = builder.add_column(0, 2, 1);
    builder.add_row(5, infinity, std::vector<Term>{{x, 1}, {y, 1}});
    const LpModel model = builder.finish();
    EXPECT_TRUE(proves_infeasible(model, std::vector<double>{1}));
    EXPECT_TRUE(proves_infeasible(model, std::vector<double>{-1}));
    EXPECT_FALSE(proves_infeasible(model, std::vector<double>{0}));
}

TEST(ProvesInfeasible, NeverAFeasibleModel) {
    for (const double first : {-2.0, -0.5, 0.0, 0.5, 2.0}) {
        for (const double second : {-2.0, -0.5, 0.0, 0.5, 2.0}) {
            EXPECT_FALSE(proves_infeasible(triangle(), std::vector<double>{first, second}));
        }
    }
}

}  // namespace
}  // namespace dualflow::solver
