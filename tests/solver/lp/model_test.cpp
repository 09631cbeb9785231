// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/model.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace dualflow::solver {
namespace {

TEST(ModelBuilder, PutsTheRowsOfEachColumnInAscendingOrder) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 5), y = builder.add_column(-1, 2, 7, true);
    builder.add_row(0, 1);
    builder.add_row(2, 3);
    builder.add_term(1, y, 4);
    builder.add_term(1, x, 3);
    builder.add_term(0, y, 2);
    const LpModel model = builder.finish();
    EXPECT_EQ(model.start, (std::vector<Index>{0, 1, 3}));
    EXPECT_EQ(model.row_index, (std::vector<Index>{1, 0, 1}));
    EXPECT_EQ(model.value, (std::vector<double>{3, 2, 4}));
    EXPECT_EQ(model.integer, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_TRUE(model.has_integers());
}

TEST(ModelBuilder, AddsDuplicatesAndDropsWhatCancels) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 0), y = builder.add_column(0, 1, 0);
    builder.add_row(0, 1, std::vector<Term>{{x, 2}, {y, 1}, {x, 3}, {y, -1}});
    const LpModel model = builder.finish();
    EXPECT_EQ(model.start, (std::vector<Index>{0, 1, 1}));
    EXPECT_EQ(model.value, (std::vector<double>{5}));
}

TEST(ModelBuilder, ChangesCostsAndBoundsInPlace) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 2);
    const Index row = builder.add_row(-infinity, 4);
    builder.add_cost(x, 3);
    builder.set_column_bounds(x, -1, 9);
    builder.add_to_row_bounds(row, 0.5);
    builder.add_offset(8);
    EXPECT_EQ(builder.column_upper(x), 9);
    const LpModel model = builder.finish();
    EXPECT_EQ(model.cost, (std::vector<double>{5}));
    EXPECT_EQ(model.lower, (std::vector<double>{-1}));
    EXPECT_EQ(model.row_lower, (std::vector<double>{-infinity}));
    EXPECT_EQ(model.row_upper, (std::vector<double>{4.5}));
    EXPECT_EQ(model.offset, 8);
}

TEST(ModelBuilder, OfNothingIsAnEmptyModel) {
    const LpModel model = ModelBuilder().finish();
    EXPECT_EQ(model.rows(), 0);
    EXPECT_EQ(model.columns(), 0);
    EXPECT_EQ(model.start, (std::vector<Index>{0}));
}

RC_GTEST_PROP(ModelBuilder, GivesTheMatrixThatWasAdded, ()) {
    using rc::gen::inRange;
    const int rows = *inRange(1, 8), columns = *inRange(1, 8), terms = *inRange(0, 60);
    ModelBuilder builder;
    for (int j = 0; j < columns; ++j) builder.add_column(0, 1, 0);
    for (int i = 0; i < rows; ++i) builder.add_row(0, 1);
    std::map<std::pair<int, int>, double> expected;  // by column, then row
    for (int k = 0; k < terms; ++k) {
        const int row = *inRange(0, rows), column = *inRange(0, columns), value = *inRange(-3, 4);
        builder.add_term(row, column, value);
        expected[{column, row}] += value;
    }
    std::erase_if(expected, [](const auto& entry) { return entry.second == 0; });
    const LpModel model = builder.finish();
    std::map<std::pair<int, int>, double> found;
    std::vector<std::pair<int, int>> order;
    for (int j = 0; j < columns; ++j) {
        for (auto k = model.start[static_cast<std::size_t>(j)];
             k < model.start[static_cast<std::size_t>(j) + 1]; ++k) {
            const auto place = static_cast<std::size_t>(k);
            found[{j, model.row_index[place]}] = model.value[place];
            order.emplace_back(j, model.row_index[place]);
        }
    }
    RC_ASSERT(found == expected);
    RC_ASSERT(order.size() == expected.size());
    RC_ASSERT(std::is_sorted(order.begin(), order.end()));
}

TEST(RangesOf, LeavesOutZerosAndInfinities) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, infinity, -4), y = builder.add_column(-2, 8, 0);
    builder.add_row(-infinity, 1000, std::vector<Term>{{x, 0.01}, {y, -30}});
    const ModelRanges ranges = ranges_of(builder.finish());
    EXPECT_EQ(ranges.matrix.smallest, 0.01);
    EXPECT_EQ(ranges.matrix.largest, 30);
    EXPECT_EQ(ranges.cost.smallest, 4);
    EXPECT_EQ(ranges.cost.largest, 4);
    EXPECT_EQ(ranges.bound.smallest, 2);
    EXPECT_EQ(ranges.bound.largest, 8);
    EXPECT_EQ(ranges.right_hand_side.largest, 1000);
}

}  // namespace
}  // namespace dualflow::solver
