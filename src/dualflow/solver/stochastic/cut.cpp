// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/solver/lp/lagrangean.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

Cut cut_of(const LpModel& block, std::size_t links, std::vector<double> dual, double cost_factor,
           double reach = infinity) {
    // Linking columns take no part in the constant: their share is the slope.
    Box box{block.lower, block.upper};
    for (std::size_t j = 0; j < links; ++j) box.lower[j] = box.upper[j] = 0;
    const std::vector<ReducedCost> reduced = repaired_reduced_costs(block, box, dual, cost_factor);
    Cut cut;
    cut.constant = least_over(block, dual, reduced, box, cost_factor);
    if (!cut.usable() && std::isfinite(reach)) {
        for (double& lower : box.lower) lower = std::max(lower, -reach);
        for (double& upper : box.upper) upper = std::min(upper, reach);
        cut.constant = least_over(block, dual, reduced, box, cost_factor);
        cut.within_reach = true;
    }
    for (std::size_t j = 0; j < links; ++j) cut.slope.push_back(reduced[j].sum.value());
    return cut;
}

}  // namespace

double Cut::at(std::span<const double> link) const {
    ExactSum sum(constant);
    for (std::size_t j = 0; j < slope.size(); ++j) sum.add_product(slope[j], link[j]);
    return sum.value();
}

void CutSum::add(const Cut& cut, double weight) {
    if (weight == 0) return;
    usable_ = usable_ && cut.usable();
    if (!usable_) return;
    constant_.add_product(weight, cut.constant);
    for (std::size_t j = 0; j < slope_.size(); ++j) slope_[j].add_product(weight, cut.slope[j]);
    within_reach_ = within_reach_ || cut.within_reach;
}

Cut CutSum::cut() const {
    if (!usable_) return {};
    Cut sum{constant_.lower(), {}, within_reach_};
    for (const ExactSum& value : slope_) sum.slope.push_back(value.value());
    return sum;
}

Cut optimality_cut(const LpModel& block, std::size_t links, std::span<const double> row_dual, double reach) {
    return cut_of(block, links, usable_dual(block, row_dual), 1, reach);
}

Cut optimality_cut_within(const LpModel& block, std::size_t links, std::span<const double> row_dual,
                          const Box& link_box, double reach) {
    LpModel wide = block;
    for (std::size_t j = 0; j < links; ++j) {
        wide.lower[j] = std::max(link_box.lower[j], -reach);
        wide.upper[j] = std::min(link_box.upper[j], reach);
    }
    Box box = implied_bounds(wide);
    for (double& lower : box.lower) lower = std::max(lower, -reach);
    for (double& upper : box.upper) upper = std::min(upper, reach);
    for (std::size_t j = 0; j < links; ++j) box.lower[j] = box.upper[j] = 0;
    const std::vector<double> dual = usable_dual(block, row_dual);
    const std::vector<ReducedCost> reduced = reduced_costs(block, dual, 1);
    Cut cut;
    cut.constant = least_over(block, dual, reduced, box, 1);
    cut.within_reach = std::isfinite(reach);
    for (std::size_t j = 0; j < links; ++j) cut.slope.push_back(reduced[j].sum.value());
    return cut;
}

Cut feasibility_cut(const LpModel& block, std::size_t links, std::span<const double> ray,
                    std::span<const double> link, double reach) {
    std::vector<double> negative(ray.begin(), ray.end());
    for (double& value : negative) value = -value;
    Cut one = cut_of(block, links, usable_dual(block, ray), 0, reach);
    Cut other = cut_of(block, links, usable_dual(block, negative), 0, reach);
    if (!one.usable()) return other;
    if (!other.usable()) return one;
    return one.at(link) > other.at(link) ? one : other;
}

}  // namespace dualflow::solver
