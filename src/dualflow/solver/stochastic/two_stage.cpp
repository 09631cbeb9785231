// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/two_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "dualflow/solver/stochastic/node_data.hpp"

namespace dualflow::solver {
namespace {

constexpr double most_futures = 2147483647;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// Entries of second-stage rows that some future changes.
std::set<std::pair<Index, Index>> changed_entries(const StochasticProgram& program) {
    std::set<std::pair<Index, Index>> found;
    const auto note = [&](const std::vector<Change>& changes) {
        for (const Change& change : changes)
            if (change.kind == Change::Kind::entry) found.insert({change.row, change.column});
    };
    for (const RandomBlock& block : program.blocks)
        for (const auto& realisation : block.realisations) note(realisation.changes);
    for (const TreeNode& node : program.tree) note(node.changes);
    return found;
}

bool all_convex(const StochasticProgram& program) {
    const auto convex = [&](const std::vector<Change>& changes) {
        return std::all_of(changes.begin(), changes.end(), [&](const Change& change) {
            if (change.kind == Change::Kind::cost) return program.core.column_stage[at(change.column)] == 0;
            if (change.kind == Change::Kind::entry) return program.core.column_stage[at(change.column)] == 0;
            return true;
        });
    };
    for (const RandomBlock& block : program.blocks)
        for (const auto& realisation : block.realisations)
            if (!convex(realisation.changes)) return false;
    return std::all_of(program.tree.begin(), program.tree.end(),
                       [&](const TreeNode& node) { return convex(node.changes); });
}

std::string what_is_not_two_stage(const StochasticProgram& program) {
    const CoreProgram& core = program.core;
    if (core.stages != 2) return fmt::format("the program has {} stages; expected 2", core.stages);
    for (Index j = 0; j < core.lp.columns(); ++j)
        if (core.column_stage[at(j)] == 1 && core.lp.integer[at(j)] != 0)
            return fmt::format("column {} of the second stage is integer; expected continuous recourse",
                               core.column_names.empty() ? std::to_string(j) : core.column_names[at(j)]);
    if (program.futures() > most_futures)
        return fmt::format("{:.6g} futures; expected at most {:.0f}", program.futures(), most_futures);
    return {};
}

// The first stage, with the root's own figures.
LpModel master_of(const StochasticProgram& program, const StageIndex& stages) {
    const CoreProgram& core = program.core;
    const std::vector<TreeNode> root{program.tree.empty() ? TreeNode{0, -1, 1, {}} : program.tree.front()};
    const NodeData data = node_data(core, root, 0);
    ModelBuilder builder;
    builder.add_offset(data.offset);
    for (const Index j : stages.columns[0]) {
        const ColumnData column = data.column(core, j);
        builder.add_column(column.lower, column.upper, column.cost, core.lp.integer[at(j)] != 0);
    }
    for (const Index i : stages.rows[0]) {
        const auto [lower, upper] = data.sides(core, i);
        const Index row = builder.add_row(lower, upper);
        data.for_each_entry(core, stages, i, [&](Index j, double value) {
            builder.add_term(row, static_cast<Index>(stages.place[at(j)]), value);
        });
    }
    return builder.finish();
}

// Of each second-stage row: the core's entries, and zeros where only a future has one.
std::vector<std::map<Index, double>> second_stage_entries(const StochasticProgram& program,
                                                          const StageIndex& stages) {
    const std::set<std::pair<Index, Index>> changed = changed_entries(program);
    std::vector<std::map<Index, double>> entries(stages.rows[1].size());
    for (std::size_t r = 0; r < entries.size(); ++r) {
        const Index row = stages.rows[1][r];
        for (Index k = stages.row_start[at(row)]; k < stages.row_start[at(row) + 1]; ++k)
            entries[r][stages.row_column[at(k)]] = stages.row_value[at(k)];
        for (auto entry = changed.lower_bound({row, 0}); entry != changed.end() && entry->first == row;
             ++entry)
            entries[r].try_emplace(entry->second, 0.0);
    }
    return entries;
}

}  // namespace

Result<TwoStageProgram, std::string> two_stage(const StochasticProgram& program) {
    if (std::string wrong = what_is_not_two_stage(program); !wrong.empty())
        return unexpected(std::move(wrong));
    const StageIndex stages(program.core);
    TwoStageProgram two;
    two.program_ = &program;
    two.master = master_of(program, stages);
    two.convex_ = all_convex(program);
    two.cut_block(program, stages);
    for (std::size_t n = 0; n < program.tree.size(); ++n)
        if (program.tree[n].stage == 1) two.nodes_.push_back(static_cast<Index>(n));
    two.futures_ = program.tree.empty() ? static_cast<std::size_t>(program.futures()) : two.nodes_.size();
    return two;
}

void TwoStageProgram::cut_block(const StochasticProgram& program, const StageIndex& stages) {
    const CoreProgram& core = program.core;
    block_row_.assign(at(core.lp.rows()), -1);
    block_column_.assign(at(core.lp.columns()), -1);
    const std::vector<std::map<Index, double>> entries = second_stage_entries(program, stages);
    std::set<Index> linking;
    for (std::size_t r = 0; r < entries.size(); ++r) {
        block_row_[at(stages.rows[1][r])] = static_cast<Index>(r);
        for (const auto& [column, value] : entries[r])
            if (core.column_stage[at(column)] == 0) linking.insert(column);
    }
    std::vector<Index> columns(linking.begin(), linking.end());
    for (const Index column : columns) link.push_back(static_cast<Index>(stages.place[at(column)]));
    columns.insert(columns.end(), stages.columns[1].begin(), stages.columns[1].end());
    for (std::size_t j = 0; j < columns.size(); ++j) block_column_[at(columns[j])] = static_cast<Index>(j);

    std::vector<std::vector<std::pair<Index, double>>> by_column(columns.size());
    for (std::size_t r = 0; r < entries.size(); ++r)
        for (const auto& [column, value] : entries[r])
            by_column[at(block_column_[at(column)])].emplace_back(static_cast<Index>(r), value);
    block.start.push_back(0);
    for (std::size_t j = 0; j < columns.size(); ++j) {
        block.cost.push_back(j < link.size() ? 0 : core.lp.cost[at(columns[j])]);
        block.lower.push_back(core.lp.lower[at(columns[j])]);
        block.upper.push_back(core.lp.upper[at(columns[j])]);
        block.integer.push_back(0);
        for (const auto& [row, value] : by_column[j]) {
            block.row_index.push_back(row);
            block.value.push_back(value);
        }
        block.start.push_back(static_cast<Index>(block.row_index.size()));
    }
    for (const Index row : stages.rows[1]) {
        block.row_lower.push_back(core.lp.row_lower[at(row)]);
        block.row_upper.push_back(core.lp.row_upper[at(row)]);
    }
}

double TwoStageProgram::probability(std::size_t future) const {
    if (!nodes_.empty()) return program_->tree[at(nodes_[future])].probability;
    double product = 1;
    for (std::size_t b = program_->blocks.size(); b-- > 0;) {
        const auto& realisations = program_->blocks[b].realisations;
        product *= realisations[future % realisations.size()].probability;
        future /= realisations.size();
    }
    return product;
}

std::vector<Change> TwoStageProgram::changes_of(std::size_t future) const {
    if (!nodes_.empty()) return program_->tree[at(nodes_[future])].changes;
    std::vector<Change> changes;
    for (std::size_t b = program_->blocks.size(); b-- > 0;) {
        const auto& realisations = program_->blocks[b].realisations;
        const auto& chosen = realisations[future % realisations.size()].changes;
        changes.insert(changes.end(), chosen.begin(), chosen.end());
        future /= realisations.size();
    }
    return changes;
}

TwoStageProgram::Future TwoStageProgram::future(std::size_t index) const {
    const CoreProgram& core = program_->core;
    const std::vector<Change> changes = changes_of(index);
    NodeData data;
    for (const Change& change : changes) data.apply(change);
    Future future;
    std::set<Index> seen;
    for (const Change& change : changes) {
        switch (change.kind) {
            case Change::Kind::side: {
                const auto [lower, upper] = data.sides(core, change.row);
                future.rows.push_back({block_row_[at(change.row)], lower, upper});
                break;
            }
            case Change::Kind::entry:
                future.entries.push_back(
                    {block_row_[at(change.row)], block_column_[at(change.column)], change.value});
                break;
            case Change::Kind::offset:
                break;
            default: {
                if (!seen.insert(change.column).second) break;
                const ColumnData column = data.column(core, change.column);
                future.columns.push_back(
                    {block_column_[at(change.column)], column.lower, column.upper, column.cost});
            }
        }
    }
    return future;
}

}  // namespace dualflow::solver
