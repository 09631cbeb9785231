// SPDX-License-Identifier: MIT
// Plans before any search: integers of the first stage are named, and with those held the rounds of a
// decomposition find the rest.
#pragma once

#include "dualflow/solver/stochastic/benders_run.hpp"

namespace dualflow::solver {

// Dives until one finds nothing better, each knowing the cuts of those before it; where they leave more than
// a hundredth open, a plan from elsewhere, once (BendersOptions). False where the run ends there.
bool dive_for_plan(BendersRun& run);

// One dive over the master of the side at hand (benders_sides.hpp), or what is left of it. False where the
// run ends there.
bool dive_at_side(BendersRun& run);

}  // namespace dualflow::solver
