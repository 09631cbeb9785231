// SPDX-License-Identifier: MIT
// A two-stage program cut in two: a master of the first stage, and a block of the second stage that is the
// same for every future but for some figures.
//
// The block holds, before its own columns, a copy of every master column that its rows need (`link`), at cost
// zero. Fixed at a point of the master they make its right-hand sides; their reduced costs are the slope of a
// cut.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {

struct StageIndex;
struct RandomSides;

struct TwoStageProgram {
    LpModel master;
    LpModel block;  // of the core's figures; entries that are zero in the core but not in a future: 0
    std::vector<Index> link;  // master column of each of the block's first columns

    std::size_t futures() const { return futures_; }
    double probability(std::size_t future) const;
    // Changes of a future, in the block's rows and columns; `sides` already shifted (Change::side is never
    // used: lower and upper of a row are given as two numbers).
    struct RowSides {
        Index row = 0;
        double lower = 0, upper = 0;
    };
    struct ColumnFigures {
        Index column = 0;
        double lower = 0, upper = 0, cost = 0;
    };
    struct Entry {
        Index row = 0, column = 0;
        double value = 0;
    };
    struct Future {
        std::vector<RowSides> rows;
        std::vector<ColumnFigures> columns;
        std::vector<Entry> entries;
    };
    Future future(std::size_t index) const;

    // Whether the recourse cost is convex in the figures that change, so that the mean future bounds the mean
    // cost from below (Jensen): right-hand sides, bounds and entries of linking columns only.
    bool convex_in_changes() const { return convex_; }

private:
    friend Result<TwoStageProgram, std::string> two_stage(const StochasticProgram& program);
    friend std::optional<RandomSides> random_sides(const TwoStageProgram& program);
    const StochasticProgram* program_ = nullptr;
    std::size_t futures_ = 1;
    std::vector<Index> nodes_;                     // of the tree, one a future; empty with blocks
    std::vector<Index> block_row_, block_column_;  // of a core row or column; −1 where it has none
    bool convex_ = true;
    std::vector<Change> changes_of(std::size_t future) const;
    void cut_block(const StochasticProgram& program, const StageIndex& stages);
};

// `program` must outlive what is made of it. Errors: not two stages; integers in the second stage; more than
// 2³¹ futures.
Result<TwoStageProgram, std::string> two_stage(const StochasticProgram& program);

}  // namespace dualflow::solver
