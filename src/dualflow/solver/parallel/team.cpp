// SPDX-License-Identifier: MIT
#include "dualflow/solver/parallel/team.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

#include "dualflow/solver/parallel/mpi_team.hpp"

namespace dualflow::solver {
namespace {

class Alone : public Team {
public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    void broadcast(std::string&) override {}
    std::vector<std::string> gather(const std::string& bytes) override { return {bytes}; }
    void abandon(int) override {}
};

// How many processes the launcher says it started: of Open MPI, of MPICH and its relatives, of Slurm with
// either. Asked before MPI itself, so that a program run alone needs none.
int ranks_launched() {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
        const char* given = std::getenv(name);
        if (given == nullptr) continue;
        const std::string_view text = given;
        int ranks = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), ranks);
        if (error == std::errc{} && rest == text.data() + text.size()) return ranks;
    }
    return 1;
}

}  // namespace

std::unique_ptr<Team> team_of_one() {
    return std::make_unique<Alone>();
}

Result<std::unique_ptr<Team>, std::string> find_team() {
    const int ranks = ranks_launched();
    if (ranks <= 1) return team_of_one();
    if (!built_with_mpi())
        return unexpected(
            fmt::format("started as {} ranks, but this dualflow was built without MPI; "
                        "expected one, or a build with -DDUALFLOW_MPI=ON",
                        ranks));
    return mpi_team();
}

}  // namespace dualflow::solver
