// SPDX-License-Identifier: MIT
// What a given first stage costs over all futures.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/solver/stochastic/risk.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

// The first of a first stage's own bounds, whole numbers and rows that a point misses: by more than a
// millionth of 1 + |side|, to which answers of solvers keep.
struct FirstStageMiss {
    enum class Of { bound, integer, row } of = Of::bound;
    std::size_t index = 0;                   // of the column or row, in the first stage
    double value = 0, lower = 0, upper = 0;  // the column's or row's, and what it may be
};
std::optional<FirstStageMiss> first_stage_miss(const TwoStageProgram& program, const std::vector<double>& x);

// Total cost of a first stage: (1 − λ)·E + λ·CVaR_α, infinite where some future has no answer to it. Whether
// the first stage's own rows hold is not asked.
struct Evaluation {
    double objective = infinity;
    std::vector<double> cost;  // of each future's second stage
    double worst_primal_dual_gap = 0;
    std::int64_t lp_solves = 0, iterations = 0;
};
Evaluation evaluate_first_stage(const TwoStageProgram& program, const Risk& risk,
                                const std::vector<double>& x, int threads,
                                const std::atomic<bool>* interrupt = nullptr);

// How many of these costs are infinite: of futures that have no answer.
std::size_t without_answer(const std::vector<double>& costs);

// Weights of the futures under (1 − λ)·E + λ·CVaR_α at these costs; the tail's weights for λ = 1.
std::vector<double> tail_weights(const std::vector<double>& probability, const std::vector<double>& cost,
                                 double alpha);

}  // namespace dualflow::solver
