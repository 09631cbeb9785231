// SPDX-License-Identifier: MIT
// Paths of currencies and costs: logarithms pulled back to where they began, with correlated innovations.
//
//     x_{t+1} = (1 − κ) x_t + v/√12 · e_t,  x_0 = 0,  e_t normal with the stated correlations,
// where κ is the pull a month and v the volatility a year (Vasicek 1977 in steps of a month). A currency is
// exp(x): its median stays where it began, in whichever direction it is quoted. A cost is exp(x − var(x)/2):
// its mean does.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/case/future_rows.hpp"

namespace dualflow {

// Goes on where the paths (one a series, or none at all) end, up to `periods`.
void extend_rates(const std::vector<RateSeries>& series, const std::vector<std::vector<double>>& root,
                  std::uint64_t seed, std::uint32_t scenario, std::size_t periods,
                  std::vector<std::vector<double>>& paths);

// By series and period, over the value at the start. `root` is that of the correlations
// (case/correlation.hpp).
std::vector<std::vector<double>> sample_rates(const std::vector<RateSeries>& series,
                                              const std::vector<std::vector<double>>& root,
                                              std::uint64_t seed, std::uint32_t scenario,
                                              std::size_t periods);

}  // namespace dualflow
