// SPDX-License-Identifier: MIT
#include "dualflow/publish/diff.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/document.hpp"
#include "publish/schema_check.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using Json = nlohmann::json;
using testing::check_schema;
using testing::small_case;
using testing::small_plan;

// The other plan: no freight but duty, no press, the far axles of 2027 bought near.
PlanResult other_plan() {
    PlanResult plan = small_plan();
    plan.cost_components = {{"revenue", -8000.0}, {"purchase", 5100.7}, {"duty", 700.0}};
    plan.objective = -2199.3;
    plan.flows[0].quantity = 80;
    plan.flows.erase(plan.flows.begin() + 1);
    plan.investments.erase(plan.investments.begin());
    return plan;
}

std::string diff_of(const PlanResult& left, const PlanResult& right) {
    return diff_document({4, plan_document(small_case(), left)}, {9, plan_document(small_case(), right)})
        .value();
}

const Json& row_with(const Json& rows, const char* key, const char* value) {
    for (const Json& row : rows)
        if (row[key] == value) return row;
    throw std::runtime_error(std::string("no row with ") + key + " " + value);
}

TEST(Diff, KeepsToItsSchema) {
    const auto check = check_schema("diff.schema.json", diff_of(small_plan(), other_plan()));
    EXPECT_EQ(check.exit, 0) << check.problems;
}

TEST(Diff, DifferencesOfComponentsSumToTheDifferenceOfTotals) {
    const Json diff = Json::parse(diff_of(small_plan(), other_plan()));
    double sum = 0;
    for (const Json& component : diff["cost_components"]) {
        EXPECT_DOUBLE_EQ(component["difference"].get<double>(),
                         component["right"].get<double>() - component["left"].get<double>());
        sum += component["difference"].get<double>();
    }
    EXPECT_NEAR(sum, -199.3, 1e-9 * 2200);
    EXPECT_NEAR(diff["difference"].get<double>(), -199.3, 1e-9 * 2200);
    EXPECT_EQ(diff["left"]["run"], 4);
    EXPECT_EQ(diff["right"]["run"], 9);
}

TEST(Diff, AComponentOfOneSideOnlyIsZeroOnTheOther) {
    const Json diff = Json::parse(diff_of(small_plan(), other_plan()));
    EXPECT_EQ(row_with(diff["cost_components"], "name", "freight")["right"], 0.0);
    EXPECT_EQ(row_with(diff["cost_components"], "name", "duty")["difference"], 700.0);
}

TEST(Diff, AddsFlowsOverTheHorizon) {
    const Json diff = Json::parse(diff_of(small_plan(), other_plan()));
    const Json& near = row_with(diff["flows"], "from", "near");
    EXPECT_EQ(near["left"], 65.0);
    EXPECT_EQ(near["right"], 125.0);
    EXPECT_EQ(near["difference"], 60.0);
    EXPECT_EQ(row_with(diff["flows"], "from", "far")["difference"], -60.0);
}

TEST(Diff, WeighsFlowsOfATreeByProbability) {
    PlanResult tree = small_plan();
    tree.tree = Tree({{-1, 0, 1}, {0, 1, 0.25}, {0, 1, 0.75}});
    const Json diff = Json::parse(diff_of(small_plan(), tree));
    EXPECT_EQ(row_with(diff["flows"], "from", "near")["right"], 20 + 0.25 * 45);
}

TEST(Diff, NamesInvestmentsThatOnlyOneSideMakes) {
    const Json diff = Json::parse(diff_of(small_plan(), other_plan()));
    const Json& press = row_with(diff["investments"], "what", "press");
    EXPECT_EQ(press["left"], 1.0);
    EXPECT_EQ(press["right"], 0.0);
    EXPECT_EQ(press["left_decided"], "2027-01-01");
    EXPECT_TRUE(press["right_decided"].is_null());
    EXPECT_EQ(row_with(diff["investments"], "what", "close near")["difference"], 0.0);
}

TEST(Diff, OfAPlanWithItselfIsZeroEverywhere) {
    const Json diff = Json::parse(diff_of(small_plan(), small_plan()));
    for (const char* table : {"cost_components", "flows", "investments"})
        for (const Json& row : diff[table]) EXPECT_EQ(row["difference"], 0.0) << row;
    const std::string answer = diff_answer(diff.dump());
    EXPECT_NE(answer.find("the same flows"), std::string::npos);
    EXPECT_NE(answer.find("the same investments"), std::string::npos);
}

TEST(Diff, RefusesARunWithoutAPlan) {
    const std::string none = plan_document(small_case(), PlanResult{});
    const std::string plan = plan_document(small_case(), small_plan());
    EXPECT_EQ(diff_document({1, plan}, {2, none}).error(), "run 2 has no plan: it is infeasible");
}

TEST(Diff, RefusesTwoCurrencies) {
    Case euro = small_case();
    euro.settings.currency = "EUR";
    const std::string usd = plan_document(small_case(), small_plan()),
                      eur = plan_document(euro, small_plan());
    EXPECT_EQ(diff_document({1, usd}, {2, eur}).error(),
              "run 1 is in USD and run 2 in EUR: they cannot be compared");
}

TEST(Diff, RefusesWhatIsNoPlan) {
    const std::string plan = plan_document(small_case(), small_plan());
    for (const char* other : {"", "{}", "[1]", "{\"schema\": \"dualflow.plan/2\"}"}) {
        const auto result = diff_document({1, plan}, {2, other});
        ASSERT_FALSE(result) << other;
        EXPECT_EQ(result.error(), "run 2 does not hold a document dualflow.plan/1");
    }
}

}  // namespace
}  // namespace dualflow
