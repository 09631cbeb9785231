// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/loss.hpp"

#include <algorithm>

namespace dualflow::inventory {

namespace {

constexpr double rounding = 1e-12;  // relative

}  // namespace

Loss::Loss(const Distribution& demand)
    : lowest_(demand.lowest),
      mean_(demand.mean()),
      left_over_(demand.probability.size()),
      shortfall_(demand.probability.size()),
      at_most_(demand.probability.size()),
      above_(demand.probability.size()) {
    const std::size_t n = demand.probability.size();
    double mass = 0, units = 0;
    for (std::size_t i = 0; i < n; ++i) {
        units += mass;
        left_over_[i] = units;
        mass += demand.probability[i];
        at_most_[i] = mass;
    }
    mass = units = 0;
    for (std::size_t i = n; i-- > 0;) {
        units += mass;
        shortfall_[i] = units;
        above_[i] = mass;
        mass += demand.probability[i];
    }
}

double Loss::left_over(std::int64_t level) const {
    if (level <= lowest_) return 0;
    return level > highest() ? static_cast<double>(level) - mean_ : left_over_[index(level)];
}

double Loss::shortfall(std::int64_t level) const {
    if (level >= highest()) return 0;
    return level < lowest_ ? mean_ - static_cast<double>(level) : shortfall_[index(level)];
}

double Loss::at_most(std::int64_t level) const {
    if (level < lowest_) return 0;
    return level >= highest() ? 1 : at_most_[index(level)];
}

double Loss::above(std::int64_t level) const {
    if (level < lowest_) return 1;
    return level >= highest() ? 0 : above_[index(level)];
}

std::int64_t Loss::quantile_above(double share) const {
    const auto reached =
        std::partition_point(above_.begin(), above_.end(),
                             [limit = share * (1 + rounding)](double above) { return above > limit; });
    return lowest_ + (reached - above_.begin());
}

}  // namespace dualflow::inventory
