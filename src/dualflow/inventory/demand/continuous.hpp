// SPDX-License-Identifier: MIT
// Demand with a continuous law, put on whole numbers so that mean and variance stay what they were.
//
// The mass of (k − ½, k + ½] goes to k, and all below ½ to 0. That moves both moments (a twelfth of variance
// for the grid, more where the law is cut off at zero), so the law's own two parameters are moved until the
// demand on the grid has the mean and the standard deviation that were asked for. Of a law that is cut at
// ends of its own, only what is left counts and the parameters stay; `mean_error` and `variance_error` of
// the distribution say what it has less what was asked for.
#pragma once

#include <optional>

#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow::inventory {

enum class Shape { normal, gamma, uniform };

struct ContinuousDemand {
    Shape shape = Shape::normal;
    double mean = 0, standard_deviation = 0;  // both above 0
    std::optional<double> lowest, highest;    // where the law is cut
};

// The share of a gamma law with this shape and scale 1 that lies at or below x (Abramowitz and Stegun 1964,
// 6.5.29 by its series, 6.5.31 by its continued fraction).
double gamma_below(double shape, double x);

// Mass of at most `left_out` is cut above.
Distribution on_whole_numbers(const ContinuousDemand& demand, double left_out = 1e-9);

}  // namespace dualflow::inventory
