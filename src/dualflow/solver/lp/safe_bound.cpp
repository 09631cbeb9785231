// SPDX-License-Identifier: MIT
// How the bound is kept sharp. A basic column has a reduced cost of zero up to rounding, say −1e-14
// with costs of 1e3; on a column bounded only by 1e9, or by nothing, that noise costs 1e-5, or
// everything. So where such noise meets a wide range, the range is first cut down to what the rows
// imply (implied_bounds.hpp), which no feasible point leaves. What then still is infinite is met by
// moving y: a column with one infinite side gets a reduced cost that is certainly right by a tiny shift
// of one of its rows' duals. Any y is valid, so the best of the bounds found is returned.
#include "dualflow/solver/lp/safe_bound.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::solver {
namespace {

constexpr double noise = 1e-9;        // of the terms a reduced cost is made of: then it is taken for zero
constexpr double negligible = 1e-11;  // loss to noise, relative to the bound, that is not worth a second look
constexpr int repairs = 20;           // rounds of shifting duals

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

bool is_noise(const ReducedCost& reduced) {
    return std::abs(reduced.sum.value()) <= noise * reduced.scale;
}

// The largest of the terms of all reduced costs: beside it what is left where a column's own cancelled out
// before they came here (slopes of cuts that differ by rounding) is noise too.
double largest_term(std::span<const ReducedCost> reduced) {
    double largest = 0;
    for (const ReducedCost& each : reduced) largest = std::max(largest, each.scale);
    return largest;
}

// What the noise costs at most, given that the true reduced costs are zero.
double loss_to_noise(std::span<const ReducedCost> reduced, const Box& box) {
    double loss = 0;
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        const double size = std::abs(reduced[j].sum.value());
        if (size != 0 && is_noise(reduced[j])) loss += size * (box.upper[j] - box.lower[j]);
    }
    return loss;
}

// Whether y_i may become `dual`: not onto the infinite side of its row.
bool allowed(const LpModel& model, std::size_t row, double dual) {
    return dual == 0 || std::isfinite(dual > 0 ? model.row_lower[row] : model.row_upper[row]);
}

// Shifts one dual so that the reduced cost of column j certainly has the sign its one finite side asks for;
// or to zero, where no row has a dual that may be shifted so far.
// Not by more than `tiny` but for noise of the column's own: that would cost more than it repairs.
bool repair_column(const LpModel& model, const ReducedCost& reduced, std::size_t j, bool wants_positive,
                   double tiny, std::vector<double>& dual) {
    const double margin = 0x1p-50 * reduced.scale;
    const double shortfall = wants_positive ? reduced.sum.lower() - margin : reduced.sum.upper() + margin;
    double best = 0, shifted = 0;
    std::size_t best_row = 0;
    bool whole = false;
    for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
        const std::size_t row = at(model.row_index[k]);
        const double trial = dual[row] + shortfall / model.value[k], size = std::abs(model.value[k]);
        const bool suffices = allowed(model, row, trial);
        const bool better = suffices == whole ? size > best : suffices;
        if (!better || (!suffices && dual[row] == 0)) continue;
        const double moved = suffices ? std::abs(trial - dual[row]) : std::abs(dual[row]);
        if (moved > tiny && !(suffices && is_noise(reduced))) continue;
        best = size;
        best_row = row;
        shifted = suffices ? trial : 0;
        whole = suffices;
    }
    if (best > 0) dual[best_row] = shifted;
    return best > 0;
}

// One round over the columns whose noise meets an infinite side; false where there is nothing (more) to do.
bool repair(const LpModel& model, const Box& box, std::span<const ReducedCost> reduced,
            std::vector<double>& dual) {
    bool moved = false;
    const double tiny = noise * largest_term(reduced);
    for (std::size_t j = 0; j < reduced.size(); ++j) {
        const bool low = std::isfinite(box.lower[j]), high = std::isfinite(box.upper[j]);
        if (low == high) continue;  // both finite: no need; none: only an exact zero would do
        const bool wrong = low ? reduced[j].sum.lower() < 0 : reduced[j].sum.upper() > 0;
        if (wrong && std::abs(reduced[j].sum.value()) <= tiny)
            moved = repair_column(model, reduced[j], j, low, tiny, dual) || moved;
    }
    return moved;
}

double relative_excess(double value, double lower, double upper) {
    double excess = 0;
    if (value < lower) excess = (lower - value) / (1 + std::abs(lower));
    if (value > upper) excess = std::max(excess, (value - upper) / (1 + std::abs(upper)));
    return std::isnan(value) ? infinity : excess;
}

}  // namespace

std::vector<ReducedCost> repaired_reduced_costs(const LpModel& model, const Box& box,
                                                std::vector<double>& dual, double cost_factor) {
    std::vector<ReducedCost> reduced = reduced_costs(model, dual, cost_factor);
    for (int round = 0; round < repairs && repair(model, box, reduced, dual); ++round)
        reduced = reduced_costs(model, dual, cost_factor);
    return reduced;
}

double safe_dual_bound(const LpModel& model, std::span<const double> row_dual) {
    std::vector<double> dual = usable_dual(model, row_dual);
    auto reduced = reduced_costs(model, dual, 1);
    Box box{model.lower, model.upper};
    double bound = least_over(model, dual, reduced, box, 1);
    if (std::isfinite(bound) && loss_to_noise(reduced, box) <= negligible * (1 + std::abs(bound)))
        return bound;
    box = implied_bounds(model);
    bound = std::max(bound, least_over(model, dual, reduced, box, 1));
    for (int round = 0; round < repairs && !std::isfinite(bound); ++round) {
        if (!repair(model, box, reduced, dual)) break;
        reduced = reduced_costs(model, dual, 1);
        bound = least_over(model, dual, reduced, box, 1);
    }
    return bound;
}

Violation violation_of(const LpModel& model, std::span<const double> x) {
    Violation violation;
    std::vector<ExactSum> activity(at(model.rows()));
    for (std::size_t j = 0; j < at(model.columns()); ++j) {
        violation.bound = std::max(violation.bound, relative_excess(x[j], model.lower[j], model.upper[j]));
        if (model.integer[j] != 0) {
            violation.integer = std::max(violation.integer, std::abs(x[j] - std::round(x[j])));
        }
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
            activity[at(model.row_index[k])].add_product(model.value[k], x[j]);
        }
    }
    for (std::size_t i = 0; i < activity.size(); ++i) {
        const double excess = relative_excess(activity[i].value(), model.row_lower[i], model.row_upper[i]);
        violation.row = std::max(violation.row, excess);
    }
    return violation;
}

double objective_of(const LpModel& model, std::span<const double> x) {
    ExactSum sum(model.offset);
    for (std::size_t j = 0; j < at(model.columns()); ++j) sum.add_product(model.cost[j], x[j]);
    return sum.value();
}

}  // namespace dualflow::solver
