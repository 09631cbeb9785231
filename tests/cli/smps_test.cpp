// SPDX-License-Identifier: MIT
// smps solve, info, evaluate and value, as typed.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;

const std::string farmer =
    " " DUALFLOW_SOURCE_DIR "/tests/data/smps/siplib/farmer.cor " DUALFLOW_SOURCE_DIR
    "/tests/data/smps/siplib/farmer.tim " DUALFLOW_SOURCE_DIR "/tests/data/smps/siplib/farmer.sto";

json document_of(const std::string& question) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "smps " + question + " --json");
    EXPECT_EQ(answer.exit_code, 0) << question << "\n" << answer.problems;
    return json::parse(answer.output);
}

TEST(Smps, SolveGivesTheFieldsThatOthersReadInEveryMethod) {
    for (const std::string method : {"auto", "extensive", "benders"}) {
        const json document = document_of("solve" + farmer + " --method " + method);
        EXPECT_NEAR(document.at("objective").get<double>(), -108389.9994043, 0.1);
        EXPECT_NEAR(document.at("bound").get<double>(), -108389.9994043, 0.2);
        EXPECT_LE(document.at("gap").get<double>(), 1e-6);
        EXPECT_LE(document.at("certificate").at("worst_primal_dual_gap").get<double>(), 1e-8);
        EXPECT_GT(document.at("lp_solves").get<int>(), 0);
        EXPECT_GE(document.at("simplex_iterations").get<int>(), 0);
        EXPECT_GE(document.at("rounds").get<int>(), 0);
        EXPECT_NEAR(document.at("first_stage").at("x0").get<double>(), 170, 1e-6);
    }
}

TEST(Smps, EvaluateGivesWhatSolvePromised) {
    const cases::ScratchFolder scratch;
    const Answer solved = tests::run(scratch.path(), "smps solve" + farmer + " --risk 0.5,0.5 --json");
    ASSERT_EQ(solved.exit_code, 0) << solved.problems;
    cases::write_text(scratch.path() / "x.json", solved.output);
    const Answer answer =
        tests::run(scratch.path(), "smps evaluate" + farmer + " --risk 0.5,0.5 --first-stage x.json --json");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    EXPECT_NEAR(json::parse(answer.output).at("objective").get<double>(),
                json::parse(solved.output).at("objective").get<double>(), 1e-3);
}

TEST(Smps, InfoValueAndSamplesAnswer) {
    EXPECT_EQ(document_of("info" + farmer).at("stages").size(), 2u);
    const json value = document_of("value" + farmer);
    EXPECT_NEAR(value.at("vss").get<double>(), 1150, 1);
    EXPECT_NEAR(value.at("evpi").get<double>(), 7010, 1);
    const json sample = document_of("saa" + farmer + " --futures 20 --samples 5 --fresh 200 --seed 3");
    EXPECT_LE(sample.at("lower").get<double>(), sample.at("upper").get<double>());
    EXPECT_EQ(sample.at("first_stage").size(), 3u);
}

TEST(Smps, RefusesInOneSentenceWithItsExitCode) {
    const struct {
        std::string question, words;
        int code;
    } wrong[] = {{"solve nothere a b", "nothere: cannot be read", 3},
                 {"solve" + farmer + " --method magic", "expected auto, extensive or benders", 2},
                 {"solve" + farmer + " --risk 0.5", "expected LAMBDA,ALPHA", 2},
                 {"solve" + farmer + " --risk 2,0.5", "risk weight", 2},
                 {"solve" + farmer + " --risk 0.5,1", "level", 2},
                 {"solve" + farmer + " --threads 0", "--threads is 0", 2},
                 {"evaluate" + farmer + " --first-stage nothere", "nothere: cannot be read", 6}};
    for (const auto& w : wrong) {
        const cases::ScratchFolder scratch;
        const Answer answer = tests::run(scratch.path(), "smps " + w.question);
        EXPECT_EQ(answer.exit_code, w.code) << w.question << answer.problems;
        EXPECT_EQ(answer.output, "") << w.question;
        EXPECT_NE(answer.problems.find(w.words), std::string::npos) << w.question << answer.problems;
    }
}

}  // namespace
