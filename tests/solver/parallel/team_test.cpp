// SPDX-License-Identifier: MIT
#include "dualflow/solver/parallel/team.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>

#include "dualflow/solver/parallel/bytes.hpp"
#include "solver/parallel/thread_team.hpp"

namespace dualflow::solver {
namespace {

TEST(ATeamOfOne, LeadsItselfAndHearsItself) {
    const auto team = team_of_one();
    EXPECT_TRUE(team->leads());
    EXPECT_EQ(team->size(), 1);
    std::string bytes = "some bytes";
    team->broadcast(bytes);
    EXPECT_EQ(team->gather(bytes), std::vector<std::string>{"some bytes"});
    EXPECT_EQ(team->bytes_moved(), 0);
}

TEST(ATeam, GathersInTheOrderOfItsRanks) {
    on_ranks(4, [](Team& team) {
        std::string word = team.leads() ? "told" : "";
        team.broadcast(word);
        EXPECT_EQ(word, "told");
        const auto all = team.gather("rank " + std::to_string(team.rank()));
        if (team.leads())
            EXPECT_EQ(all, (std::vector<std::string>{"rank 0", "rank 1", "rank 2", "rank 3"}));
        else
            EXPECT_TRUE(all.empty());
    });
}

TEST(ATeam, IsThisProcessAloneWhereNoLauncherStartedMore) {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) unsetenv(name);
    EXPECT_EQ(find_team().value()->size(), 1);
    setenv("PMI_SIZE", "1", 1);
    EXPECT_EQ(find_team().value()->size(), 1);
    setenv("PMI_SIZE", "several", 1);
    EXPECT_EQ(find_team().value()->size(), 1);
    if (!built_with_mpi()) {
        setenv("PMI_SIZE", "3", 1);
        EXPECT_NE(find_team().error().find("started as 3 ranks"), std::string::npos);
    }
    unsetenv("PMI_SIZE");
}

RC_GTEST_PROP(Values, ComeBackFromTheirBytes,
              (std::vector<double> numbers, std::string text, std::vector<std::vector<int>> nested,
               bool flag)) {
    const std::string bytes = bytes_of(numbers, text, nested, flag);
    std::vector<double> numbers_again;
    std::string text_again;
    std::vector<std::vector<int>> nested_again;
    bool flag_again = !flag;
    RC_ASSERT(from_bytes_to(bytes, numbers_again, text_again, nested_again, flag_again));
    RC_ASSERT(numbers_again == numbers);
    RC_ASSERT(text_again == text);
    RC_ASSERT(nested_again == nested);
    RC_ASSERT(flag_again == flag);
    RC_ASSERT(!from_bytes_to(bytes + "x", numbers_again, text_again, nested_again, flag_again));
    const auto shorter = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT(!from_bytes_to(bytes.substr(0, shorter), numbers_again, text_again, nested_again, flag_again));
}

}  // namespace
}  // namespace dualflow::solver
