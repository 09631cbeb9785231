// SPDX-License-Identifier: MIT
// What sampled futures look like together: quantiles by period, shares of regimes, outages by row. All are
// weighted by the paths' weights.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "dualflow/futures/sample.hpp"

namespace dualflow {

inline constexpr std::array<double, 5> fan_levels{0.05, 0.25, 0.5, 0.75, 0.95};

struct Fan {
    std::vector<double> mean;                   // by period
    std::vector<std::array<double, 5>> levels;  // by period, at fan_levels
};

// The least value at which the weights of values up to it reach `level` of their sum (within rounding).
double weighted_quantile(std::vector<std::pair<double, double>> values_and_weights, double level);

Fan cycle_fan(const std::vector<SampledPath>& paths, std::size_t cycle);
Fan rate_fan(const std::vector<SampledPath>& paths, std::size_t series);
Fan outage_fan(const Sampler& sampler, const std::vector<SampledPath>& paths);  // members out mid-period

// Shares by period and regime.
std::vector<std::vector<double>> cycle_shares(const std::vector<SampledPath>& paths, std::size_t cycle,
                                              std::size_t regimes);
std::vector<std::vector<double>> tariff_shares(const std::vector<SampledPath>& paths, std::size_t regimes,
                                               bool seen);

struct OutageSummary {
    double stated_per_year = 0;  // of all members together
    double drawn_per_year = 0;
    double mean_days = 0;          // of those drawn
    double share_common = 0;       // of those drawn, from shocks of the group
    double chance_in_horizon = 0;  // that any comes
};

OutageSummary outage_summary(const Sampler& sampler, const std::vector<SampledPath>& paths, std::size_t row);

}  // namespace dualflow
