// SPDX-License-Identifier: MIT
// A stochastic program in SMPS form: core, time and stoch file (Birge, Dempster, Gassmann, Gunn, King and
// Wallace 1987; Gassmann and Schweitzer 2001).
//
// Of the stoch file: INDEP, BLOCKS, SCENARIOS and NODES with discrete values, REPLACE, ADD or MULTIPLY; INDEP
// and BLOCKS may stand in one file. Continuous distributions, CHANCE, ICC and everything else are refused
// with file and line. Probabilities are taken as given; a warning says where they do not sum to one.
#pragma once

#include <string>

#include "dualflow/solver/smps/lines.hpp"
#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver::smps {

Result<StochasticProgram, Problem> read_smps(const std::string& core, const std::string& time,
                                             const std::string& stoch);

}  // namespace dualflow::solver::smps
