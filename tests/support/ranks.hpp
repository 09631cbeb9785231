// SPDX-License-Identifier: MIT
// Runs of the program on several ranks of one machine.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace dualflow::tests {

// Open MPI asks for leave to run as root and to start more ranks than there are cores.
inline std::string on_ranks(int ranks) {
    const bool open_mpi = std::system("mpirun --version 2>/dev/null | grep -q 'Open MPI'") == 0;
    return fmt::format("mpirun {} -n {}", open_mpi ? "--allow-run-as-root --oversubscribe" : "", ranks);
}

// A machine may lack MPI, which is optional; the one that checks changes (CI=true) may not.
inline bool can_run_on_ranks() {
    const cases::ScratchFolder scratch;
    const bool can = std::system("command -v mpirun >/dev/null 2>&1") == 0 &&
                     run(scratch.path(), "doctor").output.find("without MPI") == std::string::npos;
    if (!can && std::getenv("CI") != nullptr) ADD_FAILURE() << "no MPI where changes are checked";
    return can;
}

}  // namespace dualflow::tests
