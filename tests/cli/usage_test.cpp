// SPDX-License-Identifier: MIT
// What the program says to a command line that is wrong, and how it ends.
#include <gtest/gtest.h>

#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using testing::Test;
using tests::Answer;

Answer in_empty_folder(const std::string& arguments, const std::string& before = "") {
    const cases::ScratchFolder scratch;
    return tests::run(scratch.path(), arguments, before);
}

// A wrong command line: exit 2, nothing on stdout, and these words on stderr.
void expect_usage_error(const std::string& arguments, const std::string& words) {
    const Answer answer = in_empty_folder(arguments);
    EXPECT_EQ(answer.exit_code, 2) << arguments;
    EXPECT_EQ(answer.output, "") << arguments;
    EXPECT_EQ(answer.problems.rfind("error: ", 0), 0U) << answer.problems;
    EXPECT_NE(answer.problems.find(words), std::string::npos) << answer.problems;
}

TEST(Usage, WithoutArgumentsShowsAShortHelpWithTwoExamples) {
    const Answer answer = in_empty_folder("");
    EXPECT_EQ(answer.exit_code, 0);
    EXPECT_EQ(answer.problems, "");
    EXPECT_NE(answer.output.find("usage: dualflow VERB"), std::string::npos);
    EXPECT_NE(answer.output.find("dualflow init my-case --from minimal"), std::string::npos);
    EXPECT_NE(answer.output.find("dualflow validate my-case"), std::string::npos);
}

TEST(Usage, HelpAndVersionAreAnswers) {
    for (const char* arguments : {"--help", "-h", "validate --help", "runs show -h"}) {
        const Answer answer = in_empty_folder(arguments);
        EXPECT_EQ(answer.exit_code, 0) << arguments;
        EXPECT_NE(answer.output.find("Usage: dualflow"), std::string::npos) << arguments;
    }
    EXPECT_EQ(in_empty_folder("--version").output.rfind("dualflow ", 0), 0U);
}

TEST(Usage, NamesTheNearestVerbOptionAndChoice) {
    expect_usage_error("validat x", "error: no verb \"validat\"");
    expect_usage_error("validat x", "= nearest: validate\n");
    expect_usage_error("runs shwo", "= nearest: show\n");
    expect_usage_error("validate x --jsn", "error: no option \"--jsn\"");
    expect_usage_error("validate x --jsn", "= nearest: --json\n");
    expect_usage_error("doctor --color alway",
                       "= expected one of auto, always, never\n  = nearest: always\n");
}

TEST(Usage, SaysWhatIsMissingAndWhatIsTooMuch) {
    expect_usage_error("--json", "error: no verb\n");
    expect_usage_error("validate", "= expected dualflow validate CASE\n");
    expect_usage_error("doctor now", "error: one argument too many: \"now\"");
    expect_usage_error("doctor --color", "--color");
    expect_usage_error("validate", "= help: dualflow validate --help\n");
}

TEST(Usage, GlobalFlagsStandBeforeOrAfterTheVerb) {
    const Answer before = in_empty_folder("--json explain E0201"),
                 after = in_empty_folder("explain E0201 --json");
    EXPECT_EQ(before.exit_code, 0);
    EXPECT_EQ(before.output, after.output);
    EXPECT_EQ(before.output.front(), '{');
}

TEST(Usage, ACaseMayBeNamedLikeAVerb) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(tests::run(scratch.path(), "init plan").exit_code, 0);
    EXPECT_EQ(tests::run(scratch.path(), "validate plan").exit_code, 0);
}

TEST(Usage, AnAnswerThatCannotBeWrittenIsAnErrorOfTheMachine) {
    const Answer answer = in_empty_folder("schema >/dev/full");
    EXPECT_EQ(answer.exit_code, 6);
    EXPECT_NE(answer.problems.find("could not be written"), std::string::npos);
}

TEST(Usage, ColourIsUsedOnlyOnATerminalOrWhenAsked) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(tests::run(scratch.path(), "init case").exit_code, 0);
    std::filesystem::remove(scratch.path() / "case" / "sites.csv");
    const auto colours = [&](const std::string& flags, const std::string& before) {
        const Answer answer = tests::run(scratch.path(), "validate case " + flags, before);
        EXPECT_EQ(answer.exit_code, 3);
        return answer.problems.find('\033') != std::string::npos;
    };
    EXPECT_FALSE(colours("", ""));
    EXPECT_TRUE(colours("--color always", "NO_COLOR=1"));
    EXPECT_FALSE(colours("--color never", ""));
}

}  // namespace
