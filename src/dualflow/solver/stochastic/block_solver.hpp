// SPDX-License-Identifier: MIT
// Solves the block of one future after another at points of the master. One object a thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

struct BlockAnswer {
    SolveStatus status = SolveStatus::failed;
    double objective = infinity;  // of a point that satisfies the block, by our own arithmetic
    Cut cut;                      // optimal: of the cost; infeasible: constant + slope·x ≤ 0
    Basis basis;
    std::vector<double> row_dual;  // only of an optimum
    std::vector<double> y;         // of the block's own columns; only where asked for
    std::int64_t iterations = 0;
    int lp_solves = 0;
    double primal_dual_gap = 0;  // |objective − cut at the point|, relative to money_scale
    std::string log;             // why a rung of the ladder failed; empty mostly
};

class BlockSolver {
public:
    explicit BlockSolver(const TwoStageProgram& program);

    // A function of future, point and basis alone, whatever was solved before.
    BlockAnswer solve(const TwoStageProgram::Future& future, std::span<const double> link, const Basis& basis,
                      const SolveOptions& options, bool with_point = false);

private:
    void restore();
    Cut sharpest_cut(const Solution& solution, std::span<const double> link, double scale) const;
    void take(const TwoStageProgram::Future& future);

    const TwoStageProgram& program_;
    Solver solver_;
    Box link_box_;                   // the master's bounds of the linking columns
    TwoStageProgram::Future taken_;  // what differs from the core now
};

// Values of the linking columns at a point of the master.
std::vector<double> link_of(const TwoStageProgram& program, std::span<const double> x);

}  // namespace dualflow::solver
