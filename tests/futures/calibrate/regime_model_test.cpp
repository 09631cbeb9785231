// SPDX-License-Identifier: MIT
// The filter and smoother against a sum over every path of regimes.
#include "dualflow/futures/calibrate/regime_model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "planted.hpp"

namespace {

using namespace dualflow;

const RegimeModel three{{-0.3, 0.05, 0.2},
                        {0.1, 0.07, 0.2},
                        -0.4,
                        {{0.8, 0.15, 0.05}, {0.1, 0.7, 0.2}, {0, 0.3, 0.7}},
                        {0.2, 0.5, 0.3}};

struct Enumerated {
    double likelihood = 0;
    std::vector<std::vector<double>> smoothed, pair;  // unnormalised
    std::vector<double> last;                         // by the last regime
};

// Σ over all K^T paths, each the product of its chances and normal densities written out here.
Enumerated enumerate(const RegimeModel& m, const std::vector<double>& y) {
    const std::size_t n = m.size(), months = y.size();
    const auto normal = [](double x, double mean, double sd) {
        return std::exp(-0.5 * std::pow((x - mean) / sd, 2)) / (sd * std::sqrt(2 * M_PI));
    };
    Enumerated e;
    e.smoothed.assign(months, std::vector<double>(n, 0));
    e.pair.assign(months, std::vector<double>(n * n, 0));
    e.last.assign(n, 0);
    const auto paths = static_cast<std::size_t>(std::llround(std::pow(n, months)));
    for (std::size_t code = 0; code < paths; ++code) {
        std::vector<std::size_t> s;
        for (std::size_t t = 0, rest = code; t < months; ++t, rest /= n) s.push_back(rest % n);
        double chance = m.start[s[0]] * normal(y[0], m.mu[s[0]], m.sigma[s[0]]);
        for (std::size_t t = 1; t < months; ++t) {
            const double u = (y[t - 1] - m.mu[s[t - 1]]) / m.sigma[s[t - 1]];
            chance *= m.transition[s[t - 1]][s[t]] * normal(y[t], m.mu[s[t]] + m.sigma[s[t]] * m.phi * u,
                                                            m.sigma[s[t]] * std::sqrt(1 - m.phi * m.phi));
        }
        e.likelihood += chance;
        for (std::size_t t = 0; t < months; ++t) e.smoothed[t][s[t]] += chance;
        for (std::size_t t = 1; t < months; ++t) e.pair[t][s[t - 1] * n + s[t]] += chance;
        e.last[s.back()] += chance;
    }
    return e;
}

TEST(RegimeFilter, IsTheSumOverAllPathsOfRegimes) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const std::vector<double> y = tests::draw(three, seed, 8).y;
        for (std::size_t months = 1; months <= y.size(); ++months) {
            const std::vector<double> part(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(months));
            const Enumerated all = enumerate(three, part);
            const Filtered filtered = filter(three, part);
            EXPECT_NEAR(filtered.log_likelihood(), std::log(all.likelihood), 1e-10);
            for (std::size_t k = 0; k < 3; ++k)
                EXPECT_NEAR(filtered.probability.back()[k], all.last[k] / all.likelihood, 1e-12);
        }
    }
}

TEST(RegimeSmoother, IsTheSumOverAllPathsOfRegimes) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const std::vector<double> y = tests::draw(three, seed, 8).y;
        const Enumerated all = enumerate(three, y);
        const Smoothed smoothed = smooth(three, y);
        EXPECT_NEAR(smoothed.log_likelihood, std::log(all.likelihood), 1e-10);
        for (std::size_t t = 0; t < y.size(); ++t) {
            for (std::size_t k = 0; k < 3; ++k)
                EXPECT_NEAR(smoothed.probability[t][k], all.smoothed[t][k] / all.likelihood, 1e-12);
            for (std::size_t i = 0; t > 0 && i < 9; ++i)
                EXPECT_NEAR(smoothed.pair[t][i], all.pair[t][i] / all.likelihood, 1e-12);
        }
    }
}

TEST(RegimeFilter, SurvivesAMonthThatNoRegimeExpects) {
    const RegimeModel model = tests::planted_model();
    std::vector<double> y = tests::draw(model, 1, 50).y;
    y[20] = 1e3;
    const Smoothed smoothed = smooth(model, y);
    EXPECT_TRUE(std::isfinite(smoothed.log_likelihood));
    for (const auto& law : smoothed.probability) EXPECT_NEAR(law[0] + law[1], 1, 1e-12);
}

}  // namespace
