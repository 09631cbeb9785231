// SPDX-License-Identifier: MIT
// A linear (or mixed-integer) program
//
//     minimise  offset + cᵀx   with  row_lower ≤ A x ≤ row_upper,  lower ≤ x ≤ upper,  some x integer
//
// and a builder that collects it row by row and hands A over in compressed columns. Entries of one
// row and column are added together; entries that cancel to zero are dropped. Infinity is
// `solver::infinity`. The order of rows and columns is the order in which they were added, so the
// same calls give the same bytes.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace dualflow::solver {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

using Index = std::int32_t;

struct LpModel {
    double offset = 0;
    std::vector<double> cost, lower, upper;    // one a column
    std::vector<std::uint8_t> integer;         // one a column; 1 = integer
    std::vector<double> row_lower, row_upper;  // one a row
    // A by columns: the entries of column j are [start[j], start[j + 1]) of row_index and value,
    // row indices ascending.
    std::vector<Index> start;
    std::vector<Index> row_index;
    std::vector<double> value;

    Index columns() const { return static_cast<Index>(cost.size()); }
    Index rows() const { return static_cast<Index>(row_lower.size()); }
    bool has_integers() const;
};

// Where the entry of a row and column stands in row_index and value, or would stand.
std::size_t entry_of(const LpModel& model, Index row, Index column);

// A term of a row: coefficient × column.
struct Term {
    Index column = 0;
    double coefficient = 0;
};

// A row added to a model that is already with a solver (a lazy constraint).
struct LazyRow {
    double lower = -infinity, upper = infinity;
    std::vector<Term> terms;
};

class ModelBuilder {
public:
    Index add_column(double lower, double upper, double cost, bool integer = false);
    Index add_row(double lower, double upper);
    Index add_row(double lower, double upper, std::span<const Term> terms);
    void add_term(Index row, Index column, double coefficient);
    void add_cost(Index column, double cost);  // added to what is there
    void add_offset(double value) { offset_ += value; }
    void set_column_bounds(Index column, double lower, double upper);
    void set_row_bounds(Index row, double lower, double upper);
    void add_to_row_bounds(Index row, double delta);  // moves both finite sides

    Index columns() const { return static_cast<Index>(cost_.size()); }
    Index rows() const { return static_cast<Index>(row_lower_.size()); }
    double column_lower(Index column) const { return lower_[static_cast<std::size_t>(column)]; }
    double column_upper(Index column) const { return upper_[static_cast<std::size_t>(column)]; }

    // Counting sort of the collected entries into columns: O(entries + rows + columns).
    LpModel finish() const;

private:
    struct Entry {
        Index row, column;
        double value;
    };
    double offset_ = 0;
    std::vector<double> cost_, lower_, upper_, row_lower_, row_upper_;
    std::vector<std::uint8_t> integer_;
    std::vector<Entry> entries_;
};

// Smallest and largest magnitude of the non-zero figures of a model; what hurts a solver is their ratio.
struct Range {
    double smallest = 0, largest = 0;
};
struct ModelRanges {
    Range matrix, cost, bound, right_hand_side;
};
ModelRanges ranges_of(const LpModel& model);

}  // namespace dualflow::solver
