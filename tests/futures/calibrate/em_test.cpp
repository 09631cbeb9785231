// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/em.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "planted.hpp"

namespace {

using namespace dualflow;

TEST(Em, NeverLowersItsObjective) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        for (const std::size_t regimes : {1U, 2U, 3U}) {
            const EmFit fit =
                fit_regimes(tests::draw(tests::planted_model(), seed, 200).y, regimes, {seed, 4, 0.999, 300});
            ASSERT_GE(fit.trace.size(), 2U);
            for (std::size_t i = 1; i < fit.trace.size(); ++i)
                EXPECT_GE(fit.trace[i], fit.trace[i - 1] - 1e-9) << seed << " " << regimes << " " << i;
        }
    }
}

// Standard errors as if the regimes were known: those of a mean of an AR(1) with σ²(1+φ)/(1−φ)/n, of a
// standard deviation (Gaussian, with squared memory), of a frequency. Hidden regimes widen them; five of them
// are allowed.
TEST(Em, RecoversAPlantedChain) {
    const RegimeModel truth = tests::planted_model();
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const tests::Planted planted = tests::draw(truth, seed, 1500);
        const EmFit fit = fit_regimes(planted.y, 2, {seed, 5});
        EXPECT_TRUE(fit.converged);
        const double memory = (1 + truth.phi) / (1 - truth.phi);
        const double squared = (1 + truth.phi * truth.phi) / (1 - truth.phi * truth.phi);
        for (std::size_t k = 0; k < 2; ++k) {
            const auto n = static_cast<double>(
                std::count(planted.regime.begin(), planted.regime.end(), static_cast<int>(k)));
            EXPECT_NEAR(fit.model.mu[k], truth.mu[k], 5 * truth.sigma[k] * std::sqrt(memory / n)) << seed;
            EXPECT_NEAR(fit.model.sigma[k], truth.sigma[k],
                        5 * truth.sigma[k] * std::sqrt(squared / (2 * n)));
            const double leave = truth.transition[k][1 - k];
            EXPECT_NEAR(fit.model.transition[k][1 - k], leave, 5 * std::sqrt(leave * (1 - leave) / n));
        }
        EXPECT_NEAR(fit.model.phi, truth.phi, 5 * std::sqrt((1 - truth.phi * truth.phi) / 1500));
    }
}

// One regime is a plain AR(1), whose estimate by least squares is in every textbook.
TEST(Em, OfOneRegimeIsAPlainAr1) {
    const std::vector<double> y = tests::draw({{0.1}, {0.2}, 0.7, {{1}}, {1}}, 3, 4000).y;
    const double n = static_cast<double>(y.size());
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double squares = 0, products = 0;
    for (std::size_t t = 1; t < y.size(); ++t) {
        products += (y[t] - mean) * (y[t - 1] - mean);
        squares += (y[t] - mean) * (y[t] - mean);
    }
    const EmFit fit = fit_regimes(y, 1, {});
    EXPECT_NEAR(fit.model.phi, products / squares, 2e-3);
    EXPECT_NEAR(fit.model.mu[0], mean, 1e-3);
    EXPECT_NEAR(fit.model.sigma[0], std::sqrt(squares / n), 2e-3);
}

TEST(Em, OrdersRegimesByMeanWhateverTheStarts) {
    const std::vector<double> y = tests::draw(tests::planted_model(), 2, 400).y;
    const EmFit one = fit_regimes(y, 2, {1, 6}), other = fit_regimes(y, 2, {99, 6});
    EXPECT_LT(one.model.mu[0], one.model.mu[1]);
    for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(one.model.mu[k], other.model.mu[k], 1e-3);
}

TEST(Em, GivesTheSameBitsAgain) {
    const std::vector<double> y = tests::draw(tests::planted_model(), 2, 150).y;
    EXPECT_EQ(fit_regimes(y, 3, {1, 4}).trace, fit_regimes(y, 3, {1, 4}).trace);
}

TEST(Em, KeepsTheMemoryWithinTheLimitAndStillNeverLowersItsObjective) {
    const EmFit fit = fit_regimes(tests::draw(tests::planted_model(), 3, 300).y, 2, {1, 4, 0.3});
    EXPECT_NEAR(fit.model.phi, 0.3, 1e-6);  // planted: 0.6
    for (std::size_t i = 1; i < fit.trace.size(); ++i) EXPECT_GE(fit.trace[i], fit.trace[i - 1] - 1e-9);
}

// A month far off would draw a regime onto itself, with an endless likelihood, were it not for the prior.
TEST(Em, DoesNotShrinkARegimeOntoOneMonth) {
    std::vector<double> y = tests::draw({{0}, {0.1}, 0.3, {{1}}, {1}}, 5, 120).y;
    y[60] = 2;
    const EmFit fit = fit_regimes(y, 3, {1, 6});
    for (const double sigma : fit.model.sigma) EXPECT_GT(sigma, 0.005);
    EXPECT_TRUE(std::isfinite(fit.objective));
}

}  // namespace
