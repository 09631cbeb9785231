// SPDX-License-Identifier: MIT
// Branching between rounds, for a decomposition whose futures are so large that a tree of many nodes
// (branch_and_cut.hpp) is out of reach. Where a column is dear, both its sides are worth rounds of their own:
// the cuts of one hold in the other, so the second costs few.
//
// What a column's rounding may cost is guessed as |c_j| · min(f, 1 − f) at the best point so far, f being its
// fraction. A side is closed once its bound is as good as the plan, but for the gap asked for. A side without
// dear fractions is dived at: the dive ends near its best point. Until there is a plan, the side at hand is
// gone on with; then the one of the least bound, and by rounds alone while they may close it. Only after its
// dive a side is branched on other columns than dear ones.
#pragma once

#include "dualflow/solver/stochastic/benders_run.hpp"

namespace dualflow::solver {

// Whether the run's program is one for that.
bool branches_between_rounds(const BendersRun& run);

// How near the relaxation is to be taken before the first branching, of the gap asked for.
double first_target(const BendersRun& run);

// False where the run ends there. Otherwise the gap is closed, that of the program or of what a plan costs in
// whole (BendersOptions::whole_cost), or the side at hand has no integer with a cost between two values, or
// 32 sides were made.
bool search_sides(BendersRun& run);

}  // namespace dualflow::solver
