// SPDX-License-Identifier: MIT
// What a given first stage costs over all futures.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/solver/stochastic/risk.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

// Total cost of a first stage: (1 − λ)·E + λ·CVaR_α, infinite where some future has no answer to it.
struct Evaluation {
    double objective = infinity;
    std::vector<double> cost;  // of each future's second stage
    double worst_primal_dual_gap = 0;
    std::int64_t lp_solves = 0, iterations = 0;
};
Evaluation evaluate_first_stage(const TwoStageProgram& program, const Risk& risk,
                                const std::vector<double>& x, int threads);

// Weights of the futures under (1 − λ)·E + λ·CVaR_α at these costs; the tail's weights for λ = 1.
std::vector<double> tail_weights(const std::vector<double>& probability, const std::vector<double>& cost,
                                 double alpha);

}  // namespace dualflow::solver
