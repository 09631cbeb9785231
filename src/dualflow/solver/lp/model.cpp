// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/model.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

void widen(Range& range, double value) {
    const double size = std::abs(value);
    if (size == 0 || !std::isfinite(size)) return;
    range.smallest = range.largest == 0 ? size : std::min(range.smallest, size);
    range.largest = std::max(range.largest, size);
}

Range range_of(std::span<const double> values) {
    Range range;
    for (const double value : values) widen(range, value);
    return range;
}

Range range_of(std::span<const double> first, std::span<const double> second) {
    Range range = range_of(first);
    for (const double value : second) widen(range, value);
    return range;
}

}  // namespace

std::size_t entry_of(const LpModel& model, Index row, Index column) {
    const auto first = model.row_index.begin() + model.start[at(column)],
               last = model.row_index.begin() + model.start[at(column) + 1];
    return static_cast<std::size_t>(std::lower_bound(first, last, row) - model.row_index.begin());
}

bool LpModel::has_integers() const {
    return std::any_of(integer.begin(), integer.end(), [](std::uint8_t flag) { return flag != 0; });
}

Index ModelBuilder::add_column(double lower, double upper, double cost, bool integer) {
    lower_.push_back(lower);
    upper_.push_back(upper);
    cost_.push_back(cost);
    integer_.push_back(integer ? 1 : 0);
    return columns() - 1;
}

Index ModelBuilder::add_row(double lower, double upper) {
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return rows() - 1;
}

Index ModelBuilder::add_row(double lower, double upper, std::span<const Term> terms) {
    const Index row = add_row(lower, upper);
    for (const Term& term : terms) add_term(row, term.column, term.coefficient);
    return row;
}

void ModelBuilder::add_term(Index row, Index column, double coefficient) {
    entries_.push_back({row, column, coefficient});
}

void ModelBuilder::add_cost(Index column, double cost) {
    cost_[at(column)] += cost;
}

void ModelBuilder::set_column_bounds(Index column, double lower, double upper) {
    lower_[at(column)] = lower;
    upper_[at(column)] = upper;
}

void ModelBuilder::set_row_bounds(Index row, double lower, double upper) {
    row_lower_[at(row)] = lower;
    row_upper_[at(row)] = upper;
}

void ModelBuilder::add_to_row_bounds(Index row, double delta) {
    row_lower_[at(row)] += delta;  // an infinite side stays infinite
    row_upper_[at(row)] += delta;
}

LpModel ModelBuilder::finish() const {
    // Two stable counting sorts, by row and then by column, leave each column's entries in row order
    // and duplicates in the order of their addition, so that their sum does not depend on anything else.
    const auto sorted_by = [](const std::vector<Entry>& entries, Index keys, auto key) {
        std::vector<std::size_t> next(at(keys) + 1, 0);
        for (const Entry& entry : entries) ++next[at(key(entry)) + 1];
        for (std::size_t k = 1; k < next.size(); ++k) next[k] += next[k - 1];
        std::vector<Entry> sorted(entries.size());
        for (const Entry& entry : entries) sorted[next[at(key(entry))]++] = entry;
        return sorted;
    };
    const auto by_row = sorted_by(entries_, rows(), [](const Entry& entry) { return entry.row; });
    const auto sorted = sorted_by(by_row, columns(), [](const Entry& entry) { return entry.column; });

    LpModel model{offset_, cost_, lower_, upper_, integer_, row_lower_, row_upper_, {}, {}, {}};
    model.start.assign(at(columns()) + 1, 0);
    for (std::size_t k = 0; k < sorted.size();) {
        const Entry& first = sorted[k];
        double sum = 0;
        for (; k < sorted.size() && sorted[k].row == first.row && sorted[k].column == first.column; ++k) {
            sum += sorted[k].value;
        }
        if (sum == 0) continue;
        model.row_index.push_back(first.row);
        model.value.push_back(sum);
        ++model.start[at(first.column) + 1];
    }
    for (std::size_t j = 1; j < model.start.size(); ++j) model.start[j] += model.start[j - 1];
    return model;
}

ModelRanges ranges_of(const LpModel& model) {
    return {range_of(model.value), range_of(model.cost), range_of(model.lower, model.upper),
            range_of(model.row_lower, model.row_upper)};
}

}  // namespace dualflow::solver
