// SPDX-License-Identifier: MIT
// A sum of doubles and of products of doubles that knows how wrong it may be.
//
// The value is kept as an unevaluated pair (high, low); what even the pair cannot hold is added up,
// as a magnitude, in `error`. So the exact sum lies within `error` of high + low, and `error` is zero
// where nothing was lost, as with the small integers of network models. Built from the error-free
// transformations TwoSum and TwoProduct (Ogita, Rump and Oishi 2005, "Accurate sum and dot product",
// sections 3 to 5). Assumes rounding to nearest and no overflow; an overflow shows as a NaN or an
// infinity in every value read from it.
#pragma once

#include <cmath>
#include <limits>

namespace dualflow::solver {

class ExactSum {
public:
    ExactSum() = default;
    explicit ExactSum(double value) : high_(value) {}

    void add(double value) {
        high_ = two_sum(high_, value, value);
        low_ = two_sum(low_, value, value);
        error_ += std::abs(value);
    }

    void add_product(double a, double b) {
        const double product = a * b;
        if (std::abs(product) < smallest_exact && a != 0 && b != 0) error_ += denormal;
        add(product);
        add(std::fma(a, b, -product));
    }

    // Adds (what the other sum stands for) × factor.
    void add_product(const ExactSum& other, double factor) {
        add_product(other.high_, factor);
        add_product(other.low_, factor);
        error_ += other.error() * std::abs(factor);
    }

    double value() const { return high_ + low_; }
    double lower() const { return below(high_, low_); }
    double upper() const { return -below(-high_, -low_); }

private:
    static constexpr double smallest_exact = 0x1p-960;  // below, TwoProduct may lose a remainder
    static constexpr double denormal = 0x1p-1060;       // and this is more than it can lose
    static constexpr double slack = 1 + 0x1p-20;        // the additions to `error` were rounded too

    static double two_sum(double a, double b, double& remainder) {
        const double sum = a + b;
        const double part = sum - a;
        remainder = (a - (sum - part)) + (b - part);
        return sum;
    }

    double error() const { return error_ * slack; }

    // A number that is certainly not above the exact sum; the sum itself where it is known and a double.
    double below(double high, double low) const {
        constexpr double down = -std::numeric_limits<double>::infinity();
        double rest = 0;
        const double sum = two_sum(high, low, rest);
        if (error_ == 0) return rest < 0 ? std::nextafter(sum, down) : sum;
        return std::nextafter(sum + std::nextafter(rest - error(), down), down);
    }

    double high_ = 0, low_ = 0, error_ = 0;
};

}  // namespace dualflow::solver
