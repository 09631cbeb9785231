// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dualflow/solver/lp/exact_sum.hpp"

namespace dualflow::solver {
namespace {

// Relative to the size of what is summed: far above rounding and the tolerances of a solver, far below what
// a wrong sign does.
constexpr double rounding = 1e-6;
// Where cut and cost are zero but for what is left of terms that cancel: a billionth of a unit of money.
constexpr double least_size = 1e-3;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

double missed_by(const LazyRow& row, std::span<const double> point) {
    ExactSum sum;
    for (const Term& term : row.terms) sum.add_product(term.coefficient, point[at(term.column)]);
    return std::max(row.lower - sum.value(), sum.value() - row.upper);
}

double size_at(const LazyRow& row, std::span<const double> point) {
    double size = 1;
    for (const double side : {row.lower, row.upper})
        if (std::isfinite(side)) size = std::max(size, std::abs(side));
    for (const Term& term : row.terms) size += std::abs(term.coefficient * point[at(term.column)]);
    return size;
}

std::string why_no_cut(const Cut& cut, std::span<const double> link, double cost) {
    if (!cut.usable()) return {};
    double size = least_size + std::abs(cut.constant) + std::abs(cost);
    for (std::size_t j = 0; j < cut.slope.size(); ++j) size += std::abs(cut.slope[j] * link[j]);
    const double value = cut.at(link);
    if (value <= cost + rounding * size) return {};
    return fmt::format("internal error: a cut is {:.10g} at a point that costs {:.10g}", value, cost);
}

std::string why_no_row_of(double missed, const LazyRow& row, std::span<const double> point) {
    const double found = missed_by(row, point);
    if (std::abs(found - missed) <= rounding * size_at(row, point)) return {};
    return fmt::format(
        "internal error: a row of the master misses its point by {:.10g}; its cut does by {:.10g}", found,
        missed);
}

std::string why_not_satisfied(const std::vector<LazyRow>& rows, std::span<const double> point) {
    for (const LazyRow& row : rows) {
        const double missed = missed_by(row, point);
        if (missed > rounding * size_at(row, point))
            return fmt::format("internal error: the master misses a row that it was given by {:.10g}",
                               missed);
    }
    return {};
}

}  // namespace dualflow::solver
