// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/continuous.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dualflow::inventory {
namespace {

constexpr int most_terms = 10'000;
constexpr int most_steps = 500;
constexpr double close_enough = 1e-9;  // of mean and standard deviation, relative
constexpr std::int64_t most_values = 100'000;

// Σ xⁿ Γ(a) / Γ(a + 1 + n), times xᵃ e⁻ˣ / Γ(a): for x below a + 1.
double series(double a, double x) {
    double term = 1 / a, sum = term;
    for (int n = 1; n < most_terms && term > sum * 1e-17; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * std::exp(a * std::log(x) - x - std::lgamma(a));
}

// The tail above x by Lentz's (1976) evaluation of the continued fraction: for x from a + 1.
double tail_fraction(double a, double x) {
    const double tiny = std::numeric_limits<double>::min() / std::numeric_limits<double>::epsilon();
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, value = d;
    for (int n = 1; n < most_terms; ++n) {
        const double factor = -n * (n - a);
        b += 2;
        d = factor * d + b;
        c = b + factor / c;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = std::abs(c) < tiny ? tiny : c;
        value *= d * c;
        if (std::abs(d * c - 1) < 1e-16) break;
    }
    return value * std::exp(a * std::log(x) - x - std::lgamma(a));
}

double uncut_below(Shape shape, double mean, double deviation, double x) {
    switch (shape) {
        case Shape::normal:
            return 0.5 * std::erfc(-(x - mean) / (deviation * std::sqrt(2.0)));
        case Shape::gamma: {
            const double variance = deviation * deviation;
            return gamma_below(mean * mean / variance, x * mean / variance);
        }
        case Shape::uniform: {
            const double half = deviation * std::sqrt(3.0);
            return std::clamp((x - mean + half) / (2 * half), 0.0, 1.0);
        }
    }
    return 0;
}

double below(const ContinuousDemand& law, double x) {
    if (law.lowest && x <= *law.lowest) return 0;
    if (law.highest && x >= *law.highest) return 1;
    const auto uncut = [&](double at) {
        return uncut_below(law.shape, law.mean, law.standard_deviation, at);
    };
    const double first = law.lowest ? uncut(*law.lowest) : 0, last = law.highest ? uncut(*law.highest) : 1;
    // A window so far in a tail that it holds nothing: all of it at its nearer end.
    if (!(last > first)) return x >= law.mean ? 1 : 0;
    return std::clamp((uncut(x) - first) / (last - first), 0.0, 1.0);
}

Distribution rounded(const ContinuousDemand& law, double left_out) {
    std::vector<double> weights;
    double before = 0;
    for (std::int64_t k = 0; k < most_values; ++k) {
        const double now = below(law, static_cast<double>(k) + 0.5);
        weights.push_back(std::max(0.0, now - before));
        before = std::max(before, now);
        if (1 - now <= left_out && now > 0) break;
    }
    // Below, what is negligible is cut too: empty values cost the engine as much as others.
    double cut = 0;
    for (double& weight : weights) {
        if ((cut += weight) > left_out) break;
        weight = 0;
    }
    Distribution made = from_weights(0, std::move(weights));
    made.mass_cut = 1 - before;
    return made;
}

}  // namespace

double gamma_below(double shape, double x) {
    if (!(x > 0)) return 0;
    return x < shape + 1 ? std::min(1.0, series(shape, x)) : std::max(0.0, 1 - tail_fraction(shape, x));
}

Distribution on_whole_numbers(const ContinuousDemand& demand, double left_out) {
    const double mean = demand.mean, deviation = demand.standard_deviation;
    ContinuousDemand law = demand;
    Distribution made = rounded(law, left_out);
    const bool cut = demand.lowest || demand.highest;
    for (int step = 0; !cut && step < most_steps; ++step) {
        const double shift = mean - made.mean(), ratio = deviation / std::sqrt(made.variance());
        if (!std::isfinite(ratio)) break;  // all on one number
        if (std::abs(shift) < close_enough * mean && std::abs(ratio - 1) < close_enough) break;
        law.mean += shift;
        if (law.shape == Shape::gamma) law.mean = std::max(law.mean, mean / 1000);
        law.standard_deviation *= ratio;
        made = rounded(law, left_out);
    }
    made.mean_error = made.mean() - mean;
    made.variance_error = made.variance() - deviation * deviation;
    return made;
}

}  // namespace dualflow::inventory
