// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dualflow/solver/lp/lagrangean.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

constexpr double box_factor = 1e3;  // see judge()

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

struct RowActivity {
    ExactSum sum;
    double largest = 0;  // of its terms
};

double missed_by(double value, double lower, double upper) {
    if (std::isnan(value)) return infinity;
    return std::max({0.0, lower - value, value - upper});
}

double near_side(double value, double lower, double upper) {
    const double side = value < lower ? lower : upper;
    return std::isfinite(side) ? std::abs(side) : 0;
}

// The Lagrangean bound with every infinite side replaced by a side of a box around the point.
double bound_near(const LpModel& model, std::span<const double> x, std::span<const double> row_dual) {
    double size = 1;
    for (const double value : x) size = std::max(size, std::abs(value));
    Box box = implied_bounds(model);
    for (std::size_t j = 0; j < box.lower.size(); ++j) {
        box.lower[j] = std::max(box.lower[j], -box_factor * size);
        box.upper[j] = std::min(box.upper[j], box_factor * size);
    }
    const auto dual = usable_dual(model, row_dual);
    return least_over(model, dual, reduced_costs(model, dual, 1), box, 1);
}

struct Money {
    double objective = 0, moved = 0, dearest = 0;
};

Money money_of(const LpModel& model, std::span<const double> x) {
    Money money{objective_of(model, x), 0, 0};
    for (std::size_t j = 0; j < x.size(); ++j) {
        money.moved += std::abs(model.cost[j] * x[j]);
        money.dearest = std::max(money.dearest, std::abs(model.cost[j]));
    }
    return money;
}

}  // namespace

double largest_miss(const LpModel& model, std::span<const double> x,
                    const std::function<bool(Index row)>& counts) {
    std::vector<RowActivity> activity(at(model.rows()));
    double worst = 0;
    const auto see = [&worst](double value, double lower, double upper, double term) {
        const double miss = missed_by(value, lower, upper);
        worst = std::max(worst, miss / (1 + std::max(near_side(value, lower, upper), term)));
    };
    for (std::size_t j = 0; j < at(model.columns()); ++j) {
        see(x[j], model.lower[j], model.upper[j], 0);
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
            RowActivity& row = activity[at(model.row_index[k])];
            row.sum.add_product(model.value[k], x[j]);
            row.largest = std::max(row.largest, std::abs(model.value[k] * x[j]));
        }
    }
    for (std::size_t i = 0; i < activity.size(); ++i) {
        if (counts && !counts(static_cast<Index>(i))) continue;
        see(activity[i].sum.value(), model.row_lower[i], model.row_upper[i], activity[i].largest);
    }
    return worst;
}

double money_scale(const LpModel& model, std::span<const double> x) {
    const Money money = money_of(model, x);
    const double scale = std::max({std::abs(money.objective), money.moved / 1000, money.dearest / 100});
    return scale > 0 ? scale : 1;
}

double money_scale(const LpModel& model, std::span<const double> x, std::span<const double> row_dual) {
    std::vector<double> dearest(at(model.rows()), 0), largest(at(model.rows()), 0);
    for (std::size_t j = 0; j < at(model.columns()); ++j) {
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
            const std::size_t row = at(model.row_index[k]);
            dearest[row] = std::max(dearest[row], std::abs(model.cost[j] / model.value[k]));
            largest[row] = std::max(largest[row], std::abs(model.value[k] * x[j]));
        }
    }
    double moved = 0;
    for (std::size_t row = 0; row < largest.size(); ++row)
        moved = std::max(moved, std::min(std::abs(row_dual[row]), dearest[row]) * largest[row]);
    return std::max(money_scale(model, x), moved / 10'000);
}

double relative_gap(const LpModel& model, std::span<const double> x, double bound) {
    const Money money = money_of(model, x);
    const double difference = money.objective - bound;
    if (difference <= 1e-9 * money_scale(model, x)) return 0;
    const double size = std::max(std::abs(money.objective), money.moved / 1000);
    return size > 0 ? difference / size : infinity;
}

void snap_to_bounds(const LpModel& model, double tolerance, std::vector<double>& x) {
    for (std::size_t j = 0; j < x.size(); ++j) {
        const double lower = model.lower[j], upper = model.upper[j];
        if (x[j] < lower && lower - x[j] <= tolerance * (1 + std::abs(lower))) x[j] = lower;
        if (x[j] > upper && x[j] - upper <= tolerance * (1 + std::abs(upper))) x[j] = upper;
    }
}

Verdict judge(const LpModel& model, std::span<const double> x, std::span<const double> row_dual,
              const Tolerances& tolerances) {
    Verdict verdict;
    if (x.size() != at(model.columns())) {
        verdict.reason = "no point";
        return verdict;
    }
    const double miss = largest_miss(model, x);
    verdict.objective = objective_of(model, x);
    verdict.feasible = miss <= tolerances.feasibility && std::isfinite(verdict.objective);
    if (!verdict.feasible) verdict.reason = fmt::format("the point misses the model by {:.2g}", miss);
    if (row_dual.size() != at(model.rows())) {
        if (verdict.feasible) verdict.reason = "no dual vector";
        return verdict;
    }
    verdict.bound = safe_dual_bound(model, row_dual);
    double compared = verdict.bound;
    if (!std::isfinite(compared)) {
        compared = bound_near(model, x, row_dual);
        verdict.remark = "a column without finite bounds: the dual bound holds only near the point";
    }
    verdict.gap = std::abs(verdict.objective - compared) / money_scale(model, x, row_dual);
    verdict.agrees = verdict.feasible && verdict.gap <= tolerances.agreement;
    if (verdict.feasible && !verdict.agrees) {
        verdict.reason = fmt::format("objective {:.12g} and safe dual bound {:.12g} differ by {:.2g}",
                                     verdict.objective, compared, verdict.gap);
    }
    return verdict;
}

bool proves_infeasible(const LpModel& model, std::span<const double> ray) {
    std::vector<double> direction(ray.begin(), ray.end());
    for (int sign = 0; sign < 2; ++sign) {
        const auto dual = usable_dual(model, direction);
        const auto reduced = reduced_costs(model, dual, 0);
        if (least_over(model, dual, reduced, {model.lower, model.upper}, 0) > 0) return true;
        if (least_over(model, dual, reduced, implied_bounds(model), 0) > 0) return true;
        std::vector<double> shifted = dual;
        const Box box{model.lower, model.upper};
        const auto repaired = repaired_reduced_costs(model, box, shifted, 0);
        if (least_over(model, shifted, repaired, box, 0) > 0) return true;
        for (double& entry : direction) entry = -entry;
    }
    return false;
}

}  // namespace dualflow::solver
