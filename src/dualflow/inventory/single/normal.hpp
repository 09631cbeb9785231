// SPDX-License-Identifier: MIT
// The standard normal distribution, to the last digits in both tails.
#pragma once

namespace dualflow::inventory {

double normal_density(double z);
double normal_above(double z);  // P(Z > z)
double normal_loss(double z);   // E(Z − z)⁺

// The z with P(Z ≤ z) = below and P(Z > z) = above. Both are given, and sum to one, so that a tail that one
// of them cannot show is not lost. Start: Abramowitz and Stegun (1964) 26.2.23; then Newton's method on the
// logarithm of the tail, which is concave.
double normal_quantile(double below, double above);

}  // namespace dualflow::inventory
