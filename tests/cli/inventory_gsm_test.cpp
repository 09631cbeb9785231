// SPDX-License-Identifier: MIT
// dualflow inventory gsm, as from a shell.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;

const std::string data = DUALFLOW_SOURCE_DIR "/tests/inventory/guaranteed/data/";

TEST(InventoryGsm, AnswersWithCostBoundAndStages) {
    const cases::ScratchFolder scratch;
    const auto answer =
        tests::run(scratch.path(), "inventory gsm '" + data + "bulldozer.txt' --holding-rate 0.3 --json");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    const auto document = nlohmann::json::parse(answer.output);
    EXPECT_EQ(document.at("schema"), "dualflow.inventory.gsm/1");
    EXPECT_NEAR(document.at("cost").get<double>(), 632775.03, 0.5);
    EXPECT_EQ(document.at("stages").size(), 22U);
    double sum = 0;
    for (const auto& stage : document.at("stages")) sum += stage.at("cost").get<double>();
    EXPECT_NEAR(sum, document.at("cost").get<double>(), 1e-6);
    EXPECT_TRUE(answer.problems.empty()) << answer.problems;
}

TEST(InventoryGsm, ReadsAsATableWithoutJson) {
    const cases::ScratchFolder scratch;
    const auto answer = tests::run(scratch.path(), "inventory gsm '" + data + "snyder_shen_example_6_5.csv'");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    EXPECT_NE(answer.output.find("8.27791687"), std::string::npos) << answer.output;
}

TEST(InventoryGsm, RefusesWhatItCannotReadWithExitTwoAndNothingOnStdout) {
    const cases::ScratchFolder scratch;
    std::ofstream(scratch.path() / "cycle.csv") << "stage,time,suppliers\nA,1,B\nB,1,A\n";
    std::ofstream(scratch.path() / "fine.csv") << "stage,time,suppliers\nA,1,B\nB,1,\n";
    for (const char* arguments :
         {"inventory gsm", "inventory gsm missing.csv", "inventory gsm cycle.csv",
          "inventory gsm fine.csv --gap 2", "inventory gsm fine.csv --gap x",
          "inventory gsm fine.csv --form snc", "inventory gsm fine.csv --form x",
          "inventory gsm fine.csv --holding-rate 0", "inventory gsm fine.csv --limit -1"}) {
        const auto answer = tests::run(scratch.path(), arguments);
        EXPECT_EQ(answer.exit_code, 2) << arguments;
        EXPECT_EQ(answer.output, "") << arguments;
        EXPECT_NE(answer.problems, "") << arguments;
    }
    EXPECT_EQ(tests::run(scratch.path(), "inventory gsm fine.csv --form dualflow").exit_code, 0);
}

}  // namespace
