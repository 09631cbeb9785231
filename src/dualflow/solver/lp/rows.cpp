// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/rows.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// The library refuses coefficients of 1e15; a row that holds one is divided by a power of two, which changes
// nothing but its size.
constexpr double largest_coefficient = 1e12;

void tame(LazyRow& row) {
    double largest = 0;
    for (const Term& term : row.terms) largest = std::max(largest, std::abs(term.coefficient));
    if (!(largest > largest_coefficient) || !std::isfinite(largest)) return;
    const double factor = std::ldexp(1.0, -std::ilogb(largest));
    for (Term& term : row.terms) term.coefficient *= factor;
    row.lower *= factor;
    row.upper *= factor;
}

LazyRow merged(LazyRow row) {
    std::stable_sort(row.terms.begin(), row.terms.end(),
                     [](const Term& a, const Term& b) { return a.column < b.column; });
    std::vector<Term> terms;
    for (const Term& term : row.terms) {
        if (!terms.empty() && terms.back().column == term.column) {
            terms.back().coefficient += term.coefficient;
        } else {
            terms.push_back(term);
        }
    }
    std::erase_if(terms, [](const Term& term) { return term.coefficient == 0; });
    row.terms = std::move(terms);
    tame(row);
    return row;
}

}  // namespace

std::vector<LazyRow> merged_rows(const std::vector<LazyRow>& rows) {
    std::vector<LazyRow> result;
    for (const LazyRow& row : rows) result.push_back(merged(row));
    return result;
}

void append_rows(LpModel& model, const std::vector<LazyRow>& rows) {
    std::vector<Index> added(at(model.columns()) + 1, 0);  // entries added to the columns before this one
    for (const LazyRow& row : rows) {
        for (const Term& term : row.terms) ++added[at(term.column) + 1];
    }
    for (std::size_t j = 1; j < added.size(); ++j) added[j] += added[j - 1];
    LpModel grown = model;
    grown.row_index.resize(model.row_index.size() + at(added.back()));
    grown.value.resize(grown.row_index.size());
    std::vector<std::size_t> next(at(model.columns()));
    for (std::size_t j = 0; j < next.size(); ++j) {
        const auto first = model.start[j], last = model.start[j + 1];
        const auto target = first + added[j];
        std::copy(model.row_index.begin() + first, model.row_index.begin() + last,
                  grown.row_index.begin() + target);
        std::copy(model.value.begin() + first, model.value.begin() + last, grown.value.begin() + target);
        grown.start[j] = target;
        next[j] = at(target + last - first);
    }
    grown.start.back() = model.start.back() + added.back();
    for (const LazyRow& row : rows) {
        for (const Term& term : row.terms) {
            const std::size_t place = next[at(term.column)]++;
            grown.row_index[place] = grown.rows();
            grown.value[place] = term.coefficient;
        }
        grown.row_lower.push_back(row.lower);
        grown.row_upper.push_back(row.upper);
    }
    model = std::move(grown);
}

void widen_rows_of_fixed(LpModel& model, double rounding) {
    std::vector<double> activity(at(model.rows()), 0), largest(at(model.rows()), 0);
    std::vector<std::uint8_t> is_fixed(at(model.rows()), 1);
    for (std::size_t j = 0; j < model.cost.size(); ++j) {
        const bool fixed = model.lower[j] == model.upper[j];
        for (std::size_t k = at(model.start[j]); k < at(model.start[j + 1]); ++k) {
            const std::size_t row = at(model.row_index[k]);
            const double term = fixed ? model.value[k] * model.lower[j] : 0;
            activity[row] += term;
            largest[row] = std::max(largest[row], std::abs(term));
            is_fixed[row] = static_cast<std::uint8_t>(is_fixed[row] != 0 && fixed);
        }
    }
    for (std::size_t i = 0; i < activity.size(); ++i) {
        const double miss = std::max(model.row_lower[i] - activity[i], activity[i] - model.row_upper[i]);
        if (is_fixed[i] == 0 || miss <= 0 || miss > rounding * (1 + largest[i])) continue;
        model.row_lower[i] = std::min(model.row_lower[i], activity[i]);
        model.row_upper[i] = std::max(model.row_upper[i], activity[i]);
    }
}

void erase_rows(LpModel& model, const std::vector<Index>& rows) {
    constexpr Index gone = -1;
    std::vector<Index> place(at(model.rows()));  // of each row afterwards
    Index kept = 0;
    for (Index i = 0, next = 0; i < model.rows(); ++i) {
        const bool out = at(next) < rows.size() && rows[at(next)] == i;
        next += out ? 1 : 0;
        place[at(i)] = out ? gone : kept;
        if (out) continue;
        model.row_lower[at(kept)] = model.row_lower[at(i)];
        model.row_upper[at(kept)] = model.row_upper[at(i)];
        ++kept;
    }
    model.row_lower.resize(at(kept));
    model.row_upper.resize(at(kept));
    std::size_t entries = 0, first = 0;
    for (std::size_t j = 0; j < at(model.columns()); ++j) {
        const std::size_t last = at(model.start[j + 1]);
        for (std::size_t k = first; k < last; ++k) {
            const Index row = place[at(model.row_index[k])];
            if (row == gone) continue;
            model.row_index[entries] = row;
            model.value[entries++] = model.value[k];
        }
        first = last;
        model.start[j + 1] = static_cast<Index>(entries);
    }
    model.row_index.resize(entries);
    model.value.resize(entries);
}

}  // namespace dualflow::solver
