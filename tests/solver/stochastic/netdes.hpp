// SPDX-License-Identifier: MIT
// Stochastic fixed-charge network design (mpi-sppy's examples/netdes, BSD-3): binary arcs, flows in every
// future whose costs, capacities and demands differ.
#pragma once

#include <filesystem>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver::test {

StochasticProgram network_design(const std::filesystem::path& file);

}  // namespace dualflow::solver::test
