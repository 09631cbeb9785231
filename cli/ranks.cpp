// SPDX-License-Identifier: MIT
#include "ranks.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <thread>

namespace dualflow::cli {

namespace {

std::unique_ptr<solver::Team> team;  // lives until the program ends, so that MPI is ended after all else

}  // namespace

solver::Team& the_team() {
    if (!team) {
        auto found = solver::find_team();
        if (!found) {
            team = solver::team_of_one();
            throw EnvironmentError(found.error());
        }
        team = std::move(*found);
        if (!team->leads()) be_silent();
    }
    return *team;
}

Exit end_with(Exit code, const std::string& message) {
    if (!team || team->size() == 1) {
        complain(message);
        return code;
    }
    if (!team->leads()) {
        std::this_thread::sleep_for(std::chrono::seconds(2));
        std::fputs(fmt::format("rank {}: {}", team->rank(), message).c_str(), stderr);
    } else {
        complain(message);
    }
    std::fflush(stderr);
    team->abandon(static_cast<int>(code));
    return code;
}

}  // namespace dualflow::cli
