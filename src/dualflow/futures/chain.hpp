// SPDX-License-Identifier: MIT
// Finite Markov chains: a matrix of chances by row, each row summing to one.
#pragma once

#include <vector>

namespace dualflow {

using ChainMatrix = std::vector<std::vector<double>>;

// The state that a number in [0, 1) picks from a law; never one of chance zero.
int pick(const std::vector<double>& law, double u);

// The long-run law of the chain begun evenly over its states: the stationary law where there is one, also for
// chains with a cycle in them (the average over time). To about 1e-13.
std::vector<double> long_run_law(const ChainMatrix& chain);

}  // namespace dualflow
