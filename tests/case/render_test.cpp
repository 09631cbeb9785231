// SPDX-License-Identifier: MIT
#include "dualflow/case/render.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dualflow;

Diagnostic unknown_site() {
    Diagnostic d;
    d.code = "E0201";
    d.file = "lanes.csv";
    d.row = 118;
    d.column = "to";
    d.found = "HGRSTOWN";
    d.expected = "the id of a row in sites (214 rows)";
    d.nearest = {"HAGERSTOWN", "HARRISBURG"};
    d.message = "no site \"HGRSTOWN\"";
    return d;
}

Diagnostic warning(const std::string& file, int row) {
    Diagnostic d;
    d.code = "W0709";
    d.severity = Severity::warning;
    d.file = file;
    d.row = row;
    d.message = "no product of this code";
    d.remedy = "remove the row";
    return d;
}

TEST(Render, SaysPlaceThenWhatIsExpectedThenTheNearestNames) {
    EXPECT_EQ(render(unknown_site()),
              "error[E0201]: lanes.csv, row 118, column \"to\": no site \"HGRSTOWN\"\n"
              "  = expected the id of a row in sites (214 rows)\n"
              "  = nearest: HAGERSTOWN, HARRISBURG\n");
}

TEST(Render, LeavesOutWhatIsNotThere) {
    EXPECT_EQ(render(warning("tariffs.csv", 0)),
              "warning[W0709]: tariffs.csv: no product of this code\n  = remove the row\n");
}

TEST(Render, PaintsOnlyTheNameOfTheProblem) {
    RenderStyle style;
    style.color = true;
    const std::string plain = render(unknown_site());
    const std::string head = "error[E0201]";
    EXPECT_EQ(render(unknown_site(), style), "\033[1;31m" + head + "\033[0m" + plain.substr(head.size()));
}

TEST(Render, CountsTheWarningsOfAKindBeyondTheFirstAndShowsAllErrors) {
    Diagnostics all(7, unknown_site());
    for (int row = 2; row < 7; ++row) all.push_back(warning("tariffs.csv", row));
    all.push_back(warning("other.csv", 2));
    const std::string text = render(all);
    const auto times = [&text](const std::string& words) {
        int count = 0;
        for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
            ++count;
        return count;
    };
    EXPECT_EQ(times("error[E0201]: lanes.csv"), 7);
    EXPECT_EQ(times("warning[W0709]: tariffs.csv, row"), 3);
    EXPECT_EQ(times("warning[W0709]: tariffs.csv: 2 more of the same kind\n"), 1);
    EXPECT_EQ(times("warning[W0709]: other.csv, row 2"), 1);
    RenderStyle every;
    every.warnings_each = 0;
    EXPECT_NE(render(all, every).find("tariffs.csv, row 6"), std::string::npos);
}

TEST(Render, CountsInWords) {
    EXPECT_EQ(count_problems({}), "0 errors, 0 warnings");
    EXPECT_EQ(count_problems({unknown_site(), unknown_site(), warning("a.csv", 1)}), "2 errors, 1 warning");
}

}  // namespace
