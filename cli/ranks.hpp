// SPDX-License-Identifier: MIT
// The ranks that this run of the program is one of. Rank 0 alone reads what it is told and says what it
// found; the others work for it, silently.
#pragma once

#include "command.hpp"
#include "dualflow/solver/parallel/team.hpp"

namespace dualflow::cli {

// Found when first asked for. EnvironmentError where there are several ranks and no MPI.
solver::Team& the_team();

// Ends the run after an error: on one rank by returning, else on all of them. A rank that does not lead
// waits a moment first, because a leader that met the same error says it, and then all end.
Exit end_with(Exit code, const std::string& message);

}  // namespace dualflow::cli
