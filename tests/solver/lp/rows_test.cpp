// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/rows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

TEST(MergedRows, AddsTermsOfOneColumnAndDropsZeros) {
    const auto rows = merged_rows({{1, 2, {{3, 1}, {0, 2}, {3, 4}, {1, 5}, {1, -5}}}});
    ASSERT_EQ(rows.size(), 1U);
    ASSERT_EQ(rows[0].terms.size(), 2U);
    EXPECT_EQ(rows[0].terms[0].column, 0);
    EXPECT_EQ(rows[0].terms[0].coefficient, 2);
    EXPECT_EQ(rows[0].terms[1].column, 3);
    EXPECT_EQ(rows[0].terms[1].coefficient, 5);
    EXPECT_EQ(rows[0].lower, 1);
    EXPECT_EQ(rows[0].upper, 2);
}

TEST(MergedRows, DividesARowWhoseCoefficientsTheLibraryWouldRefuseByAPowerOfTwo) {
    ModelBuilder builder;
    builder.add_column(0, 10, 1);
    builder.add_column(0, 10, 1);
    Solver solver(builder.finish());
    solver.add_rows({{3e16, infinity, {{0, 2e16}, {1, 1e16}}}});  // 2 x + y ≥ 3
    const Solution solution = solver.solve_relaxation({});
    ASSERT_EQ(solution.status, SolveStatus::optimal);
    EXPECT_NEAR(solution.objective, 1.5, 1e-9);
    EXPECT_NEAR(solution.bound_proved, 1.5, 1e-9);
    EXPECT_LT(solver.model().value.front(), 2);
    EXPECT_EQ(solver.model().value.front(), 2 * solver.model().value.back());
}

RC_GTEST_PROP(AppendRows, EqualsBuildingTheModelWithThemFromTheStart, ()) {
    using rc::gen::inRange;
    const int columns = *inRange(1, 6), first = *inRange(0, 5), added = *inRange(0, 5);
    ModelBuilder without, with;
    for (int j = 0; j < columns; ++j) {
        without.add_column(0, j, j);
        with.add_column(0, j, j);
    }
    std::vector<LazyRow> rows;
    for (int i = 0; i < first + added; ++i) {
        LazyRow row{static_cast<double>(i), infinity, {}};
        for (int j = 0; j < columns; ++j) row.terms.push_back({j, static_cast<double>(*inRange(-2, 3))});
        with.add_row(row.lower, row.upper, row.terms);
        if (i < first) without.add_row(row.lower, row.upper, row.terms);
        if (i >= first) rows.push_back(row);
    }
    LpModel grown = without.finish();
    append_rows(grown, merged_rows(rows));
    const LpModel expected = with.finish();
    RC_ASSERT(grown.start == expected.start);
    RC_ASSERT(grown.row_index == expected.row_index);
    RC_ASSERT(grown.value == expected.value);
    RC_ASSERT(grown.row_lower == expected.row_lower);
    RC_ASSERT(grown.row_upper == expected.row_upper);
}

TEST(WidenRowsOfFixed, MovesTheSidesOfRowsThatFixedColumnsMissByARoundingAndOfNoOther) {
    ModelBuilder builder;
    const Index held = builder.add_column(2, 2, 1), also = builder.add_column(3, 3, 1),
                open = builder.add_column(0, 9, 1);
    builder.add_row(5.02, 7, std::vector<Term>{{held, 1}, {also, 1}});  // 5 is a little below it
    builder.add_row(-1, 6.97, std::vector<Term>{{held, 2}, {also, 1}});
    builder.add_row(6, 7, std::vector<Term>{{held, 1}, {also, 1}});  // far below it
    builder.add_row(4, 5, std::vector<Term>{{held, 1}, {also, 1}});
    builder.add_row(2.01, 7, std::vector<Term>{{held, 1}, {open, 1}});
    LpModel model = builder.finish();
    widen_rows_of_fixed(model, 0.01);
    EXPECT_EQ(model.row_lower, (std::vector<double>{5, -1, 6, 4, 2.01}));
    EXPECT_EQ(model.row_upper, (std::vector<double>{7, 7, 7, 5, 7}));
}

RC_GTEST_PROP(EraseRows, EqualsBuildingTheModelWithoutThem, ()) {
    using rc::gen::inRange;
    const int columns = *inRange(1, 6), rows = *inRange(0, 9);
    ModelBuilder with, without;
    for (int j = 0; j < columns; ++j) {
        with.add_column(0, j, j);
        without.add_column(0, j, j);
    }
    std::vector<Index> erased;
    for (int i = 0; i < rows; ++i) {
        std::vector<Term> terms;
        for (int j = 0; j < columns; ++j) terms.push_back({j, static_cast<double>(*inRange(-2, 3))});
        with.add_row(i, infinity, terms);
        if (*inRange(0, 2) == 0) {
            erased.push_back(i);
        } else {
            without.add_row(i, infinity, terms);
        }
    }
    LpModel left = with.finish();
    erase_rows(left, erased);
    const LpModel expected = without.finish();
    RC_ASSERT(left.start == expected.start);
    RC_ASSERT(left.row_index == expected.row_index);
    RC_ASSERT(left.value == expected.value);
    RC_ASSERT(left.row_lower == expected.row_lower);
    RC_ASSERT(left.row_upper == expected.row_upper);
}

}  // namespace
}  // namespace dualflow::solver
