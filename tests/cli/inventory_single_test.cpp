// SPDX-License-Identifier: MIT
// inventory newsvendor, ss, rq, disruption and serial, as typed.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;

Answer inventory(const std::string& arguments) {
    const cases::ScratchFolder scratch;
    return tests::run(scratch.path(), "inventory " + arguments);
}

const std::string newsvendor = "newsvendor --holding 1 --backlog 9 --demand ";
const std::string ss = "ss --demand poisson:10 --holding 1 --backlog 9 --fixed ";
const std::string rq = "rq --lead 2 --holding 20 --backlog 150 --fixed 100 --demand ";
const std::string disruption =
    "disruption --demand constant:100 --holding 1 --backlog 19 --fails .05 --recovers ";
const std::string serial = "serial --backlog 9 --holding 0.5,1 --leads 1,2 --demand ";

TEST(InventorySite, AnswersInWordsAndAsADocument) {
    for (const std::string& question :
         {newsvendor + "normal:50:8", newsvendor + "uniform:0:9", newsvendor + "uniform:0:9 --level 3",
          ss + "64", ss + "64 --reorder 5 --up-to 30", rq + "poisson:1.5", rq + "poisson:1.5 --quantity 3",
          rq + "poisson:1.5 --quantity 3 --reorder 2", disruption + "0.45 --reliable-premium 3.5",
          disruption + "0.45 --level 250", serial + "poisson:4", serial + "uniform:0:4 --review periodic",
          serial + "poisson:4 --levels 14,8"}) {
        const Answer words = inventory(question);
        EXPECT_EQ(words.exit_code, 0) << question << "\n" << words.problems;
        EXPECT_NE(words.output.find("cost "), std::string::npos) << question;
        const Answer answer = inventory(question + " --json");
        ASSERT_EQ(answer.exit_code, 0) << question;
        const json document = json::parse(answer.output);
        const std::string name = question.substr(0, question.find(' '));
        EXPECT_EQ(document.at("schema"), "dualflow.inventory." + name + "/1");
        EXPECT_GT(document.at("cost").get<double>(), 0);
        double parts = document.at("holding").get<double>() + document.at("backlog").get<double>();
        parts += document.value("fixed", 0.0) + document.value("transit", 0.0);
        EXPECT_NEAR(document.at("cost").get<double>(), parts, 1e-9 * parts) << question;
    }
}

TEST(InventorySite, SaysWhichSourceIsBest) {
    const auto best = [](const std::string& premium) {
        const Answer answer = inventory(disruption + "0.45 --json --reliable-premium " + premium);
        return json::parse(answer.output).at("best").get<std::string>();
    };
    EXPECT_EQ(best("3.5"), "stock");     // 350 against 312.22
    EXPECT_EQ(best("3.1"), "reliable");  // 310
}

struct Refusal {
    std::string question, found;
};

TEST(InventorySite, RefusesInOneSentenceAndPrintsNoAnswer) {
    for (const auto& [question, found] : {
             Refusal{newsvendor + "normal:50", "normal:MEAN:SD"},
             {newsvendor + "values:0=0.5,1=0.4", "sum to 0.9"},
             {newsvendor + "constant:0", "always 0"},
             {newsvendor + "poisson:5 --level 2.5", "level 2.5"},
             {newsvendor + "poisson:5 --lead -1", "lead time -1"},
             {"newsvendor --demand poisson:5 --holding 0 --backlog 9", "holding cost 0"},
             {"newsvendor --demand poisson:5 --holding 1 --backlog -9", "backlog cost -9"},
             {ss + "-64", "fixed cost -64"},
             {ss + "64 --reorder 6", "--up-to"},
             {ss + "64 --reorder 6 --up-to 6", "s below S"},
             {rq + "uniform:0:4", "poisson:RATE"},
             {rq + "poisson:1.5 --quantity 0", "order of 0 units"},
             {rq + "poisson:1.5 --reorder 3", "--quantity"},
             {disruption + "0", "recovers with probability 0"},
             {disruption + "0.45 --level -1", "level -1"},
             {serial + "uniform:0:4", "--review periodic"},
             {serial + "poisson:4 --review often", "periodic"},
             {serial + "poisson:4 --levels 3", "1 levels for 2 stages"},
             {"serial --demand poisson:4 --leads 1,2 --holding 1 --backlog 9", "2 lead times and 1 holding"},
             {"serial --demand poisson:4 --leads 1,2 --holding 2,1 --backlog 9", "do not fall"},
         }) {
        const Answer answer = inventory(question);
        EXPECT_EQ(answer.exit_code, 2) << question;
        EXPECT_EQ(answer.output, "") << question;
        EXPECT_NE(answer.problems.find(found), std::string::npos) << question << "\n" << answer.problems;
    }
}

}  // namespace
