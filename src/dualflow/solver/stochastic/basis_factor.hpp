// SPDX-License-Identifier: MIT
// A square matrix as a product: rows and columns with one entry left are peeled off first (Tomlin 1972; most
// of a linear program's basis goes that way), what stays is factored densely with row exchanges.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

class BasisFactor {
public:
    using Column = std::vector<std::pair<Index, double>>;  // row and entry

    // None where the matrix is singular but for rounding, or where more than `most_dense` rows are left.
    static std::optional<BasisFactor> of(std::vector<Column> columns, std::size_t most_dense = 400);

    std::size_t size() const { return columns_.size(); }
    const Column& column(std::size_t index) const { return columns_[index]; }

    // In place: a right-hand side by rows becomes a solution by columns.
    void solve(std::vector<double>& x) const;
    // Of the transposed matrix: a right-hand side by columns becomes a solution by rows.
    void solve_transposed(std::vector<double>& y) const;

private:
    struct Pivot {
        Index row = 0, column = 0;
        double value = 0;
    };
    void peel();
    bool factor_rest(std::size_t most_dense);
    void subtract_column(Index column, Index pivot_row, double times, std::vector<double>& x) const;
    double less_others(const Pivot& pivot, std::span<const double> y, double right) const;

    std::vector<Column> columns_;
    std::vector<Pivot> by_column_, by_row_;  // peeled off, in order
    std::vector<Index> rest_row_, rest_column_;
    std::vector<double> dense_;         // of the rest, by rows: L below the diagonal, U from it on
    std::vector<std::size_t> swapped_;  // row that each step exchanged with
};

}  // namespace dualflow::solver
