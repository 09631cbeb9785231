// SPDX-License-Identifier: MIT
// plan on several ranks: the leader's document and no other, whatever the number of ranks.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"
#include "support/ranks.hpp"

namespace {

using namespace dualflow;
using tests::Answer;
using tests::can_run_on_ranks;
using tests::on_ranks;

std::string plan_of(const std::string& name, const std::string& more = "") {
    const std::filesystem::path folder = std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests/cases" / name;
    return "plan \"" + folder.string() + "\" --no-save --json --progress none" + more;
}

// One has rows for stocks inside its buckets, so several decompositions; one has fans off the trunk.
TEST(PlanOnRanks, GivesTheBytesOfOneProcess) {
    if (!can_run_on_ranks()) GTEST_SKIP() << "no mpirun here, or a build without MPI";
    const cases::ScratchFolder scratch;
    for (const std::string name :
         {"three-stages-of-orders", "a-hedge-against-an-outage", "an-expansion-decided-once-demand-is-known",
          "sampled-futures-with-shocks"}) {
        const Answer alone = tests::run(scratch.path(), plan_of(name, " --method benders"));
        ASSERT_EQ(alone.exit_code, 0) << alone.problems;
        for (const int ranks : {1, 2, 4}) {
            const Answer many =
                tests::run(scratch.path(), plan_of(name, " --method benders --threads 2"), on_ranks(ranks));
            EXPECT_EQ(many.exit_code, 0) << many.problems;
            EXPECT_EQ(many.output, alone.output) << name << " on " << ranks << " ranks";
        }
    }
}

// What is not shared out is the leader's alone: the whole model at once, plans to compare with, foresight.
TEST(PlanOnRanks, LeavesToTheLeaderWhatIsNotSharedOut) {
    if (!can_run_on_ranks()) GTEST_SKIP() << "no mpirun here, or a build without MPI";
    const cases::ScratchFolder scratch;
    for (const std::string more : {" --method extensive", " --method benders --values", " --foresight"}) {
        const std::string plan = plan_of("three-stages-of-orders", more);
        const Answer alone = tests::run(scratch.path(), plan);
        ASSERT_EQ(alone.exit_code, 0) << alone.problems;
        const Answer many = tests::run(scratch.path(), plan, on_ranks(3));
        EXPECT_EQ(many.exit_code, 0) << many.problems;
        EXPECT_EQ(many.output, alone.output) << more;
    }
    const Answer invalid = tests::run(scratch.path(), "plan \"" DUALFLOW_SOURCE_DIR "/tests\"", on_ranks(2));
    EXPECT_EQ(invalid.exit_code, 3);
    EXPECT_EQ(invalid.output, "");
}

}  // namespace
