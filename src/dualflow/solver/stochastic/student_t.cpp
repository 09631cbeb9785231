// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/student_t.hpp"

#include <cmath>
#include <initializer_list>

namespace dualflow::solver {
namespace {

// The continued fraction of the incomplete beta function; converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::abs(d) < tiny ? tiny : d);
    double value = d;
    for (int m = 1; m < 500; ++m) {
        const double n = m;
        for (const double term : {n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n)),
                                  -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))}) {
            d = 1 + term * d;
            d = 1 / (std::abs(d) < tiny ? tiny : d);
            c = 1 + term / c;
            if (std::abs(c) < tiny) c = tiny;
            value *= c * d;
        }
        if (std::abs(c * d - 1) < 1e-16) break;
    }
    return value;
}

double incomplete_beta(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

}  // namespace

double student_t_below(double t, int freedom) {
    const double n = freedom, beyond = incomplete_beta(n / 2, 0.5, n / (n + t * t)) / 2;
    return t > 0 ? 1 - beyond : beyond;
}

double student_t_quantile(double level, int freedom) {
    double low = -1, high = 1;
    while (student_t_below(low, freedom) > level) low *= 2;
    while (student_t_below(high, freedom) < level) high *= 2;
    for (int halving = 0; halving < 200; ++halving) {
        const double middle = (low + high) / 2;
        (student_t_below(middle, freedom) < level ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace dualflow::solver
