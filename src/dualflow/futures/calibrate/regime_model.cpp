// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/regime_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace dualflow {

namespace {

const double half_log_two_pi = 0.5 * std::log(2 * std::numbers::pi);

// Densities of a month over the largest of those that are possible, so that an outlier does not make all of
// them zero. `chance` is that of each pair, or regime, before the month is seen; impossible ones have density
// 0.
struct Step {
    std::vector<double> density;
    double scale = 0;  // the logarithm of the largest
};

Step scaled(std::vector<double> log_densities, const std::vector<double>& chance) {
    double scale = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < chance.size(); ++i)
        if (chance[i] > 0) scale = std::max(scale, log_densities[i]);
    for (std::size_t i = 0; i < chance.size(); ++i)
        log_densities[i] = chance[i] > 0 ? std::exp(log_densities[i] - scale) : 0;
    return {std::move(log_densities), scale};
}

// [k] in the first month, where `before` is none; then [j * K + k].
std::vector<double> log_densities(const RegimeModel& m, double y, const double* before) {
    std::vector<double> all;
    const std::size_t n = m.size();
    for (std::size_t j = 0; j < (before != nullptr ? n : 1); ++j)
        for (std::size_t k = 0; k < n; ++k)
            all.push_back(before != nullptr ? log_density(m, y, *before, j, k) : log_density_first(m, y, k));
    return all;
}

std::vector<double> chance_of_pairs(const RegimeModel& m, const std::vector<double>& law) {
    std::vector<double> all;
    for (std::size_t j = 0; j < m.size(); ++j)
        for (std::size_t k = 0; k < m.size(); ++k) all.push_back(law[j] * m.transition[j][k]);
    return all;
}

// Divides by the sum, which is returned.
double normalise(std::vector<double>& law) {
    const double sum = std::accumulate(law.begin(), law.end(), 0.0);
    for (double& p : law) p /= sum;
    return sum;
}

struct Forward {
    Filtered filtered;
    std::vector<Step> steps;
};

Forward forward(const RegimeModel& m, const std::vector<double>& y) {
    const std::size_t n = m.size();
    Forward f;
    for (std::size_t t = 0; t < y.size(); ++t) {
        const std::vector<double> chance =
            t == 0 ? m.start : chance_of_pairs(m, f.filtered.probability.back());
        f.steps.push_back(scaled(log_densities(m, y[t], t == 0 ? nullptr : &y[t - 1]), chance));
        std::vector<double> next(n, 0);
        for (std::size_t i = 0; i < chance.size(); ++i) next[i % n] += chance[i] * f.steps[t].density[i];
        f.filtered.log_predictive.push_back(std::log(normalise(next)) + f.steps[t].scale);
        f.filtered.probability.push_back(std::move(next));
    }
    return f;
}

}  // namespace

double log_density(const RegimeModel& m, double y, double before, std::size_t j, std::size_t k) {
    const double variance = 1 - m.phi * m.phi;
    const double e = (y - m.mu[k]) / m.sigma[k] - m.phi * (before - m.mu[j]) / m.sigma[j];
    return -half_log_two_pi - std::log(m.sigma[k]) - 0.5 * std::log(variance) - 0.5 * e * e / variance;
}

double log_density_first(const RegimeModel& m, double y, std::size_t k) {
    const double u = (y - m.mu[k]) / m.sigma[k];
    return -half_log_two_pi - std::log(m.sigma[k]) - 0.5 * u * u;
}

double Filtered::log_likelihood() const {
    return std::accumulate(log_predictive.begin(), log_predictive.end(), 0.0);
}

Filtered filter(const RegimeModel& model, const std::vector<double>& y) {
    return forward(model, y).filtered;
}

Smoothed smooth(const RegimeModel& m, const std::vector<double>& y) {
    const std::size_t n = m.size();
    const Forward f = forward(m, y);
    Smoothed s;
    s.log_likelihood = f.filtered.log_likelihood();
    s.probability.assign(y.size(), std::vector<double>(n, 0));
    s.pair.resize(y.size());
    s.probability.back() = f.filtered.probability.back();
    std::vector<double> after(n, 1);  // the likelihood of all later months, up to a factor
    for (std::size_t t = y.size() - 1; t > 0; --t) {
        std::vector<double>& pair = s.pair[t];
        pair.assign(n * n, 0);
        std::vector<double> earlier(n, 0);
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < n; ++k) {
                const double onward = m.transition[j][k] * f.steps[t].density[j * n + k] * after[k];
                earlier[j] += onward;
                pair[j * n + k] = f.filtered.probability[t - 1][j] * onward;
            }
        }
        normalise(pair);
        for (std::size_t j = 0; j < n; ++j)
            for (std::size_t k = 0; k < n; ++k) s.probability[t - 1][j] += pair[j * n + k];
        normalise(earlier);
        after = std::move(earlier);
    }
    return s;
}

}  // namespace dualflow
