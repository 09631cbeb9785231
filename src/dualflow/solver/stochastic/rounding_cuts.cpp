// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/rounding_cuts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::solver {
namespace {

constexpr double loose = 0.1;            // slack of a row, relative to its norm: no cut comes of it
constexpr double far_enough = 1e-4;      // distance by which x must violate a cut
constexpr double least_fraction = 0.01;  // f nearer to 0 or 1 gives a cut that is noise
constexpr double negligible = 1e-7;      // of a coefficient, relative to the divisor
constexpr double noise = 1e-4;           // of a coefficient, relative to the largest: no divisor
constexpr double widest_range = 1e6;     // of the coefficients of a cut: more is trouble
constexpr double inside = 1e-6;          // a column so far from its bounds offers its coefficient as divisor
constexpr std::size_t most_divisors = 12;
constexpr std::size_t most_columns = 5000;  // of a row

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

double above(double value) {
    return std::nextafter(value, infinity);
}
double below(double value) {
    return std::nextafter(value, -infinity);
}

// Σ a_j t_j + s ≥ b where t_j ≥ 0 is the distance of a column from one of its bounds.
struct Measured {
    struct Column {
        Index column = 0;
        double coefficient = 0, distance = 0;
        bool from_upper = false, integer = false;
    };
    std::vector<Column> columns;
    double side = 0;
};

struct Bounds {
    std::span<const double> lower, upper, x;
};

// False where a column has no bound that it could be measured from.
bool measure(const LpModel& model, const std::vector<Term>& terms, double side, const Bounds& bounds,
             Measured& row) {
    row.columns.clear();
    row.side = side;
    for (const Term& term : terms) {
        const auto j = at(term.column);
        const double l = bounds.lower[j], u = bounds.upper[j], x = bounds.x[j], a = term.coefficient;
        const bool integer = model.integer[j] != 0;
        // A continuous column falls out where its distance has a coefficient below zero.
        bool from_upper = integer ? u - x < x - l : a < 0 && std::isfinite(u);
        if (!integer && a > 0 && !std::isfinite(l)) return false;
        if (!integer && a < 0 && !std::isfinite(u)) {
            if (!std::isfinite(l)) return false;
            from_upper = false;
        }
        const double bound = from_upper ? u : l;
        if (!std::isfinite(bound)) return false;
        // a x = a bound ± a t
        if (bound != 0) row.side = below(row.side - above(a * bound));
        const double coefficient = from_upper ? -a : a, distance = from_upper ? u - x : x - l;
        if (integer || coefficient > 0)
            row.columns.push_back({term.column, coefficient, std::max(0.0, distance), from_upper, integer});
    }
    return true;
}

// Where nothing is below zero, one unit of a column need not give more than the whole side.
void tighten(Measured& row) {
    const bool positive = row.side > 0 && std::all_of(row.columns.begin(), row.columns.end(),
                                                      [](const auto& c) { return c.coefficient >= 0; });
    for (auto& column : row.columns)
        if (positive && column.integer) column.coefficient = std::min(column.coefficient, row.side);
}

// The rounding function, from above.
double rounded(double alpha, double f) {
    const double whole = std::floor(alpha);
    return above(above(f * whole) + std::min(above(alpha - whole), f));
}

struct Candidate {
    double distance = 0;  // by which x violates it
    LazyRow row;
};

// With one divisor; distance 0 where nothing comes of it.
double distance_with(const Measured& row, double divisor) {
    const double beta = below(row.side / divisor), f = below(beta - std::floor(beta));
    if (f < least_fraction || f > 1 - least_fraction) return 0;
    double activity = 0, norm = 0;
    for (const auto& column : row.columns) {
        const double alpha = above(column.coefficient / divisor);
        const double coefficient = column.integer ? rounded(alpha, f) : alpha;
        activity += coefficient * column.distance;
        norm += coefficient * coefficient;
    }
    return norm > 0 ? (f * std::ceil(beta) - activity) / std::sqrt(norm) : 0;
}

LazyRow cut_with(const Measured& row, double divisor, const Bounds& bounds) {
    const double beta = below(row.side / divisor), f = below(beta - std::floor(beta));
    LazyRow cut;
    cut.lower = below(f * std::ceil(beta));
    for (const auto& column : row.columns) {
        const auto j = at(column.column);
        const double alpha = above(column.coefficient / divisor);
        const double c = column.integer ? rounded(alpha, f) : alpha;
        if (std::abs(c) < negligible) {  // as if the column were as far from its bound as it can be
            if (c > 0) cut.lower = below(cut.lower - above(c * (bounds.upper[j] - bounds.lower[j])));
            continue;
        }
        const double bound = column.from_upper ? bounds.upper[j] : bounds.lower[j];
        const double back = column.from_upper ? -c : c;
        if (bound != 0) cut.lower = below(cut.lower + below(back * bound));
        cut.terms.push_back({column.column, back});
    }
    return cut;
}

// Scaled, without rounding, so that its largest coefficient is near 1; false where it is no good.
bool is_sound(LazyRow& cut) {
    double least = infinity, most = 0;
    for (const Term& term : cut.terms) {
        const double size = std::abs(term.coefficient);
        if (size > 0) least = std::min(least, size);
        most = std::max(most, size);
    }
    if (!std::isfinite(cut.lower) || most == 0 || !std::isfinite(most) || most > widest_range * least)
        return false;
    const double scale = std::exp2(-std::round(std::log2(most)));
    cut.lower *= scale;
    for (Term& term : cut.terms) term.coefficient *= scale;
    return true;
}

// Coefficients of columns inside their bounds, the farthest inside first, then parts of the best of them.
double best_divisor(const Measured& row, const Bounds& bounds) {
    std::vector<std::pair<double, double>> offers;
    double largest = 0;
    for (const auto& column : row.columns) largest = std::max(largest, std::abs(column.coefficient));
    for (const auto& column : row.columns) {
        const auto j = at(column.column);
        const double room = std::min(column.distance, bounds.upper[j] - bounds.lower[j] - column.distance);
        if (column.integer && room > inside && std::abs(column.coefficient) > noise * largest)
            offers.emplace_back(-room, std::abs(column.coefficient));
    }
    if (row.side > 0) offers.emplace_back(0, 2 * row.side);  // gives the tightened row itself
    std::stable_sort(offers.begin(), offers.end());
    double best = 0, farthest = far_enough;
    const auto take = [&](double divisor) {
        const double distance = distance_with(row, divisor);
        if (distance > farthest) farthest = distance, best = divisor;
    };
    for (std::size_t k = 0; k < offers.size(); ++k)
        if (k < most_divisors || k + 1 == offers.size()) take(offers[k].second);
    const double first = best;
    for (const double part : {2.0, 4.0, 8.0})
        if (first > 0) take(first / part);
    return best;
}

std::vector<std::vector<Term>> rows_of(const LpModel& model) {
    std::vector<std::vector<Term>> rows(at(model.rows()));
    for (std::size_t j = 0; j < at(model.columns()); ++j)
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k)
            rows[at(model.row_index[k])].push_back({static_cast<Index>(j), model.value[k]});
    return rows;
}

}  // namespace

std::vector<LazyRow> rounding_cuts(const LpModel& model, std::span<const double> lower,
                                   std::span<const double> upper, std::span<const double> x,
                                   std::size_t most) {
    std::vector<Candidate> found;
    const Bounds bounds{lower, upper, x};
    std::vector<std::vector<Term>> rows = rows_of(model);
    Measured measured;
    const auto look_at = [&](const std::vector<Term>& terms, double side) {
        double slack = -side, norm = 0;
        for (const Term& term : terms) {
            slack += term.coefficient * x[at(term.column)];
            norm += term.coefficient * term.coefficient;
        }
        if (slack > loose * std::sqrt(norm) || !measure(model, terms, side, bounds, measured)) return;
        tighten(measured);
        const double divisor = best_divisor(measured, bounds);
        if (divisor == 0) return;
        Candidate candidate{distance_with(measured, divisor), cut_with(measured, divisor, bounds)};
        if (is_sound(candidate.row)) found.push_back(std::move(candidate));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<Term>& terms = rows[i];
        if (terms.size() > most_columns) continue;
        if (std::isfinite(model.row_lower[i])) look_at(terms, model.row_lower[i]);
        if (!std::isfinite(model.row_upper[i])) continue;
        for (Term& term : terms) term.coefficient = -term.coefficient;
        look_at(terms, -model.row_upper[i]);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.distance > b.distance; });
    std::vector<LazyRow> cuts;
    for (std::size_t k = 0; k < std::min(most, found.size()); ++k) cuts.push_back(std::move(found[k].row));
    return cuts;
}

}  // namespace dualflow::solver
