// SPDX-License-Identifier: MIT
#include "dualflow/case/values.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/case/value.hpp"

namespace dualflow {
namespace {

// Days since 1970-01-01 counted year by year, independent of the calendar of the standard library.
int counted_days(int year, unsigned month, unsigned day) {
    const auto leap = [](int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
    const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int days = 0;
    for (int y = 1970; y < year; ++y) days += leap(y) ? 366 : 365;
    for (unsigned m = 1; m < month; ++m)
        days += static_cast<int>(lengths[m - 1]) + (m == 2 && leap(year) ? 1 : 0);
    return days + static_cast<int>(day) - 1;
}

TEST(Dates, ClipTheDayToTheLengthOfTheMonthReached) {
    EXPECT_EQ(to_string(add_months(make_date(2027, 1, 31), 1)), "2027-02-28");
    EXPECT_EQ(to_string(add_months(make_date(2028, 1, 31), 1)), "2028-02-29");
    EXPECT_EQ(to_string(add_months(make_date(2027, 3, 31), -1)), "2027-02-28");
    EXPECT_EQ(to_string(add_months(make_date(2027, 11, 15), 14)), "2029-01-15");
}

RC_GTEST_PROP(Dates, AgreeWithCountingYearByYear, ()) {
    const int year = *rc::gen::inRange(1970, 2200);
    const auto month = *rc::gen::inRange(1U, 13U);
    const auto day = *rc::gen::inRange(1U, 29U);
    RC_ASSERT(make_date(year, month, day).days == counted_days(year, month, day));
}

RC_GTEST_PROP(Dates, ReadBackWhatTheyPrint, ()) {
    const Date date{*rc::gen::inRange(-500'000, 2'000'000)};
    const auto read = parse_date(to_string(date));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == date);
}

RC_GTEST_PROP(Dates, AddingTwelveMonthsIsAddingAYear, ()) {
    const Date date{*rc::gen::inRange(0, 80'000)};
    RC_ASSERT(year_of(add_months(date, 12)) == year_of(date) + 1);
    RC_ASSERT(add_months(add_months(date, 5), 7).days <= add_months(date, 12).days);
}

}  // namespace
}  // namespace dualflow
