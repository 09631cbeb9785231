// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace dualflow::inventory {
namespace {

constexpr double tail = 1e-14;

double sum_of(const std::vector<double>& values) {
    double sum = 0, lost = 0;  // Kahan: the mass must be one to the last digit
    for (const double value : values) {
        const double term = value - lost, next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    return sum;
}

// From the mode outwards, until what is left out on either side is below half of `tail` (masses that fall
// faster than geometrically, so that the last one bounds the rest).
Distribution around(std::int64_t mode, const std::function<double(std::int64_t)>& log_mass) {
    std::vector<double> below, above;
    const auto negligible = [](double mass, double before) {
        return mass <= 0 || (mass < before && mass * mass / (before - mass) < tail / 2);
    };
    double before = std::exp(log_mass(mode));
    above.push_back(before);
    for (std::int64_t k = mode + 1;; ++k) {
        const double mass = std::exp(log_mass(k)), last = above.back();
        above.push_back(mass);
        if (negligible(mass, last)) break;
    }
    for (std::int64_t k = mode - 1; k >= 0; --k) {
        const double mass = std::exp(log_mass(k)), last = below.empty() ? before : below.back();
        below.push_back(mass);
        if (negligible(mass, last)) break;
    }
    std::vector<double> weights(below.rbegin(), below.rend());
    weights.insert(weights.end(), above.begin(), above.end());
    const double kept = sum_of(weights);
    Distribution made = from_weights(mode - static_cast<std::int64_t>(below.size()), std::move(weights));
    made.mass_cut = std::max(0.0, 1 - kept);
    return made;
}

Distribution measured(Distribution made, double mean, double variance) {
    made.mean_error = made.mean() - mean;
    made.variance_error = made.variance() - variance;
    return made;
}

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

}  // namespace

double Distribution::mean() const {
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) sum += probability[i] * static_cast<double>(i);
    return sum + static_cast<double>(lowest);
}

double Distribution::variance() const {
    const double centre = mean() - static_cast<double>(lowest);
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double away = static_cast<double>(i) - centre;
        sum += probability[i] * away * away;
    }
    return sum;
}

Distribution from_weights(std::int64_t lowest, std::vector<double> weights) {
    while (!weights.empty() && weights.back() <= 0) weights.pop_back();
    const auto first = std::find_if(weights.begin(), weights.end(), [](double w) { return w > 0; });
    lowest += first - weights.begin();
    weights.erase(weights.begin(), first);
    const double sum = sum_of(weights);
    for (double& weight : weights) weight /= sum;
    return {lowest, std::move(weights)};
}

Distribution uniform(std::int64_t lowest, std::int64_t highest) {
    return from_weights(lowest, std::vector<double>(static_cast<std::size_t>(highest - lowest + 1), 1.0));
}

Distribution poisson(double mean) {
    const auto log_mass = [mean](std::int64_t k) {
        const auto n = static_cast<double>(k);
        return n * std::log(mean) - mean - std::lgamma(n + 1);
    };
    return measured(around(static_cast<std::int64_t>(mean), log_mass), mean, mean);
}

Distribution negative_binomial(double mean, double variance) {
    const double success = mean / variance, r = mean * success / (1 - success);
    const auto mode = static_cast<std::int64_t>(r > 1 ? (r - 1) * (1 - success) / success : 0);
    const auto log_mass = [=](std::int64_t k) {
        const auto n = static_cast<double>(k);
        return std::lgamma(n + r) - std::lgamma(r) - std::lgamma(n + 1) + r * std::log(success) +
               n * std::log1p(-success);
    };
    return measured(around(mode, log_mass), mean, variance);
}

Distribution discretised_normal(double mean, double standard_deviation) {
    const auto edge = [&](double value) { return normal_below((value - mean) / standard_deviation); };
    const double reach = 9 * standard_deviation;  // beyond: 1e-19
    const auto lowest = static_cast<std::int64_t>(std::max(0.0, std::floor(mean - reach)));
    const auto highest = static_cast<std::int64_t>(std::max(1.0, std::ceil(mean + reach)));
    std::vector<double> weights;
    for (std::int64_t k = lowest; k <= highest; ++k) {
        const auto n = static_cast<double>(k);
        weights.push_back(edge(n + 0.5) - (k == 0 ? 0 : edge(n - 0.5)));
    }
    return measured(from_weights(lowest, std::move(weights)), mean, standard_deviation * standard_deviation);
}

std::int64_t quantile(const Distribution& demand, double level) {
    double below = 0;
    for (std::size_t i = 0; i < demand.probability.size(); ++i) {
        below += demand.probability[i];
        if (below >= level) return demand.lowest + static_cast<std::int64_t>(i);
    }
    return demand.highest();
}

Distribution convolve(const Distribution& a, const Distribution& b) {
    std::vector<double> weights(a.probability.size() + b.probability.size() - 1, 0);
    for (std::size_t i = 0; i < a.probability.size(); ++i) {
        for (std::size_t j = 0; j < b.probability.size(); ++j)
            weights[i + j] += a.probability[i] * b.probability[j];
    }
    Distribution sum = from_weights(a.lowest + b.lowest, std::move(weights));
    sum.mass_cut = a.mass_cut + b.mass_cut;
    return sum;
}

Distribution sum_of_periods(const Distribution& one, int periods) {
    Distribution sum = one;
    for (int period = 1; period < periods; ++period) sum = convolve(sum, one);
    return sum;
}

}  // namespace dualflow::inventory
