// SPDX-License-Identifier: MIT
// What a level of stock leaves over and falls short of, against a demand on whole numbers.
//
// Every table is a sum of positive terms from the end where it is small, so that neither tail is lost in a
// difference.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow::inventory {

class Loss {
public:
    explicit Loss(const Distribution& demand);

    double left_over(std::int64_t level) const;  // E(level − D)⁺, units
    double shortfall(std::int64_t level) const;  // E(D − level)⁺, units
    double at_most(std::int64_t level) const;    // P(D ≤ level)
    double above(std::int64_t level) const;      // P(D > level)
    double mean() const { return mean_; }
    std::int64_t lowest() const { return lowest_; }
    std::int64_t highest() const { return lowest_ + static_cast<std::int64_t>(above_.size()) - 1; }
    // The smallest level with P(D > level) ≤ share, for a share from 0 to 1. Equal up to rounding counts.
    std::int64_t quantile_above(double share) const;

private:
    std::size_t index(std::int64_t level) const { return static_cast<std::size_t>(level - lowest_); }

    std::int64_t lowest_;
    double mean_;
    std::vector<double> left_over_, shortfall_, at_most_, above_;  // at lowest, lowest + 1, …, highest
};

}  // namespace dualflow::inventory
