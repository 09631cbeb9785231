// SPDX-License-Identifier: MIT
// The figures of one node of a scenario tree: the core's, with the changes that its path knows.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {

// The core by stages, and by rows.
struct StageIndex {
    explicit StageIndex(const CoreProgram& core);
    std::vector<std::vector<Index>> columns, rows;  // of each stage, in core order
    std::vector<std::size_t> place;                 // of a column among those of its stage
    std::vector<Index> row_start, row_column;       // the core's entries by rows
    std::vector<double> row_value;
};

struct ColumnData {
    double lower = 0, upper = 0, cost = 0;
};

class NodeData {
public:
    double offset = 0;

    ColumnData column(const CoreProgram& core, Index j) const;
    std::pair<double, double> sides(const CoreProgram& core, Index row) const;
    template <class Take>
    void for_each_entry(const CoreProgram& core, const StageIndex& stages, Index row, const Take& take) const;

    void apply(const Change& change);

private:
    std::map<Index, ColumnData> column_;  // changed ones; fields that are not are NaN
    std::map<Index, double> side_;
    std::map<std::pair<Index, Index>, double> entry_;
};

// Changes of the node's own stage that it or a node before it makes known, the later ones last.
NodeData node_data(const CoreProgram& core, const std::vector<TreeNode>& tree, Index node);

template <class Take>
void NodeData::for_each_entry(const CoreProgram&, const StageIndex& stages, Index row,
                              const Take& take) const {
    auto changed = entry_.lower_bound({row, -1});
    const auto end = entry_.lower_bound({row + 1, -1});
    for (Index k = stages.row_start[static_cast<std::size_t>(row)];
         k < stages.row_start[static_cast<std::size_t>(row) + 1]; ++k) {
        const Index column = stages.row_column[static_cast<std::size_t>(k)];
        for (; changed != end && changed->first.second < column; ++changed)
            take(changed->first.second, changed->second);  // zero in the core
        if (changed != end && changed->first.second == column) {
            take(column, changed->second);
            ++changed;
        } else {
            take(column, stages.row_value[static_cast<std::size_t>(k)]);
        }
    }
    for (; changed != end; ++changed) take(changed->first.second, changed->second);
}

}  // namespace dualflow::solver
