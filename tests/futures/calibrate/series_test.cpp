// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/series.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace dualflow;

// 72 months from 2000-01 with values 1, 2, …; `change` replaces the line of a row.
std::string text(std::size_t change = 0, const std::string& line = "") {
    std::string csv = "observation_date,SALES\n";
    for (std::size_t i = 0; i < 72; ++i) {
        const std::string month = std::to_string(101 + i % 12).substr(1);
        csv += i + 2 == change
                   ? line
                   : std::to_string(2000 + i / 12) + "-" + month + "-01," + std::to_string(i + 1) + "\n";
    }
    return csv;
}

std::string problem(const std::string& csv, const std::string& from = "") {
    const auto series = read_series(csv, "s.csv", from);
    EXPECT_FALSE(series);
    return series ? "" : series.error();
}

TEST(Series, ReadsMonthsAndValues) {
    const auto series = read_series(text(), "s.csv");
    ASSERT_TRUE(series);
    EXPECT_EQ(series->name, "SALES");
    EXPECT_EQ(series->values.size(), 72U);
    EXPECT_EQ(series->date(13), "2001-02");
    EXPECT_EQ(series->month(13), 2);
    EXPECT_NEAR(series->year(13), 2001 + 1.0 / 12, 1e-12);
}

TEST(Series, MayBeginLater) {
    const auto series = read_series(text(), "s.csv", "2001-01");
    ASSERT_TRUE(series);
    EXPECT_EQ(series->date(0), "2001-01");
    EXPECT_EQ(series->values.front(), 13);
    EXPECT_EQ(problem(text(), "2001-02"),
              "s.csv: 59 months from 2001-02 on; expected at least 60, five years");
    EXPECT_EQ(problem(text(), "spring"), "\"spring\" is not a month; expected YYYY-MM");
}

TEST(Series, AcceptsMonthsWithoutADayAndSpacesAround) {
    ASSERT_TRUE(read_series(text(2, " 2000-01 , 7.5 \n"), "s.csv"));
}

TEST(Series, NamesTheRowOfTheFirstProblem) {
    EXPECT_EQ(problem(text(5, "")),
              "s.csv:5: 2000-05 follows 2000-03; expected 2000-04: every month once, in order");
    EXPECT_EQ(problem(text(5, "2000-03-01,4\n")),
              "s.csv:5: 2000-03 follows 2000-03; expected 2000-04: every month once, in order");
    EXPECT_EQ(problem(text(5, "2000-04-01,.\n")),
              "s.csv:5: \".\" is not a number; expected a value for every month");
    EXPECT_EQ(problem(text(5, "2000-04-01,nan\n")),
              "s.csv:5: \"nan\" is not a number; expected a value for every month");
    EXPECT_EQ(problem(text(5, "2000-04-01,-3\n")), "s.csv:5: -3 is not above 0, and its logarithm is needed");
    EXPECT_EQ(problem(text(5, "2000-04-01,0\n")), "s.csv:5: 0 is not above 0, and its logarithm is needed");
    EXPECT_EQ(problem(text(5, "April,4\n")),
              "s.csv:5: \"April\" is not a date; expected YYYY-MM-DD or YYYY-MM");
    EXPECT_EQ(problem(text(5, "2000-13-01,4\n")),
              "s.csv:5: \"2000-13-01\" is not a date; expected YYYY-MM-DD or YYYY-MM");
}

TEST(Series, RefusesWhatIsNoTable) {
    EXPECT_EQ(problem("date\n2000-01\n"),
              "s.csv:1: one column; expected dates and values, separated by a comma");
    EXPECT_NE(problem("").find("s.csv"), std::string::npos);
    EXPECT_NE(problem("date;value\n2000-01;4\n").find("s.csv:1"), std::string::npos);
    EXPECT_EQ(problem("date,value\n2000-01,4\n"), "s.csv: 1 months; expected at least 60, five years");
}

}  // namespace
