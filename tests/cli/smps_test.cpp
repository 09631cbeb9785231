// SPDX-License-Identifier: MIT
// smps solve, info, evaluate and value, as typed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"
#include "support/ranks.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;
using tests::can_run_on_ranks;
using tests::on_ranks;

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

// The farmer has 500 acres; x1 sets aside none below zero.
TEST(Smps, EvaluateNamesWhatAFirstStageMissesOfItsOwn) {
    const cases::ScratchFolder scratch;
    const std::string evaluate = "smps evaluate" + farmer + " --first-stage x.json";
    cases::write_text(scratch.path() / "x.json", R"({"x0": 300, "x1": 201, "x2": 0})");
    const Answer row = tests::run(scratch.path(), evaluate + " --json");
    EXPECT_EQ(row.exit_code, 4);
    EXPECT_EQ(json::parse(row.output).at("feasible"), false);
    EXPECT_TRUE(json::parse(row.output).at("objective").is_null());
    const std::string misses = json::parse(row.output).at("misses");
    EXPECT_NE(misses.find("of the first stage is 501; expected -inf to 500"), std::string::npos) << misses;
    cases::write_text(scratch.path() / "x.json", R"({"x0": 300, "x1": -1, "x2": 0})");
    const Answer bound = tests::run(scratch.path(), evaluate);
    EXPECT_EQ(bound.exit_code, 4);
    EXPECT_EQ(bound.output, "column x1 of the first stage is -1; expected 0 to inf\n");
}

// Two halves of one scenario; the other half of the probability is not there.
TEST(Smps, RefusesAWorstShareOfFuturesThatAreLess) {
    const cases::ScratchFolder scratch;
    cases::write_text(
        scratch.path() / "half.sto",
        "STOCH half\nSCENARIOS DISCRETE\n SC A ROOT 0.2 P2\n    RHS meet 10\n SC B ROOT 0.3 P2\n"
        "    RHS meet 20\nENDATA\n");
    cases::write_text(scratch.path() / "a.cor",
                      "NAME a\nROWS\n N cost\n L limit\n G meet\nCOLUMNS\n x cost 1 limit 1\n x meet 1\n"
                      " y cost 3 meet 1\nRHS\n RHS limit 100 meet 10\nENDATA\n");
    cases::write_text(scratch.path() / "a.tim", "TIME a\nPERIODS\n x cost P1\n y meet P2\nENDATA\n");
    cases::write_text(scratch.path() / "x.json", R"({"x": 20})");
    for (const std::string verb : {"evaluate a.cor a.tim half.sto --first-stage x.json",
                                   "extensive a.cor a.tim half.sto --out form.mps"}) {
        const Answer refused = tests::run(scratch.path(), "smps " + verb + " --risk 1,0.4");
        EXPECT_EQ(refused.exit_code, 2) << verb;
        EXPECT_NE(refused.problems.find("the worst 0.6"), std::string::npos) << refused.problems;
    }
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "form.mps"));
    for (const std::string method : {"extensive", "benders"}) {
        const std::string solve = "smps solve a.cor a.tim half.sto --json --method " + method;
        const Answer refused = tests::run(scratch.path(), solve + " --risk 1,0.4");
        EXPECT_EQ(refused.exit_code, 2) << method;
        EXPECT_NE(refused.problems.find("the worst 0.6 of futures whose probabilities sum to 0.5"),
                  std::string::npos)
            << refused.problems;
        // The worst half is all that there is; by hand, 20 bought for 1 each.
        const Answer half = tests::run(scratch.path(), solve + " --risk 1,0.5");
        EXPECT_EQ(half.exit_code, 0) << half.problems;
        EXPECT_NEAR(json::parse(half.output).at("objective").get<double>(), 20, 1e-6) << method;
        const Answer whole = tests::run(scratch.path(), solve + " --risk 1,0.4 --normalise");
        EXPECT_NEAR(json::parse(whole.output).at("objective").get<double>(), 20, 1e-6) << method;
    }
}

const std::string lands =
    " " DUALFLOW_SOURCE_DIR "/tests/data/smps/nwouda/LandS.cor " DUALFLOW_SOURCE_DIR
    "/tests/data/smps/nwouda/LandS.tim " DUALFLOW_SOURCE_DIR "/tests/data/smps/nwouda/LandS.sto";
const std::string solve_lands = "smps solve" + lands + " --method benders --keep --json --progress none";

// What `resume last` leads to, over as many sittings as it takes.
json gone_on(const cases::ScratchFolder& scratch) {
    for (int sitting = 0; sitting < 100; ++sitting) {
        const Answer answer = tests::run(scratch.path(), "resume last");
        if (answer.exit_code == 5) continue;
        EXPECT_EQ(answer.exit_code, 0) << answer.problems;
        return json::parse(answer.output);
    }
    ADD_FAILURE() << "no end in sight";
    return {};
}

TEST(Smps, ARunThatStoppedGoesOnToTheSameAnswer) {
    const cases::ScratchFolder scratch;
    json whole = json::parse(tests::run(scratch.path(), solve_lands).output);
    EXPECT_EQ(tests::run(scratch.path(), "resume").output, "no unfinished runs in runs\n");
    const Answer stopped = tests::run(scratch.path(), solve_lands + " --rounds 2");
    EXPECT_EQ(stopped.exit_code, 5);
    EXPECT_NE(stopped.problems.find("to go on: dualflow resume 2"), std::string::npos) << stopped.problems;
    const json list = json::parse(tests::run(scratch.path(), "resume --json").output);
    ASSERT_EQ(list.at("runs").size(), 1u);
    EXPECT_EQ(list.at("runs")[0].at("progress").get<std::string>().substr(0, 9), "round 2, ");
    json resumed = gone_on(scratch);
    EXPECT_GE(resumed.at("resumed_after_round").get<int>(), 2);
    EXPECT_EQ(whole.at("resumed_after_round").get<int>(), 0);
    resumed.erase("resumed_after_round");
    whole.erase("resumed_after_round");
    EXPECT_EQ(resumed, whole);
    EXPECT_EQ(tests::run(scratch.path(), "resume").output, "no unfinished runs in runs\n");
    EXPECT_EQ(tests::run(scratch.path(), "resume last").exit_code, 2);
}

TEST(Smps, ARunThatWasKilledAtAnyMomentGoesOnToTheSameAnswer) {
    const cases::ScratchFolder scratch;
    json whole = json::parse(tests::run(scratch.path(), solve_lands).output);
    whole.erase("resumed_after_round");
    int killed = 0;
    for (double seconds = 0.005; seconds < 60; seconds *= 1.1) {
        const Answer answer =
            tests::run(scratch.path(), solve_lands, fmt::format("timeout -s KILL {:.4f}", seconds));
        const json list = json::parse(tests::run(scratch.path(), "resume --json").output);
        if (answer.exit_code == 0) {
            EXPECT_TRUE(list.at("runs").empty());
            break;
        }
        if (list.at("runs").empty()) continue;  // killed before its first round was over
        ++killed;
        json resumed = gone_on(scratch);
        resumed.erase("resumed_after_round");
        EXPECT_EQ(resumed, whole) << seconds;
    }
    EXPECT_GT(killed, 0);
}

TEST(Smps, GivesTheSameBytesOnAnyNumberOfThreadsAndRanks) {
    if (!can_run_on_ranks()) GTEST_SKIP() << "no mpirun here, or a build without MPI";
    const cases::ScratchFolder scratch;
    for (const std::string risk : {"", " --risk 0.5,0.9"}) {
        const std::string solve = "smps solve" + lands + " --method benders --json --progress none" + risk;
        const Answer alone = tests::run(scratch.path(), solve);
        ASSERT_EQ(alone.exit_code, 0) << alone.problems;
        EXPECT_EQ(tests::run(scratch.path(), solve + " --threads 4").output, alone.output);
        for (const int ranks : {1, 2, 4}) {
            const Answer many = tests::run(scratch.path(), solve + " --threads 2", on_ranks(ranks));
            EXPECT_EQ(many.exit_code, 0) << many.problems;
            EXPECT_EQ(many.output, alone.output) << ranks << " ranks";
        }
    }
}

TEST(Smps, AnErrorOnRanksIsSaidOnceAndEndsAll) {
    if (!can_run_on_ranks()) GTEST_SKIP() << "no mpirun here, or a build without MPI";
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "smps solve nothere a b", on_ranks(3));
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_EQ(answer.output, "");
    const std::size_t first = answer.problems.find("nothere: cannot be read");
    ASSERT_NE(first, std::string::npos) << answer.problems;
    EXPECT_EQ(answer.problems.find("nothere: cannot be read", first + 1), std::string::npos);
    EXPECT_EQ(tests::run(scratch.path(), "schema --json", on_ranks(2)).output,
              tests::run(scratch.path(), "schema --json").output)
        << "a verb that needs no ranks runs on the first alone";
}

TEST(Smps, GoesOnOnlyWithWhatItBeganWith) {
    const cases::ScratchFolder scratch;
    for (const char* ending : {"cor", "tim", "sto"})
        std::filesystem::copy_file(
            std::filesystem::path(DUALFLOW_SOURCE_DIR "/tests/data/smps/nwouda/LandS.") += ending,
            scratch.path() / (std::string("a.") + ending));
    const Answer stopped = tests::run(
        scratch.path(), "smps solve a.cor a.tim a.sto --method benders --keep --rounds 1 --progress none");
    ASSERT_EQ(stopped.exit_code, 5) << stopped.problems;
    std::ifstream core(scratch.path() / "a.cor");
    std::string text((std::istreambuf_iterator<char>(core)), {});
    const std::size_t place = text.find("10.0");
    ASSERT_NE(place, std::string::npos);
    text.replace(place, 4, "11.0");
    cases::write_text(scratch.path() / "a.cor", text);
    const Answer refused = tests::run(scratch.path(), "resume last");
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.problems.find("is not the same"), std::string::npos) << refused.problems;
    EXPECT_EQ(json::parse(tests::run(scratch.path(), "resume --json").output).at("runs").size(), 1u);
}

TEST(Smps, SaysThatNoStateIsKeptOfTheExtensiveForm) {
    const cases::ScratchFolder scratch;
    const Answer small = tests::run(scratch.path(), "smps solve" + lands + " --keep --progress none");
    EXPECT_EQ(small.exit_code, 0);
    EXPECT_NE(small.problems.find("no state is kept of the extensive form"), std::string::npos)
        << small.problems;
    EXPECT_EQ(tests::run(scratch.path(), solve_lands).problems.find("no state"), std::string::npos);
}

TEST(Smps, RefusesInOneSentenceWithItsExitCode) {
    const struct {
        std::string question, words;
        int code;
    } wrong[] = {
        {"solve nothere a b", "nothere: cannot be read", 3},
        {"solve" + farmer + " --method magic", "expected auto, extensive or benders", 2},
        {"solve" + farmer + " --risk 0.5", "expected LAMBDA,ALPHA", 2},
        {"solve" + farmer + " --risk 2,0.5", "risk weight", 2},
        {"solve" + farmer + " --risk 0.5,1", "level", 2},
        {"solve" + farmer + " --threads 0", "--threads: 0; expected 1 or more", 2},
        {"value" + farmer + " --threads 0", "--threads: 0; expected 1 or more", 2},
        {"saa" + farmer + " --threads -2", "--threads: -2; expected 1 or more", 2},
        {"evaluate" + farmer + " --first-stage x --threads 0", "--threads: 0; expected 1 or more", 2},
        {"solve" + farmer + " --worst-futures -1", "--worst-futures: -1; expected 0 or more", 2},
        {"solve" + farmer + " --clusters -5", "--clusters: -5; expected 0 or more", 2},
        {"solve" + farmer + " --rounds -1", "--rounds: -1; expected 0 or more", 2},
        {"solve" + farmer + " --time nan", "--time: nan; expected 0 or more", 2},
        {"solve" + farmer + " --gap -1", "--gap: -1; expected 0 or more", 2},
        {"solve" + farmer + " --method benders --adaptive-partition --risk 0.5,0.5", "under risk", 2},
        {"extensive" + farmer + " --out form.txt", "expected a name that ends in .mps", 2},
        {"extensive" + farmer + " --out nothere/form.mps", "cannot be written", 6},
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
