// SPDX-License-Identifier: MIT
#include "dualflow/futures/months.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dualflow;

TEST(Months, RunFromTheStartAndEndWithTheCalendar) {
    const auto months = months_of(make_date(2027, 1, 31), make_date(2027, 4, 10));
    ASSERT_EQ(months.size(), 3U);
    EXPECT_EQ(to_string(months[1].start), "2027-02-28");
    EXPECT_EQ(to_string(months[2].start), "2027-03-31");
    EXPECT_EQ(to_string(months[2].end), "2027-04-10");
}

TEST(Months, AverageTheSeasonByTheDaysOfEachMonth) {
    std::array<double, 12> factor{};
    factor.fill(1);
    factor[11] = 1.3;
    factor[0] = 0.7;
    EXPECT_NEAR(season_factor(factor, {make_date(2027, 12, 1), make_date(2028, 1, 1)}), 1.3, 1e-15);
    EXPECT_NEAR(season_factor(factor, {make_date(2027, 12, 22), make_date(2028, 1, 11)}), 1.0, 1e-15);
    EXPECT_NEAR(season_factor(factor, {make_date(2027, 2, 1), make_date(2027, 3, 1)}), 1.0, 1e-15);
}

TEST(Months, AverageOverBucketsByDays) {
    const auto months = months_of(make_date(2027, 1, 1), make_date(2028, 1, 1));
    std::vector<double> values(12, 0);
    values[0] = 31;
    values[1] = 28;
    const auto means = by_bucket(
        months, values,
        {{make_date(2027, 1, 1), make_date(2027, 4, 1)}, {make_date(2027, 1, 22), make_date(2027, 2, 11)}});
    EXPECT_NEAR(means[0], (31.0 * 31 + 28 * 28) / 90, 1e-12);
    EXPECT_NEAR(means[1], (10 * 31 + 10 * 28) / 20.0, 1e-12);
}

}  // namespace
