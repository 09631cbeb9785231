// SPDX-License-Identifier: MIT
// Futures that stand in the master itself, with their block: what they cost needs no cuts (partial Benders:
// Crainic, Hewitt, Maggioni and Rei 2021). Those that cost most are what a tail is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

// Of the futures that can come about the `count` that cost most (of equals the first), in the futures' order,
// each with its cut at a point that all have an answer to; fewer where a cut has no proved constant.
std::vector<HeldFuture> held_futures(const TwoStageProgram& program, const std::vector<double>& cost,
                                     std::span<const double> link, std::size_t count,
                                     const SolveOptions& options);

std::vector<std::uint64_t> numbers_of(const std::vector<HeldFuture>& held);

}  // namespace dualflow::solver
