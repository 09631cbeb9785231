// SPDX-License-Identifier: MIT
// The rounds of a Benders decomposition (benders.hpp): the master is solved, a point is swept, its cuts go
// into the master.
#pragma once

#include <span>
#include <vector>

#include "dualflow/solver/stochastic/benders_run.hpp"

namespace dualflow::solver {

// Of the gap, by which a batch's cuts move the master: then that is enough.
inline constexpr double enough_of_gap = 0.2;

// Rounds until the gap is no wider than the target (relative), or no round closes more of it; with integers
// held also until no better plan of them is to be had; at a side until it has none that is better than what
// there is. False where the run ends there; `run.out` says why.
bool run_rounds(BendersRun& run, double target);

// The first stage nearest to a point that the master's bounds allow is swept, and is the best point from then
// on: with other bounds than before, most is known around it.
void sweep_near(BendersRun& run, const std::vector<double>& point);

// The master without its integers, as exactly as the gap asked for needs it; the bound is then one that is
// proved.
SolveOptions options_of_relaxed(const BendersRun& run);
Solution relaxed_master(BendersRun& run);

// How many rows of the first stage itself were added that the point violates: new ones, not those that the
// master misses by its tolerance.
Index add_rows_missed(BendersRun& run, std::span<const double> point);

// So far of the way from the best point to another; that one where there is none.
std::vector<double> towards(const BendersRun& run, const std::vector<double>& out, double step);

}  // namespace dualflow::solver
