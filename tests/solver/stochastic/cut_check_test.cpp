// SPDX-License-Identifier: MIT
// The checks that end a decomposition whose cuts or rows say other than they must: figures by hand.
#include "dualflow/solver/stochastic/cut_check.hpp"

#include <gtest/gtest.h>

namespace dualflow::solver {
namespace {

// 2 x₀ − x₁ ≥ 5 at (1, 3): −1, six too little.
LazyRow some_row() {
    LazyRow row;
    row.lower = 5;
    row.terms = {{0, 2}, {1, -1}};
    return row;
}
const std::vector<double> point{1, 3};

TEST(RowsOfCuts, AreMissedByTheDistanceToTheirNearerSide) {
    EXPECT_EQ(missed_by(some_row(), point), 6);
    LazyRow row = some_row();
    row.lower = -infinity;
    row.upper = 4;
    EXPECT_EQ(missed_by(row, point), -5);
    EXPECT_EQ(size_at(row, point), 4 + 2 + 3);
}

TEST(RowsOfCuts, AreNoRowsOfTheirCutWithASignFlipped) {
    EXPECT_EQ(why_no_row_of(6, some_row(), point), "");
    EXPECT_EQ(why_no_row_of(6 + 1e-7, some_row(), point), "");
    LazyRow flipped = some_row();
    flipped.terms[1].coefficient = 1;  // 2 + 3 = 5: not missed at all
    EXPECT_EQ(why_no_row_of(6, flipped, point),
              "internal error: a row of the master misses its point by 0; its cut does by 6");
    EXPECT_NE(why_no_row_of(-6, some_row(), point), "");
}

TEST(RowsOfCuts, MustBeSatisfiedByTheMasterThatHasThem) {
    LazyRow met = some_row();
    met.lower = -1;
    EXPECT_EQ(why_not_satisfied({met, met}, point), "");
    EXPECT_EQ(why_not_satisfied({met, some_row()}, point),
              "internal error: the master misses a row that it was given by 6");
}

TEST(Cuts, AreNoneAboveWhatTheirPointCosts) {
    const Cut cut{10, {1, -2}, false};  // 5 at (1, 3)
    EXPECT_EQ(why_no_cut(cut, point, 5), "");
    EXPECT_EQ(why_no_cut(cut, point, 7), "");  // weak
    EXPECT_EQ(why_no_cut(cut, point, 4.9), "internal error: a cut is 5 at a point that costs 4.9");
    EXPECT_EQ(why_no_cut({}, point, 4.9), "");  // says nothing
}

TEST(CutCheck, TakesWhatIsLeftOfTermsThatCancelForARoundingAndNothingMore) {
    const Cut zero{0, {0}, false};
    const std::vector<double> link{1};
    EXPECT_EQ(why_no_cut(zero, link, -5.551115123e-17), "");
    EXPECT_NE(why_no_cut(zero, link, -1e-8), "");
}

}  // namespace
}  // namespace dualflow::solver
