// SPDX-License-Identifier: MIT
// What a state of a decomposition belongs to.
#pragma once

#include <string>

#include "dualflow/solver/stochastic/benders.hpp"

namespace dualflow::solver {

// A hash of the program's figures, of the risk and of the options on which the sequence of points depends.
std::string key_of(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options);

}  // namespace dualflow::solver
