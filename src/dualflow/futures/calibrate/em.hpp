// SPDX-License-Identifier: MIT
// Regimes fitted by expectation and conditional maximisation (Dempster, Laird and Rubin 1977; Meng and Rubin
// 1993; Hamilton 1990 for chains of regimes), from several starts.
//
// Given the smoothed pairs of regimes and φ, the expected log-likelihood is concave in (1/σ, μ/σ): Newton's
// method finds its maximum; given those, φ is a maximum on (−1, 1). Each of the two steps raises it, so no
// iteration lowers the objective.
//
// The objective is the log-likelihood plus a weak prior (Hamilton 1991) without which it has no maximum, as a
// regime may shrink onto one month: each regime counts one month more, whose deviation from the mean is the
// standard deviation of the series over the number of regimes, and each step of the chain a tenth of one
// more.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/futures/calibrate/regime_model.hpp"

namespace dualflow {

struct EmOptions {
    std::uint64_t seed = 1;
    int starts = 20;
    double most_memory = 0.999;  // largest |φ|, in (0, 1): a small one leaves slow swings to the regimes
    int iterations = 2000;       // at most, for the best start
    double tolerance = 1e-9;     // of the objective, by month: an iteration that gains less is the last
};

struct EmFit {
    RegimeModel model;  // regimes by mean, then by standard deviation
    double objective = 0, log_likelihood = 0;
    std::vector<double> trace;  // the objective before each iteration of the best start, and after the last
    bool converged = false;
    int starts_at_best = 0;  // starts that came within 1 of the best objective
};

// y: not constant. regimes ≥ 1.
EmFit fit_regimes(const std::vector<double>& y, std::size_t regimes, const EmOptions& options);

}  // namespace dualflow
