// SPDX-License-Identifier: MIT
#include "dualflow/publish/document.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "publish/schema_check.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using Json = nlohmann::ordered_json;
using testing::check_schema;
using testing::small_case;
using testing::small_plan;

Json document_of(const Case& c, const PlanResult& plan) {
    return Json::parse(plan_document(c, plan));
}

TEST(PlanDocument, KeepsToItsSchema) {
    const auto check = check_schema("plan.schema.json", plan_document(small_case(), small_plan()));
    EXPECT_EQ(check.exit, 0) << check.problems << "(is python3-jsonschema installed?)";
}

TEST(PlanDocument, OfATreeWithElasticRowsAndFalseDualSourcesKeepsToItsSchema) {
    PlanResult plan = small_plan();
    plan.status = PlanStatus::elastic;
    plan.tree = Tree({{-1, 0, 1}, {0, 1, 0.25}, {0, 1, 0.75}});
    plan.elastic = {{"storage_limit", 0, "inventory", 7, "axle at plant", 2.5, 2500}};
    plan.false_dual_sources = {{ProductId{1}, {SiteId{0}, SiteId{1}}, ProductId{0}, SiteId{2}}};
    const auto check = check_schema("plan.schema.json", plan_document(small_case(), plan));
    EXPECT_EQ(check.exit, 0) << check.problems;
}

TEST(PlanDocument, OfAPlanWithBuffersSaysWhichTableEachComesFrom) {
    PlanResult plan = small_plan();
    plan.noise_tables = {{"base stock", 0.4, 1, 3, -1, 19, 0, 0, 0.1, -0.1},
                         {"optimum", 0.7, 7, 0, 2, 99, 0.002, -0.01, 0, 0}};
    plan.buffers = {{0, SiteId{3}, ProductId{0}, 12.5, 0, 800, 0},
                    {1, SiteId{3}, ProductId{0}, 9.5, 0.75, 600, 1}};
    const std::string text = plan_document(small_case(), plan);
    const auto check = check_schema("plan.schema.json", text);
    EXPECT_EQ(check.exit, 0) << check.problems;
    const Json document = Json::parse(text);
    EXPECT_EQ(document["buffers"][1]["table"], 1);
    EXPECT_EQ(document["buffers"][1]["slow_share"], 0.75);
    EXPECT_TRUE(document["noise_tables"][0]["lead_slow"].is_null());
    EXPECT_EQ(document["noise_tables"][1]["lead_slow"], 2);
}

TEST(PlanDocument, SchemaRefusesAKeyThatIsNotDescribed) {
    Json document = document_of(small_case(), small_plan());
    document["flows"][0]["colour"] = "red";
    const auto check = check_schema("plan.schema.json", document.dump());
    EXPECT_EQ(check.exit, 3);
    EXPECT_NE(check.problems.find("flows/0"), std::string::npos) << check.problems;
}

TEST(PlanDocument, OfAnInfeasibleCaseHasNoFiguresAndKeepsToItsSchema) {
    PlanResult plan;
    plan.log = {"row 7 cannot be met"};
    const std::string text = plan_document(small_case(), plan);
    const Json document = Json::parse(text);
    EXPECT_EQ(document["status"], "infeasible");
    for (const char* key : {"objective", "bound", "bound_proved", "gap"})
        EXPECT_TRUE(document[key].is_null()) << key;
    const auto check = check_schema("plan.schema.json", text);
    EXPECT_EQ(check.exit, 0) << check.problems;
}

TEST(PlanDocument, StoppedBeforeTheFirstPlanHasABoundAndNoObjective) {
    PlanResult plan;
    plan.status = PlanStatus::limit;
    plan.bound = 12;
    EXPECT_FALSE(has_plan(plan));
    const std::string text = plan_document(small_case(), plan);
    EXPECT_TRUE(Json::parse(text)["objective"].is_null());
    EXPECT_EQ(Json::parse(text)["bound"], 12.0);
    EXPECT_EQ(check_schema("plan.schema.json", text).exit, 0);
}

TEST(PlanDocument, NamesTablesThatAreOffAndSettings) {
    const Json document = document_of(small_case(), small_plan());
    EXPECT_EQ(document["case"]["tables_off"], Json({"credits", "sites.organisation"}));
    EXPECT_EQ(document["case"]["settings"]["budget.2027"], 500.0);
    EXPECT_EQ(document["case"]["hash"], "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(document["seed"], 1);
}

TEST(PlanDocument, SumsTheSameAsItsObjective) {
    const Json document = document_of(small_case(), small_plan());
    double sum = 0;
    for (const auto& [name, amount] : document["cost_components"].items()) sum += amount.get<double>();
    EXPECT_NEAR(sum, document["objective"].get<double>(), 2000 * 1e-9);
}

TEST(PlanDocument, RefusesToPrintAWrongSum) {
    PlanResult plan = small_plan();
    plan.cost_components["freight"] += 2000 * 1.1e-9;
    EXPECT_THROW(plan_document(small_case(), plan), std::logic_error);
    plan.cost_components["freight"] -= 2000 * 0.2e-9;  // the nearest sum that is right
    EXPECT_NO_THROW(plan_document(small_case(), plan));
}

TEST(PlanDocument, RefusesACostThatIsNotANumber) {
    PlanResult plan = small_plan();
    plan.cost_components["freight"] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(plan_document(small_case(), plan), std::logic_error);
}

TEST(PlanDocument, SameInputsGiveTheSameBytes) {
    EXPECT_EQ(plan_document(small_case(), small_plan()), plan_document(small_case(), small_plan()));
}

TEST(PlanDocument, NumbersReadBackToTheSameBits) {
    PlanResult plan = small_plan();
    const std::vector<double> values = {
        0.1, 1.0 / 3, 1e-300, 123456789.123456789, 5e-324, 1.7976931348623157e308};
    plan.stock.clear();
    for (const double value : values) plan.stock.push_back({0, SiteId{2}, ProductId{1}, value});
    const Json document = document_of(small_case(), plan);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(document["stock"][i]["quantity"].get<double>(), values[i]);
}

TEST(PlanDocument, WritesNoBoundAsNullAndNoNegativeZero) {
    PlanResult plan = small_plan();
    plan.bound_proved = -std::numeric_limits<double>::infinity();
    plan.stock[0].quantity = -0.0;
    const std::string text = plan_document(small_case(), plan);
    EXPECT_TRUE(Json::parse(text)["bound_proved"].is_null());
    EXPECT_EQ(text.find("-0.0"), std::string::npos);
}

TEST(PlanDocument, NamesRowsByTheIdsOfTheCase) {
    const Json document = document_of(small_case(), small_plan());
    const Json& flow = document["flows"][1];
    EXPECT_EQ(flow["from"], "far");
    EXPECT_EQ(flow["to"], "plant");
    EXPECT_EQ(flow["product"], "axle");
    EXPECT_EQ(flow["origin"], "CN");
    EXPECT_EQ(document["investments"][0]["kind"], "expand");
    EXPECT_EQ(document["investments"][1]["kind"], "close");
    EXPECT_TRUE(document["investments"][1]["investment"].is_null());
    EXPECT_TRUE(document["awards"][0]["destination"].is_null());
    EXPECT_EQ(document["awards"][0]["supplier"], "far");
}

TEST(PlanDocument, TotalsElasticRowsByFamily) {
    PlanResult plan = small_plan();
    plan.elastic = {{"budget", 0, "case.toml", 0, "2027", 3, 30},
                    {"storage_limit", 0, "inventory", 2, "axle", 1.5, 15},
                    {"storage_limit", 1, "inventory", 2, "axle", 2, 20}};
    const Json document = document_of(small_case(), plan);
    EXPECT_EQ(document["elastic"]["total"], 6.5);
    EXPECT_EQ(document["elastic"]["families"], Json({{"budget", 3.0}, {"storage_limit", 3.5}}));
}

}  // namespace
}  // namespace dualflow
