// SPDX-License-Identifier: MIT
#include "dualflow/case/calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace dualflow {
namespace {

TEST(Calendar, FollowsTheMonthsOfTheYear) {
    const auto calendar = make_calendar("8 quarters, 4 half-years, 4 years", make_date(2027, 1, 1));
    ASSERT_TRUE(calendar.has_value());
    ASSERT_EQ(calendar->size(), 16u);
    EXPECT_EQ((*calendar)[0].days(), 90);   // January to March 2027
    EXPECT_EQ((*calendar)[4].days(), 91);   // 2028 has a 29th of February
    EXPECT_EQ((*calendar)[8].days(), 181);  // first half of 2029
    EXPECT_EQ((*calendar)[12].days(), 365);
    EXPECT_EQ(calendar->back().end, make_date(2035, 1, 1));
}

TEST(Calendar, LeavesNoDayOutAndCountsNoneTwice) {
    const auto calendar = make_calendar("10 days, 3 weeks, 5 months, 1 year", make_date(2027, 1, 31));
    ASSERT_TRUE(calendar.has_value());
    for (std::size_t t = 1; t < calendar->size(); ++t)
        EXPECT_EQ((*calendar)[t].start, (*calendar)[t - 1].end);
    EXPECT_EQ((*calendar)[10].days(), 7);
}

TEST(Calendar, KeepsTheEndOfTheMonthWhereTheStartIsItsLastDay) {
    const auto calendar = make_calendar("3 months", make_date(2027, 1, 31));
    ASSERT_TRUE(calendar.has_value());
    EXPECT_EQ(to_string((*calendar)[1].start), "2027-02-28");
    EXPECT_EQ(to_string((*calendar)[2].start), "2027-03-31");
}

TEST(Calendar, RefusesWhatIsNoLengthOfTime) {
    for (const char* text : {"", "8", "quarters", "0 weeks", "-3 days", "8 quarter years", "4 years,",
                             "1.5 years", "8 fortnights", "20000 days", "8 quarters 4 years"}) {
        EXPECT_FALSE(make_calendar(text, make_date(2027, 1, 1)).has_value()) << text;
    }
    EXPECT_TRUE(make_calendar("1 week", make_date(2027, 1, 1)).has_value());
}

RC_GTEST_PROP(ArrivalShare, AddsUpToOneOverAnyPartitionOfTime, ()) {
    const double start = *rc::gen::inRange(0, 400);
    const double length = *rc::gen::inRange(1, 400);
    const double lead = *rc::gen::inRange(0, 2000) / 7.0;
    const auto cuts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 300));
    double edge = 0, sum = 0;
    for (const int cut : cuts) {
        sum += arrival_share(lead, start, start + length, edge, edge + cut);
        edge += cut;
    }
    sum += arrival_share(lead, start, start + length, edge, 1e9);
    RC_ASSERT(std::abs(sum - 1) < 1e-12);
}

TEST(ArrivalShare, OfOneDayBucketsFallsWhollyOnTheDayAfterTheLeadTime) {
    EXPECT_EQ(arrival_share(3, 5, 6, 8, 9), 1);
    EXPECT_EQ(arrival_share(3, 5, 6, 7, 8), 0);
}

TEST(ArrivalShare, OfMonthsIsTheOverlapOfTheMovedMonth) {
    // January [0, 31) moved by 30 days is [30, 61): one day of it in January, 28 in February, 2 in March.
    EXPECT_DOUBLE_EQ(arrival_share(30, 0, 31, 0, 31), 1.0 / 31);
    EXPECT_DOUBLE_EQ(arrival_share(30, 0, 31, 31, 59), 28.0 / 31);
    EXPECT_DOUBLE_EQ(arrival_share(30, 0, 31, 59, 90), 2.0 / 31);
}

}  // namespace
}  // namespace dualflow
