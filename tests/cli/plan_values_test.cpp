// SPDX-License-Identifier: MIT
// plan --values and plan --foresight, as the program itself answers: a newsvendor with two sources, demand
// 10, 20 or 30 at ¼, ½, ¼. Price 100; far at 40 before the demand is known; near reserved at 10 before and
// used at 60 after.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;

void write_newsvendor(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto table = [&](const char* name, const char* text) { cases::write_text(folder / name, text); };
    table("case.toml",
          "name = \"vendor\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"1 days\"\n"
          "[model]\nend_stock = \"none\"\n[solve]\ngap = 0\n");
    table("regions.csv", "id\nhere\n");
    table("sites.csv", "id,kind,region\nF,supplier,here\nN,supplier,here\nM,market,here\n");
    table("products.csv", "id\nt\n");
    table("processes.csv", "site,product,decided\nF,t,before\nN,t,after\n");
    table("lanes.csv", "from,to,product,lead_days,decided\nF,M,t,0,before\nN,M,t,0,after\n");
    table("contracts.csv",
          "id,supplier,destination,product,price,reservation_fee,exercise_price\n"
          "far,F,M,t,40,,\nnear,N,M,t,0,10,60\n");
    table("inventory.csv", "site,product,end_value\nM,t,0\n");
    table("demand.csv",
          "market,product,from,to,quantity_per_day,price,lost_sale_cost\n"
          "M,t,2027-01-01,2027-01-02,20,100,0\n");
    table("scenarios.csv", "scenario,probability\nlow,0.25\nmiddle,0.5\nhigh,0.25\n");
    table("scenario_changes.csv",
          "scenario,table,key,column,value\nlow,demand,market=M,quantity_per_day,10\n"
          "high,demand,market=M,quantity_per_day,30\n");
}

// q far and K near earn, over 10, 20, 30 at ¼, ½, ¼:
//   20, 0:  100 · 17.5 − 800 = 950          30, 0:  100 · 20 − 1200 = 800
//   20, 10: 950 + ¼ · 400 − 100 = 950       10, 10: 600 + ¾ · 400 − 100 = 800
//   10, 0:  600                              0, 20:  17.5 · 40 − 200 = 500
//   0, 10:  10 · 40 − 100 = 300              0, 30:  20 · 40 − 300 = 500
TEST(PlanValues, AreThoseByHand) {
    const cases::ScratchFolder scratch;
    write_newsvendor(scratch.path() / "vendor");
    const Answer answer = tests::run(scratch.path(), "plan vendor --values --json");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    const json plan = json::parse(answer.output);
    EXPECT_NEAR(plan["objective"], -950, 1e-6);
    const json& values = plan["values"];
    EXPECT_NEAR(values["foresight"]["objective"], -1200, 1e-6);
    EXPECT_NEAR(values["evpi"]["value"], 250, 1e-6);
    EXPECT_NEAR(values["vss"]["value"], 0, 1e-6);
    EXPECT_LE(values["vss"]["least"], values["vss"]["most"]);
    const Answer words = tests::run(scratch.path(), "plan vendor --values --no-save");
    EXPECT_NE(words.output.find("perfect information (EVPI = RP - WS)"), std::string::npos) << words.output;
    const Answer without = tests::run(scratch.path(), "plan vendor --json --no-save");
    EXPECT_TRUE(json::parse(without.output)["values"].is_null());
}

TEST(PlanForesight, IsLabelledInDocumentWordsReportRunsAndComparison) {
    const cases::ScratchFolder scratch;
    write_newsvendor(scratch.path() / "vendor");
    ASSERT_EQ(tests::run(scratch.path(), "plan vendor").exit_code, 0);
    const Answer words = tests::run(scratch.path(), "plan vendor --foresight --report report.html");
    ASSERT_EQ(words.exit_code, 0) << words.problems;
    EXPECT_NE(words.output.find("WITH FORESIGHT"), std::string::npos) << words.output;
    const std::string report = cases::read_text(scratch.path() / "report.html");
    EXPECT_NE(report.find("\"foresight\": true"), std::string::npos);
    const Answer listed = tests::run(scratch.path(), "runs");
    EXPECT_NE(listed.output.find("vendor (with foresight)"), std::string::npos) << listed.output;
    const Answer diff = tests::run(scratch.path(), "diff 1 2");
    EXPECT_NE(diff.output.find("run 2 (vendor (with foresight)"), std::string::npos) << diff.output;
    const json plan = json::parse(tests::run(scratch.path(), "plan vendor --foresight --json").output);
    EXPECT_EQ(plan["foresight"], true);
    EXPECT_NEAR(plan["objective"], -1200, 1e-6);
    EXPECT_EQ(plan["nodes"].size(), 3U);
    EXPECT_EQ(plan["nodes"][2]["scenario"], "high");
}

TEST(PlanForesight, IsNotComparedWithItself) {
    const cases::ScratchFolder scratch;
    write_newsvendor(scratch.path() / "vendor");
    const Answer both = tests::run(scratch.path(), "plan vendor --foresight --values");
    EXPECT_EQ(both.exit_code, 2);
    EXPECT_NE(both.problems.find("--values"), std::string::npos) << both.problems;
}

}  // namespace
