// SPDX-License-Identifier: MIT
// The maximisation steps of em: sums over months of what the smoother says, and the parameters that fit them
// best.
#pragma once

#include <vector>

#include "dualflow/futures/calibrate/regime_model.hpp"

namespace dualflow {

// Weights of the prior; em.hpp says why.
struct Prior {
    double months = 1, deviation = 1, steps = 0.1;
};

// Log density of the prior, up to a constant.
double log_prior(const RegimeModel& model, const Prior& prior);

// Parameters with |φ| ≤ most_memory that raise the expected log-likelihood under `smoothed`, plus the prior.
// The model's own φ must lie in that range.
RegimeModel maximise(const RegimeModel& model, const std::vector<double>& y, const Smoothed& smoothed,
                     const Prior& prior, double most_memory);

}  // namespace dualflow
