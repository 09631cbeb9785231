// SPDX-License-Identifier: MIT
// A monthly series as trend × season × deviation (classical decomposition; Brockwell and Davis 2016,
// section 1.5).
//
// The season of a month is the mean over the years of log value − its centred mean of 12 months, scaled so
// that the twelve factors average one. The trend is the straight line of least squares through the logarithms
// without season. What is left is the deviation, on which the regimes are fitted.
#pragma once

#include <array>
#include <vector>

#include "dualflow/futures/calibrate/series.hpp"

namespace dualflow {

struct Decomposition {
    std::array<double, 12> season{};    // factors, January first; their mean is 1
    double level = 0, growth = 0;       // log trend of month i: level + growth · i
    std::vector<double> deviation;      // of the logarithm; by month
    double trend(std::size_t i) const;  // in the unit of the series
};

// From the first `months` values (at least 24); the deviation is that of all of them.
Decomposition decompose(const MonthlySeries& series, std::size_t months);

}  // namespace dualflow
