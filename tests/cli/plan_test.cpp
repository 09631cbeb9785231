// SPDX-License-Identifier: MIT
// plan, when it does not end by itself: exit codes, what is kept and what is not.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;
namespace fs = std::filesystem;

const std::string heavy_truck = (fs::path(DUALFLOW_SOURCE_DIR) / "examples/heavy-truck").string();

// Plans heavy-truck to a gap of zero, which takes minutes, and sends it the signal once it has a first plan.
// Answers with its exit code as the shell sees it.
int plan_until_signal(const fs::path& folder, const std::string& signal) {
    const fs::path script = folder / "until_signal.sh";
    cases::write_text(script, "cd \"$(dirname \"$0\")\"\n\"" DUALFLOW_PROGRAM "\" plan \"" + heavy_truck +
                                  "\" --gap 0 --json >out.json 2>problems &\nplan=$!\n"
                                  "until grep -q '^start' problems || ! kill -0 $plan; do sleep 0.1; done\n"
                                  "kill -" +
                                  signal + " $plan\nwait $plan\n");
    const int status = std::system(("bash '" + script.string() + "'").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

json runs_in(const fs::path& folder) {
    const Answer listed = tests::run(folder, "runs --json");
    EXPECT_EQ(listed.exit_code, 0) << listed.problems;
    return json::parse(listed.output);
}

TEST(Plan, KeepsWhatItFoundWhenInterrupted) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(plan_until_signal(scratch.path(), "INT"), 130);
    const json plan = json::parse(cases::read_text(scratch.path() / "out.json"));
    EXPECT_EQ(plan.at("status"), "interrupted");
    EXPECT_GE(plan.at("objective").get<double>(), plan.at("bound_proved").get<double>());
    EXPECT_LT(plan.at("gap").get<double>(), 0.01);
    double sum = 0;
    for (const auto& [name, cost] : plan.at("cost_components").items()) sum += cost.get<double>();
    EXPECT_NEAR(sum / plan.at("objective").get<double>(), 1, 1e-9);
    EXPECT_EQ(runs_in(scratch.path()).dump().find("heavy-truck") == std::string::npos, false);
}

TEST(Plan, LeavesNoHalfRunWhenKilled) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(plan_until_signal(scratch.path(), "KILL"), 128 + 9);
    EXPECT_EQ(cases::read_text(scratch.path() / "out.json"), "");
    EXPECT_EQ(runs_in(scratch.path()).dump().find("heavy-truck"), std::string::npos);
    const Answer next =
        tests::run(scratch.path(), "plan '" + (fs::path(heavy_truck) / "../minimal").string() + "'");
    EXPECT_EQ(next.exit_code, 0) << next.problems;
}

TEST(Plan, SaysThatALimitLeftNoPlanAndKeepsNoRun) {
    const cases::ScratchFolder scratch;
    const Answer stopped = tests::run(scratch.path(), "plan '" + heavy_truck + "' --time-limit 0.2");
    EXPECT_EQ(stopped.exit_code, 5);
    EXPECT_NE(stopped.output.find("no plan was found before the limit"), std::string::npos);
    EXPECT_EQ(runs_in(scratch.path()).dump().find("heavy-truck"), std::string::npos);
}

TEST(Plan, NamesTheRowsThatAskForWhatCannotBe) {
    const cases::ScratchFolder scratch;
    const Answer paid = tests::run(
        scratch.path(), "plan '" DUALFLOW_SOURCE_DIR "/tests/cases/a-storage-limit-that-cannot-hold' --json");
    EXPECT_EQ(paid.exit_code, 4);
    const json plan = json::parse(paid.output);
    ASSERT_FALSE(plan.at("elastic").empty());
    EXPECT_NE(plan.at("elastic").dump().find("inventory"), std::string::npos);
    EXPECT_NE(runs_in(scratch.path()).dump().find("a-storage-limit-that-cannot-hold"), std::string::npos);
}

}  // namespace
