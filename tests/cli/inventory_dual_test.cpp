// SPDX-License-Identifier: MIT
// inventory dual, policy, breakeven and table, as typed.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;

const std::string item = " --demand uniform:0:4 --lead-regular 2 --holding 5 --backlog 495";
const std::string priced = item + " --cost-regular 100 --cost-expedited 110";

json document_of(const std::string& question) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "inventory " + question + " --json");
    EXPECT_EQ(answer.exit_code, 0) << question << "\n" << answer.problems;
    return json::parse(answer.output);
}

// What a sentence must say, and that nothing else was said.
void expect_refused(const std::string& question, const std::string& words) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "inventory " + question);
    EXPECT_EQ(answer.exit_code, 2) << question;
    EXPECT_EQ(answer.output, "") << question;
    EXPECT_NE(answer.problems.find(words), std::string::npos) << question << "\n" << answer.problems;
    EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

TEST(InventoryDual, GivesTheFieldsThatOthersRead) {
    const json document = document_of(
        "dual --demand uniform:0:4 --lead-regular 2 --lead-expedited 0 --cost-regular 0 --cost-expedited 10 "
        "--holding 5 --backlog 495");
    const json& optimum = document.at("optimum");
    EXPECT_NEAR(optimum.at("cost").get<double>(), 19.733333333, 1e-6);
    EXPECT_GT(optimum.at("share_expedited").get<double>(), 0);
    EXPECT_LE(optimum.at("span").get<double>(), 1e-9);
    for (const char* policy : {"si", "di", "cdi", "tbs"}) {
        const json& value = document.at("policies").at(policy);
        const double cost = value.at("cost").get<double>();
        EXPECT_NEAR(value.at("gap_percent").get<double>(),
                    100 * (cost / optimum.at("cost").get<double>() - 1), 1e-9);
        EXPECT_TRUE(value.at("parameters").is_object());
        const double parts = value.at("near").get<double>() + value.at("far").get<double>() +
                             value.at("holding").get<double>() + value.at("backlog").get<double>();
        EXPECT_NEAR(parts, cost, 1e-9);
    }
}

TEST(InventoryDual, OperatesThePolicyThatTheSearchFound) {
    const json best = document_of("policy --policy di" + priced);
    const json given = document_of("policy --policy di --parameters 4,8" + priced);
    EXPECT_EQ(best.at("parameters"), given.at("parameters"));
    EXPECT_EQ(best.at("cost"), given.at("cost"));
    const json without =
        document_of("policy --policy di --parameters 4,8 --position-without-expedited" + priced);
    EXPECT_GT(std::abs(without.at("cost").get<double>() - given.at("cost").get<double>()), 0.01);
}

TEST(InventoryDual, DrawsTheCurveOverThePremium) {
    const cases::ScratchFolder scratch;
    const Answer answer =
        tests::run(scratch.path(), "inventory breakeven --points 5 --json --svg curve.svg" + item);
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    const json document = json::parse(answer.output);
    EXPECT_EQ(document.at("points").size(), 5u);
    double last = 0;
    for (const json& point : document.at("points")) {
        const double cost = point.at("optimum").at("cost").get<double>();
        EXPECT_GE(cost, last - 1e-9);
        for (const json& policy : point.at("policies"))
            EXPECT_GE(policy.at("cost").get<double>(), cost - 1e-7);
        last = cost;
    }
    EXPECT_NEAR(last, document.at("far_only").at("stock_cost").get<double>(), 1e-6);
    const std::string svg = cases::read_text(scratch.path() / "curve.svg");
    EXPECT_EQ(svg.rfind("<svg ", 0), 0u);
    EXPECT_NE(svg.find("</svg>\n"), std::string::npos);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(InventoryDual, TabulatesTheStockOverTheFarShare) {
    const json table = document_of("table --corners 5" + item);
    EXPECT_EQ(table.at("corners").size(), 5u);
    EXPECT_GT(table.at("error_per_unit").get<double>(), 0);
    const json fine = document_of("table --corners 100" + item);
    EXPECT_LT(fine.at("error_per_unit").get<double>(), 1e-8);
}

TEST(InventoryDual, RefusesWhatMakesNoSenseInOneSentence) {
    const std::string rest = " --lead-regular 2 --cost-expedited 10 --holding 5 --backlog 495";
    expect_refused("dual --demand values:0=0.5,1=0.4" + rest, "sum to 0.9");
    expect_refused("dual --demand uniform:0:4 --lead-regular 2 --cost-expedited 10 --holding 0 --backlog 9",
                   "holding cost 0");
    expect_refused("dual --demand constant:0" + rest, "always 0");
    expect_refused("dual --demand poisson:50 --lead-regular 5 --cost-expedited 9 --holding 1 --backlog 9",
                   "GiB; the limit is 2 GiB");
    expect_refused("policy --policy tbs --parameters 2,4" + priced, "less than the mean");
    expect_refused("policy --policy abc" + priced, "expected one of si, di, cdi, tbs");
    expect_refused("policy --policy di --parameters 1.5,2" + priced, "whole numbers");
    expect_refused("policy --policy di --parameters 1,x" + priced, "\"x\"");
    expect_refused("breakeven --premiums 0,1" + item, "above 0");
    expect_refused("table --corners 1" + item, "2 to 10000");
    expect_refused("dual --span 0" + priced, "--span is 0");
}

}  // namespace
