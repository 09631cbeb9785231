// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/lagrangean.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// Adds min { d x : lower ≤ x ≤ upper }; false where it has no finite lower bound.
bool add_least(ExactSum& total, const ExactSum& reduced, double lower, double upper) {
    const double least = reduced.lower(), most = reduced.upper();
    if (least == 0 && most == 0) return true;
    // Where the sign is in doubt either side is taken at its worst: d x ≥ least · max(x, 0) + most · min(x,
    // 0).
    if (least >= 0) {
        if (!std::isfinite(lower)) return false;
        total.add_product(reduced, lower);
        return true;
    }
    if (most <= 0) {
        if (!std::isfinite(upper)) return false;
        total.add_product(reduced, upper);
        return true;
    }
    if (!std::isfinite(lower) || !std::isfinite(upper)) return false;
    total.add_product(std::min(0.0, least), std::max(0.0, upper));
    total.add_product(std::max(0.0, most), std::min(0.0, lower));
    return true;
}

}  // namespace

std::vector<double> usable_dual(const LpModel& model, std::span<const double> row_dual) {
    std::vector<double> usable(at(model.rows()), 0);
    for (std::size_t i = 0; i < usable.size() && i < row_dual.size(); ++i) {
        const double side = row_dual[i] > 0 ? model.row_lower[i] : model.row_upper[i];
        if (std::isfinite(row_dual[i]) && std::isfinite(side)) usable[i] = row_dual[i];
    }
    return usable;
}

std::vector<ReducedCost> reduced_costs(const LpModel& model, std::span<const double> usable,
                                       double cost_factor) {
    std::vector<ReducedCost> reduced(at(model.columns()));
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        ExactSum sum(model.cost[j] * cost_factor);
        double scale = std::abs(model.cost[j] * cost_factor);
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
            const double dual = usable[at(model.row_index[k])];
            if (dual == 0) continue;
            sum.add_product(-model.value[k], dual);
            scale += std::abs(model.value[k] * dual);
        }
        reduced[j] = {sum, scale};
    }
    return reduced;
}

double least_over(const LpModel& model, std::span<const double> usable, std::span<const ReducedCost> reduced,
                  const Box& box, double cost_factor) {
    ExactSum total(model.offset * cost_factor);
    for (std::size_t i = 0; i < usable.size(); ++i) {
        if (usable[i] == 0) continue;
        total.add_product(usable[i], usable[i] > 0 ? model.row_lower[i] : model.row_upper[i]);
    }
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        if (!add_least(total, reduced[j].sum, box.lower[j], box.upper[j])) return -infinity;
    }
    const double bound = total.lower();
    return std::isfinite(bound) ? bound : -infinity;
}

}  // namespace dualflow::solver
