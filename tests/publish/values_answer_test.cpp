// SPDX-License-Identifier: MIT
// What futures and sources are worth, in the document and in words.
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/document.hpp"
#include "publish/schema_check.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using Json = nlohmann::ordered_json;
using testing::check_schema;
using testing::small_case;
using testing::small_plan;

PlanResult plan_with_values() {
    PlanResult plan = small_plan();
    PlanValues values;
    values.recourse = {true, PlanStatus::optimal, -2000, -2001};
    values.foresight = {true, PlanStatus::optimal, -2600, -2600};
    values.expected_value = {true, PlanStatus::optimal, -2700, -2700};
    values.expected_result.status = PlanStatus::infeasible;
    values.reason = "it cannot be carried out";
    values.evpi = {600, 599, 600};
    SecondSourceRow row;
    row.product = ProductId{1};
    row.site = SiteId{2};
    row.singles = {{SiteId{0}, {}, {true, PlanStatus::elastic, -1900, -1910}},
                   {SiteId{1}, ContractId{0}, {false, PlanStatus::limit, 0, -1950}}};
    row.best = 0;
    row.value = {100, 50, std::numeric_limits<double>::infinity()};
    values.second_sources = {row};
    plan.values = values;
    return plan;
}

TEST(ValuesPart, KeepsToTheSchemaWithWhatIsNotKnownAsNull) {
    const std::string text = plan_document(small_case(), plan_with_values());
    const auto check = check_schema("plan.schema.json", text);
    EXPECT_EQ(check.exit, 0) << check.problems;
    const Json values = Json::parse(text)["values"];
    EXPECT_EQ(values["evpi"]["least"], 599.0);
    EXPECT_TRUE(values["vss"].is_null());
    EXPECT_TRUE(values["expected_result"]["objective"].is_null());
    EXPECT_TRUE(values["expected_result"]["bound"].is_null());
    const Json& source = values["second_sources"][0];
    EXPECT_TRUE(source["value"]["most"].is_null());
    EXPECT_TRUE(source["singles"][0]["contract"].is_null());
    EXPECT_EQ(source["singles"][1]["contract"], "axles");
    EXPECT_TRUE(source["singles"][1]["objective"].is_null());
    EXPECT_EQ(source["singles"][1]["bound"], -1950.0);
}

TEST(ValuesPart, IsNullWhereNobodyAsked) {
    const Json document = Json::parse(plan_document(small_case(), small_plan()));
    EXPECT_TRUE(document["values"].is_null());
    EXPECT_EQ(document["foresight"], false);
}

void expect_line(const std::string& answer, const std::string& line) {
    EXPECT_NE(answer.find(line), std::string::npos) << "no \"" << line << "\" in:\n" << answer;
}

TEST(ValuesAnswer, ShowsFigureRangeAndReason) {
    const std::string answer = plan_answer(plan_document(small_case(), plan_with_values()));
    expect_line(answer, "perfect information (EVPI = RP - WS)");
    expect_line(answer, "599.00 to 600.00");
    expect_line(answer, "it cannot be carried out");
    expect_line(answer, "second source of axle at plant");
    expect_line(answer, "at least 50.00");
    expect_line(answer, "best alone: near, breaks rows of the case, at their price");
    const std::string plain = plan_answer(plan_document(small_case(), small_plan()));
    EXPECT_EQ(plain.find("EVPI"), std::string::npos);
}

TEST(ValuesAnswer, SaysOfAPlanWithForesightThatNobodyCouldOperateAtItsCost) {
    PlanResult plan = small_plan();
    plan.foresight = true;
    const std::string text = plan_document(small_case(), plan);
    EXPECT_EQ(check_schema("plan.schema.json", text).exit, 0);
    EXPECT_EQ(Json::parse(text)["foresight"], true);
    expect_line(plan_answer(text), "WITH FORESIGHT");
    expect_line(plan_answer(text), "nobody could operate at this cost");
}

}  // namespace
}  // namespace dualflow
