// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/node_data.hpp"

#include <cmath>
#include <limits>

namespace dualflow::solver {
namespace {

constexpr double unchanged = std::numeric_limits<double>::quiet_NaN();

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

StageIndex::StageIndex(const CoreProgram& core)
    : columns(at(core.stages)), rows(at(core.stages)), place(at(core.lp.columns())) {
    for (Index j = 0; j < core.lp.columns(); ++j) {
        auto& of_stage = columns[at(core.column_stage[at(j)])];
        place[at(j)] = of_stage.size();
        of_stage.push_back(j);
    }
    for (Index i = 0; i < core.lp.rows(); ++i) rows[at(core.row_stage[at(i)])].push_back(i);
    row_start.assign(at(core.lp.rows()) + 1, 0);
    for (const Index row : core.lp.row_index) ++row_start[at(row) + 1];
    for (std::size_t i = 1; i < row_start.size(); ++i) row_start[i] += row_start[i - 1];
    row_column.resize(core.lp.row_index.size());
    row_value.resize(core.lp.row_index.size());
    std::vector<Index> next(row_start.begin(), row_start.end() - 1);
    for (Index j = 0; j < core.lp.columns(); ++j) {
        for (Index k = core.lp.start[at(j)]; k < core.lp.start[at(j) + 1]; ++k) {
            const std::size_t to = at(next[at(core.lp.row_index[at(k)])]++);
            row_column[to] = j;
            row_value[to] = core.lp.value[at(k)];
        }
    }
}

ColumnData NodeData::column(const CoreProgram& core, Index j) const {
    ColumnData data{core.lp.lower[at(j)], core.lp.upper[at(j)], core.lp.cost[at(j)]};
    const auto changed = column_.find(j);
    if (changed == column_.end()) return data;
    if (!std::isnan(changed->second.lower)) data.lower = changed->second.lower;
    if (!std::isnan(changed->second.upper)) data.upper = changed->second.upper;
    if (!std::isnan(changed->second.cost)) data.cost = changed->second.cost;
    return data;
}

std::pair<double, double> NodeData::sides(const CoreProgram& core, Index row) const {
    const auto changed = side_.find(row);
    const double delta = changed == side_.end() ? 0 : changed->second - core.side[at(row)];
    double lower = core.lp.row_lower[at(row)], upper = core.lp.row_upper[at(row)];
    // A side that is the right-hand side takes the new figure as it is, without rounding.
    if (delta != 0) {
        lower = lower == core.side[at(row)] ? changed->second : lower + delta;
        upper = upper == core.side[at(row)] ? changed->second : upper + delta;
    }
    return {lower, upper};
}

void NodeData::apply(const Change& change) {
    const auto column_data = [&]() -> ColumnData& {
        return column_.try_emplace(change.column, ColumnData{unchanged, unchanged, unchanged}).first->second;
    };
    switch (change.kind) {
        case Change::Kind::side:
            side_[change.row] = change.value;
            break;
        case Change::Kind::lower:
            column_data().lower = change.value;
            break;
        case Change::Kind::upper:
            column_data().upper = change.value;
            break;
        case Change::Kind::cost:
            column_data().cost = change.value;
            break;
        case Change::Kind::entry:
            entry_[{change.row, change.column}] = change.value;
            break;
        case Change::Kind::offset:
            offset = change.value;
            break;
    }
}

NodeData node_data(const CoreProgram& core, const std::vector<TreeNode>& tree, Index node) {
    std::vector<Index> path;
    for (Index n = node; n >= 0; n = tree[at(n)].parent) path.push_back(n);
    NodeData data;
    data.offset = core.lp.offset;
    const int stage = tree[at(node)].stage;
    for (std::size_t k = path.size(); k-- > 0;)
        for (const Change& change : tree[at(path[k])].changes)
            if (core.stage_of(change) == stage) data.apply(change);
    return data;
}

}  // namespace dualflow::solver
