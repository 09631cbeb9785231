// SPDX-License-Identifier: MIT
// All futures at one point of the master, on several threads.
//
// Each future starts from its own basis of the sweep before (the first time from one that all share), so that
// an answer depends on nothing but the future, the point and that basis: any number of threads gives the same
// bits.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "dualflow/solver/stochastic/block_solver.hpp"

namespace dualflow::solver {

class Sweep {
public:
    Sweep(const TwoStageProgram& program, int threads);

    void start_all_from(const Basis& basis);

    // One answer a future, in their order.
    std::vector<BlockAnswer> run(std::span<const double> x, const SolveOptions& options,
                                 bool with_points = false);

    // Only those futures; the answers of others are left as they are.
    void run_some(std::span<const double> x, std::span<const std::size_t> some, const SolveOptions& options,
                  std::vector<BlockAnswer>& answers, bool with_points = false);

    const std::vector<TwoStageProgram::Future>& futures() const { return futures_; }

private:
    const TwoStageProgram& program_;
    std::vector<TwoStageProgram::Future> futures_;
    std::vector<Basis> basis_;
    std::vector<std::unique_ptr<BlockSolver>> solvers_;  // one a thread
};

}  // namespace dualflow::solver
