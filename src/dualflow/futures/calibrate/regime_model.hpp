// SPDX-License-Identifier: MIT
// Deviations that follow a hidden chain of regimes with an AR(1) residual (Hamilton 1989), as sampled by
// futures/cycle: with s_t the regime, u_t = (y_t − μ_{s_t}) / σ_{s_t},
//     u_0 standard normal,  u_t = φ u_{t−1} + √(1 − φ²) z_t.
// One regime is a plain AR(1). Since y_t depends on the regimes of t and t − 1, the filter runs over pairs of
// them.
#pragma once

#include <vector>

#include "dualflow/futures/chain.hpp"

namespace dualflow {

struct RegimeModel {
    std::vector<double> mu, sigma;  // by regime
    double phi = 0;                 // in (−1, 1)
    ChainMatrix transition;
    std::vector<double> start;  // law of the first month

    std::size_t size() const { return mu.size(); }
};

// The density of a month: log f(y_t | y_{t−1}, s_{t−1} = j, s_t = k), and that of the first month.
double log_density(const RegimeModel& model, double y, double before, std::size_t j, std::size_t k);
double log_density_first(const RegimeModel& model, double y, std::size_t k);

// Forward (Hamilton 1989, section 4).
struct Filtered {
    std::vector<double> log_predictive;            // by month: log f(y_t | all before)
    std::vector<std::vector<double>> probability;  // by month and regime, given all up to it
    double log_likelihood() const;
};
Filtered filter(const RegimeModel& model, const std::vector<double>& y);

// Backward. With pairs kept in the filter Kim's (1994) recursion is exact, and is that of Baum and others
// (1970).
struct Smoothed {
    std::vector<std::vector<double>> probability;  // by month and regime, given all
    // pair[t][j * K + k]: of regime j in month t − 1 and k in t; empty for t = 0.
    std::vector<std::vector<double>> pair;
    double log_likelihood = 0;
};
Smoothed smooth(const RegimeModel& model, const std::vector<double>& y);

}  // namespace dualflow
