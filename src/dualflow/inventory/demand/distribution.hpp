// SPDX-License-Identifier: MIT
// Demand of one period: a distribution on consecutive whole numbers.
//
// Distributions without an end are cut where the tails left out hold no more than 1e-14 of the mass; what is
// left is scaled to one, and `mass_cut` says how much was cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/support/result.hpp"

namespace dualflow::inventory {

struct Distribution {
    std::int64_t lowest = 0;
    std::vector<double> probability;  // of lowest, lowest + 1, …; sums to one, both ends above zero
    double mass_cut = 0;
    double mean_error = 0,
           variance_error = 0;  // of the grid and the cuts: what it has less what was asked for

    std::int64_t highest() const { return lowest + static_cast<std::int64_t>(probability.size()) - 1; }
    double mean() const;
    double variance() const;
};

// The distribution of weights, which need not sum to one; zeros at the ends are dropped.
Distribution from_weights(std::int64_t lowest, std::vector<double> weights);

Distribution uniform(std::int64_t lowest, std::int64_t highest);
Distribution poisson(double mean);
// Variance above the mean: failures before the r-th success, r = mean² / (variance − mean).
Distribution negative_binomial(double mean, double variance);
// The mass of (k − ½, k + ½] on k, and all below ½ on 0. The grid adds a twelfth to the variance (Sheppard
// 1898); with zero near, more of both is lost: `mean_error` and `variance_error` say how much.
Distribution discretised_normal(double mean, double standard_deviation);

// The least demand at or below which the share `level` of the mass lies.
std::int64_t quantile(const Distribution& demand, double level);

// Of the sum of two independent demands, and of `periods` (≥ 1) of them.
Distribution convolve(const Distribution& a, const Distribution& b);
Distribution sum_of_periods(const Distribution& one, int periods);

}  // namespace dualflow::inventory
