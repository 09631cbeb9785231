// SPDX-License-Identifier: MIT
// The stoch file of SMPS; read.hpp says what of it is read.
//
//   INDEP     COLUMN ROW VALUE [PERIOD] PROBABILITY: one figure, its values line by line. PERIOD is that of
//             the row, or of the column for a cost or bound
//   BLOCKS    BL NAME PERIOD PROBABILITY, then COLUMN ROW VALUE lines: figures that change together. Several
//             blocks of one name are its realisations; figures that a later one does not list are those of
//             the first. ADD and MULTIPLY change the core's figures in each of them
//   SCENARIOS SC NAME PARENT PROBABILITY PERIOD, then lines of changes: a future that is its parent's before
//             PERIOD and from there on the parent's with these changes, ADD and MULTIPLY too; the parent ROOT
//             is the core
//   NODES     the tree node by node: nodes_section.hpp
// COLUMN may be RHS or RIGHT, the name of the core's set, or missing: a right-hand side. ROW may be the
// objective. A bound is KIND [SET] COLUMN [VALUE] in place of COLUMN ROW VALUE, with UP, LO, FX, or FR, MI,
// PL without a value.
#pragma once

#include <string>

#include "dualflow/solver/smps/core_file.hpp"
#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver::smps {

// Adds blocks or the tree, and warnings, to a program whose core is there.
Result<void, Problem> read_stoch(const std::string& file, const CoreFile& core, StochasticProgram& program);

}  // namespace dualflow::solver::smps
