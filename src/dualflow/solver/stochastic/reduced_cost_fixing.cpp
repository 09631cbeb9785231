// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/reduced_cost_fixing.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/solver/lp/lagrangean.hpp"

namespace dualflow::solver {
namespace {

double below(double value) {
    return std::nextafter(value, -infinity);
}

// The most whole units within which bound + units · rise stays below the cutoff.
double units_within(double bound, double rise, double cutoff) {
    constexpr double countable = 0x1p50;  // farther apart than this, whole numbers are no longer told apart
    double units = std::max(0.0, std::floor((cutoff - bound) / rise));
    if (!(units < countable)) return infinity;
    while (units > 0 && below(bound + below(units * rise)) >= cutoff) --units;
    while (below(bound + below((units + 1) * rise)) < cutoff) ++units;
    return units;
}

}  // namespace

Rises rises_of(const LpModel& model, std::span<const double> row_dual) {
    const std::vector<double> dual = usable_dual(model, row_dual);
    const std::vector<ReducedCost> reduced = reduced_costs(model, dual, 1);
    Rises rises;
    rises.lower = model.lower;
    rises.upper = model.upper;
    rises.bound = least_over(model, dual, reduced, {model.lower, model.upper}, 1);
    for (const ReducedCost& cost : reduced) {
        rises.up.push_back(std::max(0.0, cost.sum.lower()));
        rises.down.push_back(std::max(0.0, -cost.sum.upper()));
    }
    return rises;
}

std::vector<BoundChange> fixed_by(const Rises& rises, double cutoff, const LpModel& model,
                                  std::span<const double> lower, std::span<const double> upper) {
    std::vector<BoundChange> changes;
    if (!std::isfinite(rises.bound) || !std::isfinite(cutoff)) return changes;
    for (std::size_t j = 0; j < rises.up.size(); ++j) {
        if (model.integer[j] == 0) continue;
        double low = lower[j], high = upper[j];
        const double width = rises.upper[j] - rises.lower[j];
        // A rise too small to matter within the range is not divided by.
        if (rises.up[j] > 0 && !(below(rises.bound + below(width * rises.up[j])) < cutoff))
            high = std::min(high, rises.lower[j] + units_within(rises.bound, rises.up[j], cutoff));
        if (rises.down[j] > 0 && !(below(rises.bound + below(width * rises.down[j])) < cutoff))
            low = std::max(low, rises.upper[j] - units_within(rises.bound, rises.down[j], cutoff));
        if (low > lower[j] || high < upper[j]) changes.push_back({static_cast<Index>(j), low, high});
    }
    return changes;
}

}  // namespace dualflow::solver
