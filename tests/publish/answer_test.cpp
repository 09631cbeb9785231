// SPDX-License-Identifier: MIT
#include "dualflow/publish/answer.hpp"

#include <gtest/gtest.h>

#include "dualflow/publish/document.hpp"
#include "dualflow/publish/text.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using testing::small_case;
using testing::small_plan;

std::string answer_of(const PlanResult& plan) {
    return plan_answer(plan_document(small_case(), plan));
}

void expect_line(const std::string& answer, const std::string& line) {
    EXPECT_NE(answer.find(line), std::string::npos) << "no \"" << line << "\" in:\n" << answer;
}

TEST(PlanAnswer, ShowsTheFiguresOfThePlan) {
    const std::string answer = answer_of(small_plan());
    expect_line(answer, "small: a plan within the gap asked for");
    expect_line(answer, "2027-01-01 to 2029-01-01, 2 buckets");
    expect_line(answer, "-2,000.00 USD");
    expect_line(answer, "safe dual");
    expect_line(answer, "0.0500 %");
    expect_line(answer, "margin 25.0 %");
    expect_line(answer, "85 of 95 units, 10 lost");
    expect_line(answer, "5,000.10");
    expect_line(answer, "close near");
    expect_line(answer, "awards  1 of 1 contract terms awarded, 1 with a base volume");
    expect_line(answer, "not used, as case.toml says  credits, sites.organisation");
}

TEST(PlanAnswer, NamesElasticRowsByTableAndRow) {
    PlanResult plan = small_plan();
    plan.status = PlanStatus::elastic;
    plan.elastic = {{"storage_limit", 0, "inventory", 7, "axle at plant", 2.5, 2500}};
    const std::string answer = answer_of(plan);
    expect_line(answer, "elastic rows paid  2.500 in all");
    expect_line(answer, "inventory row 7: storage_limit: axle at plant by 2.500");
}

TEST(PlanAnswer, OfAnInfeasibleCaseGivesTheReason) {
    PlanResult plan;
    plan.log = {"row 7 cannot be met"};
    const std::string answer = answer_of(plan);
    expect_line(answer, "no plan satisfies the case: the log below says why");
    expect_line(answer, "row 7 cannot be met");
    EXPECT_EQ(answer.find("objective"), std::string::npos);
}

TEST(PlanAnswer, StoppedBeforeTheFirstPlanSaysSo) {
    PlanResult plan;
    plan.status = PlanStatus::limit;
    expect_line(answer_of(plan), "no plan was found before the limit");
    PlanResult found = small_plan();
    found.status = PlanStatus::limit;
    expect_line(answer_of(found), "the best plan found before the limit");
}

TEST(PlanAnswer, NamesFalseDualSourcing) {
    PlanResult plan = small_plan();
    plan.false_dual_sources = {{ProductId{1}, {SiteId{0}, SiteId{1}}, ProductId{0}, SiteId{2}}};
    expect_line(answer_of(plan), "axle from near, far: all hang on truck of plant");
}

TEST(Figures, AreGroupedByThousands) {
    EXPECT_EQ(text::grouped(1234567.891, 1), "1,234,567.9");
    EXPECT_EQ(text::grouped(-1234, 0), "-1,234");
    EXPECT_EQ(text::grouped(999.999, 2), "1,000.00");
    EXPECT_EQ(text::grouped(-0.001, 2), "0.00");
    EXPECT_EQ(text::grouped(123, 0), "123");
    EXPECT_EQ(text::percent(0.12345), "12.3 %");
}

TEST(Figures, OfATableStandUnderEachOther) {
    EXPECT_EQ(text::table({{"é", "1"}, {"longer", "1,000"}}), "  é           1\n  longer  1,000\n");
}

}  // namespace
}  // namespace dualflow
