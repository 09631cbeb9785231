// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/normal.hpp"

#include <cmath>
#include <numbers>

namespace dualflow::inventory {

double normal_density(double z) {
    return std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double normal_above(double z) {
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normal_loss(double z) {
    return normal_density(z) - z * normal_above(z);
}

double normal_quantile(double below, double above) {
    const double tail = std::fmin(below, above);
    const double w = std::sqrt(-2 * std::log(tail));
    double z =
        w - (2.515517 + w * (0.802853 + w * 0.010328)) / (1 + w * (1.432788 + w * (0.189269 + w * 0.001308)));
    for (int step = 0; step < 5; ++step) {
        const double reached = normal_above(z);
        z += std::log(reached / tail) * reached / normal_density(z);
    }
    return above <= below ? z : -z;
}

}  // namespace dualflow::inventory
