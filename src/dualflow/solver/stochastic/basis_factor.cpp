// SPDX-License-Identifier: MIT
//
// With the peeled columns first, the peeled rows next and the rest last the matrix is
//     [ U  X  X ]
//     [ 0  L  0 ]
//     [ 0  Y  N ]
// with U upper and L lower triangular, so L, N and U are solved with in that order, or in the opposite one
// for the transposed matrix.
#include "dualflow/solver/stochastic/basis_factor.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::solver {
namespace {

constexpr double singular = 1e-11;  // a pivot this small, relative to the largest entry of its column

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

std::optional<BasisFactor> BasisFactor::of(std::vector<Column> columns, std::size_t most_dense) {
    BasisFactor factor;
    factor.columns_ = std::move(columns);
    factor.peel();
    if (!factor.factor_rest(most_dense)) return std::nullopt;
    for (const auto* pivots : {&factor.by_column_, &factor.by_row_}) {
        for (const Pivot& pivot : *pivots) {
            double largest = 0;
            for (const auto& [row, value] : factor.columns_[at(pivot.column)])
                largest = std::max(largest, std::abs(value));
            if (!(std::abs(pivot.value) > singular * largest)) return std::nullopt;
        }
    }
    return factor;
}

void BasisFactor::peel() {
    const std::size_t n = columns_.size();
    std::vector<std::vector<Index>> in_row(n);
    std::vector<std::size_t> column_count(n), row_count(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
        column_count[j] = columns_[j].size();
        for (const auto& [row, value] : columns_[j]) in_row[at(row)].push_back(static_cast<Index>(j));
    }
    std::vector<bool> row_done(n, false), column_done(n, false);
    std::vector<Index> queue;
    for (std::size_t j = 0; j < n; ++j)
        if (column_count[j] == 1) queue.push_back(static_cast<Index>(j));
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const Index j = queue[next];
        for (const auto& [row, value] : columns_[at(j)]) {
            if (row_done[at(row)]) continue;
            by_column_.push_back({row, j, value});
            row_done[at(row)] = column_done[at(j)] = true;
            for (const Index other : in_row[at(row)])
                if (!column_done[at(other)] && --column_count[at(other)] == 1) queue.push_back(other);
            break;
        }
    }
    queue.clear();
    for (std::size_t j = 0; j < n; ++j) {
        if (column_done[j]) continue;
        for (const auto& [row, value] : columns_[j])
            if (!row_done[at(row)]) ++row_count[at(row)];
    }
    for (std::size_t i = 0; i < n; ++i)
        if (!row_done[i] && row_count[i] == 1) queue.push_back(static_cast<Index>(i));
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const Index i = queue[next];
        for (const Index j : in_row[at(i)]) {
            if (column_done[at(j)] || row_done[at(i)]) continue;
            double pivot = 0;
            for (const auto& [row, value] : columns_[at(j)]) {
                if (row == i) pivot = value;
                if (row != i && !row_done[at(row)] && --row_count[at(row)] == 1) queue.push_back(row);
            }
            by_row_.push_back({i, j, pivot});
            row_done[at(i)] = column_done[at(j)] = true;
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        if (!row_done[k]) rest_row_.push_back(static_cast<Index>(k));
        if (!column_done[k]) rest_column_.push_back(static_cast<Index>(k));
    }
}

bool BasisFactor::factor_rest(std::size_t most_dense) {
    const std::size_t n = rest_row_.size();
    if (rest_column_.size() != n || n > most_dense) return false;
    std::vector<std::size_t> place(columns_.size(), n);
    for (std::size_t i = 0; i < n; ++i) place[at(rest_row_[i])] = i;
    dense_.assign(n * n, 0);
    for (std::size_t j = 0; j < n; ++j)
        for (const auto& [row, value] : columns_[at(rest_column_[j])])
            if (place[at(row)] < n) dense_[place[at(row)] * n + j] = value;
    swapped_.assign(n, 0);
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (std::abs(dense_[i * n + k]) > std::abs(dense_[best * n + k])) best = i;
        double largest = 0;
        for (const auto& [row, value] : columns_[at(rest_column_[k])])
            largest = std::max(largest, std::abs(value));
        if (!(std::abs(dense_[best * n + k]) > singular * largest)) return false;
        swapped_[k] = best;
        if (best != k)
            std::swap_ranges(dense_.begin() + static_cast<std::ptrdiff_t>(k * n),
                             dense_.begin() + static_cast<std::ptrdiff_t>((k + 1) * n),
                             dense_.begin() + static_cast<std::ptrdiff_t>(best * n));
        for (std::size_t i = k + 1; i < n; ++i) {
            const double times = dense_[i * n + k] / dense_[k * n + k];
            dense_[i * n + k] = times;
            if (times == 0) continue;
            for (std::size_t j = k + 1; j < n; ++j) dense_[i * n + j] -= times * dense_[k * n + j];
        }
    }
    return true;
}

void BasisFactor::subtract_column(Index column, Index pivot_row, double times, std::vector<double>& x) const {
    if (times == 0) return;
    for (const auto& [row, value] : columns_[at(column)])
        if (row != pivot_row) x[at(row)] -= value * times;
}

void BasisFactor::solve(std::vector<double>& x) const {
    std::vector<double> solution(x.size(), 0);
    for (const Pivot& pivot : by_row_) {
        const double value = x[at(pivot.row)] / pivot.value;
        solution[at(pivot.column)] = value;
        subtract_column(pivot.column, pivot.row, value, x);
    }
    const std::size_t n = rest_row_.size();
    std::vector<double> rest(n);
    for (std::size_t i = 0; i < n; ++i) rest[i] = x[at(rest_row_[i])];
    for (std::size_t k = 0; k < n; ++k) std::swap(rest[k], rest[swapped_[k]]);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) rest[i] -= dense_[i * n + j] * rest[j];
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = i + 1; j < n; ++j) rest[i] -= dense_[i * n + j] * rest[j];
        rest[i] /= dense_[i * n + i];
    }
    for (std::size_t j = 0; j < n; ++j) {
        solution[at(rest_column_[j])] = rest[j];
        subtract_column(rest_column_[j], -1, rest[j], x);
    }
    for (std::size_t k = by_column_.size(); k-- > 0;) {
        const Pivot& pivot = by_column_[k];
        const double value = x[at(pivot.row)] / pivot.value;
        solution[at(pivot.column)] = value;
        subtract_column(pivot.column, pivot.row, value, x);
    }
    x = std::move(solution);
}

double BasisFactor::less_others(const Pivot& pivot, std::span<const double> y, double right) const {
    for (const auto& [row, value] : columns_[at(pivot.column)])
        if (row != pivot.row) right -= value * y[at(row)];
    return right / pivot.value;
}

void BasisFactor::solve_transposed(std::vector<double>& y) const {
    std::vector<double> solution(y.size(), 0);
    for (const Pivot& pivot : by_column_)
        solution[at(pivot.row)] = less_others(pivot, solution, y[at(pivot.column)]);
    const std::size_t n = rest_row_.size();
    std::vector<double> rest(n);
    for (std::size_t j = 0; j < n; ++j) {
        rest[j] = y[at(rest_column_[j])];
        for (const auto& [row, value] : columns_[at(rest_column_[j])]) rest[j] -= value * solution[at(row)];
    }
    for (std::size_t j = 0; j < n; ++j) {
        rest[j] /= dense_[j * n + j];
        for (std::size_t k = j + 1; k < n; ++k) rest[k] -= dense_[j * n + k] * rest[j];
    }
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t k = i; k-- > 0;) rest[k] -= dense_[i * n + k] * rest[i];
    for (std::size_t k = n; k-- > 0;) std::swap(rest[k], rest[swapped_[k]]);
    for (std::size_t i = 0; i < n; ++i) solution[at(rest_row_[i])] = rest[i];
    for (std::size_t k = by_row_.size(); k-- > 0;)
        solution[at(by_row_[k].row)] = less_others(by_row_[k], solution, y[at(by_row_[k].column)]);
    y = std::move(solution);
}

}  // namespace dualflow::solver
