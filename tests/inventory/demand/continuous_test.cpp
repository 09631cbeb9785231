// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/continuous.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace dualflow::inventory {
namespace {

// A gamma law of a whole shape n is the wait for the n-th event: 1 − Σ over k < n of e⁻ˣ xᵏ / k!.
TEST(ContinuousDemand, GammaIsTheWaitForEvents) {
    for (const int shape : {1, 2, 5, 30}) {
        for (const double x : {0.01, 0.5, 1.0, 4.0, 29.0, 31.0, 80.0}) {
            double term = std::exp(-x), late = 0;
            for (int k = 0; k < shape; ++k) {
                late += term;
                term *= x / (k + 1);
            }
            EXPECT_NEAR(gamma_below(shape, x), 1 - late, 1e-12) << shape << " " << x;
        }
    }
    EXPECT_EQ(gamma_below(2, 0), 0);
    // Shape ½ is the square of a normal.
    EXPECT_NEAR(gamma_below(0.5, 1.3), std::erf(std::sqrt(1.3)), 1e-13);
}

TEST(ContinuousDemand, KeepsMeanAndDeviationOnWholeNumbers) {
    for (const Shape shape : {Shape::normal, Shape::gamma, Shape::uniform}) {
        for (const double cv : {0.05, 0.3, 0.55, 1.0, 3.0}) {
            for (const double steps : {1.0, 2.0, 5.0}) {
                const bool possible = shape == Shape::gamma || cv <= (shape == Shape::normal ? 1.0 : 0.57);
                if (!possible) continue;
                SCOPED_TRACE(::testing::Message() << static_cast<int>(shape) << " " << cv << " " << steps);
                const Distribution d = on_whole_numbers({shape, steps / cv, steps, {}, {}});
                EXPECT_NEAR(d.mean(), steps / cv, 1e-6 * steps / cv);
                EXPECT_NEAR(std::sqrt(d.variance()), steps, 1e-6 * steps);
                EXPECT_GE(d.lowest, 0);
                EXPECT_NEAR(std::accumulate(d.probability.begin(), d.probability.end(), 0.0), 1, 1e-12);
            }
        }
    }
}

// An exponential law cut at [2, 5]: its share up to x is (e⁻² − e⁻ˣ) / (e⁻² − e⁻⁵), here with mean 1.
TEST(ContinuousDemand, IsCutAtItsEnds) {
    const Distribution d = on_whole_numbers({Shape::gamma, 1, 1, 2, 5});
    EXPECT_EQ(d.lowest, 2);
    EXPECT_EQ(d.highest(), 5);
    const double whole = std::exp(-2) - std::exp(-5);
    EXPECT_NEAR(d.probability[0], (std::exp(-2) - std::exp(-2.5)) / whole, 1e-12);
    EXPECT_NEAR(d.probability[1], (std::exp(-2.5) - std::exp(-3.5)) / whole, 1e-12);
    EXPECT_NEAR(d.probability[3], (std::exp(-4.5) - std::exp(-5)) / whole, 1e-12);
}

}  // namespace
}  // namespace dualflow::inventory
