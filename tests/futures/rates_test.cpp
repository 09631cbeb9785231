// SPDX-License-Identifier: MIT
#include "dualflow/futures/rates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/case/correlation.hpp"
#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

TEST(Rates, HaveTheVolatilityPullAndCorrelationThatTheTablesState) {
    const FutureRows rows = tests::some_rows();
    const auto root = correlation_root(rows.correlations).value();
    Mean currency, cost, spread, together;
    const double step = 0.1 / std::sqrt(12.0), keep = 0.95;
    double variance = 0;
    for (int t = 0; t < 24; ++t) variance = keep * keep * variance + step * step;
    for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
        const auto paths = sample_rates(rows.rates, root, 3, scenario, 25);
        const double x = std::log(paths[0][24]);
        currency.add(x);
        spread.add(x * x);
        cost.add(paths[1][24]);
        const double first = std::log(paths[0][1]) / step;
        const double other_step = 0.5 / std::sqrt(12.0);
        const double other = (std::log(paths[1][1]) + other_step * other_step / 2) / other_step;
        together.add(first * other);
    }
    EXPECT_TRUE(currency.is(0));  // the median of a currency stays
    EXPECT_TRUE(spread.is(variance));
    EXPECT_TRUE(cost.is(1));  // the mean of a cost stays
    EXPECT_TRUE(together.is(0.6));
}

TEST(Rates, AreDrawnAloneWhereTheyAreUncorrelated) {
    FutureRows rows = tests::some_rows();
    rows.correlations = {{1, 0}, {0, 1}};
    const auto both = sample_rates(rows.rates, correlation_root(rows.correlations).value(), 3, 4, 12);
    const auto alone = sample_rates({rows.rates[1]}, {{1}}, 3, 4, 12);
    EXPECT_EQ(both[1], alone[0]);
}

TEST(Correlations, HaveARootOrAreRefused) {
    const auto root = correlation_root({{1, 0.5, 0.5}, {0.5, 1, 0.5}, {0.5, 0.5, 1}}).value();
    EXPECT_NEAR(root[2][0] * root[1][0] + root[2][1] * root[1][1], 0.5, 1e-15);
    EXPECT_TRUE(correlation_root({{1, 1}, {1, 1}}));
    EXPECT_FALSE(correlation_root({{1, 1, 0.2}, {1, 1, 0.3}, {0.2, 0.3, 1}}));
    EXPECT_FALSE(correlation_root({{1, -0.6, -0.6}, {-0.6, 1, -0.6}, {-0.6, -0.6, 1}}));
}

}  // namespace
