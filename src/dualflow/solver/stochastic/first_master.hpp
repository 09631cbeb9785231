// SPDX-License-Identifier: MIT
// The first master of a run: a first point that every future has an answer to, found by feasibility cuts, and
// the cuts of the futures there.
#pragma once

#include "dualflow/solver/stochastic/benders_run.hpp"

namespace dualflow::solver {

// Does nothing where the run has a master. False where it ended: no such point, a cost without a proved lower
// bound, a limit.
bool make_first_master(BendersRun& run);

}  // namespace dualflow::solver
