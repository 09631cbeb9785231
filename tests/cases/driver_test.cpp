// SPDX-License-Identifier: MIT
// The driver notices what is wrong: each check is shown a true document that passes and a bent one
// that does not.
#include <gtest/gtest.h>

#include "cases/driver/daily_walk.hpp"
#include "cases/driver/expectation.hpp"

namespace dualflow::cases {
namespace {

using nlohmann::json;

const std::filesystem::path thirty_days =
    DUALFLOW_SOURCE_DIR "/tests/cases/thirty-day-lane-is-feasible-in-days";

json true_document() {
    static const PlanRun run = run_plan(thirty_days);
    return run.document;
}

TEST(Driver, FindsComponentsThatDoNotSumToTheObjective) {
    json document = true_document();
    EXPECT_EQ(check_money(document), Findings{});
    document["cost_components"]["freight"] = 62.0001;
    EXPECT_EQ(check_money(document).size(), 1U);
}

TEST(Driver, FindsABoundAboveTheObjective) {
    json document = true_document();
    document["bound"] = document["objective"].get<double>() + 1e-3;
    EXPECT_EQ(check_money(document).size(), 1U);
    document["bound_proved"] = document["objective"].get<double>() - 1e-3;  // an LP: must be equal
    EXPECT_EQ(check_money(document).size(), 2U);
}

TEST(Driver, FindsDemandThatIsNeitherSoldNorLost) {
    json document = true_document();
    EXPECT_EQ(check_sales(document), Findings{});
    document["sales"][1]["sales"] = 28.0;
    EXPECT_EQ(check_sales(document).size(), 1U);
}

TEST(Driver, FindsAPlanThatBalancesOnlyAtTheEndsOfMonths) {
    json document = true_document();
    EXPECT_EQ(walk_by_day(document, thirty_days), Findings{});
    json february = document["flows"][1];
    february["quantity"] = 31.0;  // all of it sent in February: ends 29, 0 and 0, but −1 after day 60
    document["flows"] = json::array({february});
    document["stock"][0]["quantity"] = 29.0;
    document["stock"][1]["quantity"] = 0.0;
    const Findings findings = walk_by_day(document, thirty_days);
    ASSERT_FALSE(findings.empty());
    EXPECT_NE(findings.front().find("after day 60"), std::string::npos) << findings.front();
}

TEST(Driver, FindsAnObjectiveThatIsNotTheOneExpected) {
    PlanRun run = run_plan(thirty_days);
    EXPECT_EQ(compare_with_expectation(run, thirty_days), Findings{});
    run.document["objective"] = 80.2;
    EXPECT_FALSE(compare_with_expectation(run, thirty_days).empty());
}

}  // namespace
}  // namespace dualflow::cases
