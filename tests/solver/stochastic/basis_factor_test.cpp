// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/basis_factor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace dualflow::solver {
namespace {

// A permuted triangle with `loose` further entries: mostly peeled off, with a dense rest.
std::vector<BasisFactor::Column> random_matrix(std::size_t size, std::size_t loose) {
    std::vector<std::vector<double>> entry(size, std::vector<double>(size, 0));
    const auto draw = [] { return *rc::gen::inRange(1, 9) * (*rc::gen::inRange(0, 2) == 0 ? 0.5 : -0.25); };
    std::vector<std::size_t> row(size);
    for (std::size_t i = 0; i < size; ++i) row[i] = i;
    for (std::size_t i = size; i-- > 1;) std::swap(row[i], row[*rc::gen::inRange<std::size_t>(0, i + 1)]);
    for (std::size_t j = 0; j < size; ++j) entry[row[j]][j] = 10 * draw();
    for (std::size_t k = 0; k < size; ++k) {
        const auto j = *rc::gen::inRange<std::size_t>(0, size), i = *rc::gen::inRange<std::size_t>(0, j + 1);
        if (i < j) entry[row[i]][j] = draw();
    }
    for (std::size_t k = 0; k < loose; ++k) {
        const auto j = *rc::gen::inRange<std::size_t>(0, size), i = *rc::gen::inRange<std::size_t>(0, size);
        if (entry[i][j] == 0) entry[i][j] = draw() / 8;
    }
    std::vector<BasisFactor::Column> columns(size);
    for (std::size_t j = 0; j < size; ++j)
        for (std::size_t i = 0; i < size; ++i)
            if (entry[i][j] != 0) columns[j].emplace_back(static_cast<Index>(i), entry[i][j]);
    return columns;
}

RC_GTEST_PROP(ABasisFactor, SolvesWithTheMatrixAndItsTranspose, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 20);
    const auto columns = random_matrix(size, *rc::gen::inRange<std::size_t>(0, 30));
    const auto factor = BasisFactor::of(columns);
    RC_PRE(factor.has_value());
    std::vector<double> wanted(size);
    for (double& value : wanted) value = *rc::gen::inRange(-9, 10);
    std::vector<double> right(size, 0), transposed(size, 0);
    for (std::size_t j = 0; j < size; ++j) {
        for (const auto& [row, value] : columns[j]) {
            right[static_cast<std::size_t>(row)] += value * wanted[j];
            transposed[j] += value * wanted[static_cast<std::size_t>(row)];
        }
    }
    factor->solve(right);
    factor->solve_transposed(transposed);
    for (std::size_t j = 0; j < size; ++j) {
        RC_ASSERT(std::abs(right[j] - wanted[j]) < 1e-6);
        RC_ASSERT(std::abs(transposed[j] - wanted[j]) < 1e-6);
    }
}

TEST(ABasisFactor, RefusesASingularMatrixAndOneWithTooMuchLeftAfterPeeling) {
    using Columns = std::vector<BasisFactor::Column>;
    EXPECT_FALSE(BasisFactor::of(Columns{{{0, 1.0}, {1, 2.0}}, {{0, 2.0}, {1, 4.0}}}));
    EXPECT_FALSE(BasisFactor::of(Columns{{{0, 1.0}}, {{0, 3.0}}}));
    EXPECT_FALSE(BasisFactor::of(Columns{{{0, 1.0}}, {}}));
    const Columns square{{{0, 1.0}, {1, 2.0}}, {{0, 2.0}, {1, 5.0}}};
    EXPECT_TRUE(BasisFactor::of(square));
    EXPECT_FALSE(BasisFactor::of(square, 1));
    EXPECT_TRUE(BasisFactor::of(Columns{}));
}

}  // namespace
}  // namespace dualflow::solver
