// SPDX-License-Identifier: MIT
// The team of MPI's world. Internal to parallel/.
#pragma once

#include <memory>

#include "dualflow/solver/parallel/team.hpp"

namespace dualflow::solver {

std::unique_ptr<Team> mpi_team();  // starts MPI; nothing in a build without

}  // namespace dualflow::solver
