// SPDX-License-Identifier: MIT
// A future solved with a first stage of its own (wait and see: Madansky 1960), for a decomposition to start
// from.
//
// With the duals π of the block's rows in that program, the cut of π (cut.hpp) is one of the future's cost
// for every first stage x, and c x + cut(x) is nowhere in the first stage below the program's own bound,
// since π is part of its dual vector. So a master that knows one such cut of each future starts at Σ p_s WS_s
// or higher: near the optimum wherever foresight is worth little.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

struct FutureAlone {
    SolveStatus status = SolveStatus::failed;
    Cut cut;                // of an optimum; not usable where it has no proved constant
    std::vector<double> x;  // of the first stage, integers relaxed
    std::int64_t iterations = 0;
    int lp_solves = 0;
    double primal_dual_gap = 0;
    std::string log;  // the first that went wrong; empty mostly
};

// A function of the program and the future alone.
FutureAlone solve_alone(const TwoStageProgram& program, std::size_t future, const SolveOptions& options);

}  // namespace dualflow::solver
