// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/futures_of.hpp"

#include "dualflow/solver/stochastic/future_groups.hpp"

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

LpModel with(LpModel block, const TwoStageProgram::Future& future) {
    for (const auto& row : future.rows) {
        block.row_lower[at(row.row)] = row.lower;
        block.row_upper[at(row.row)] = row.upper;
    }
    for (const auto& column : future.columns) {
        block.lower[at(column.column)] = column.lower;
        block.upper[at(column.column)] = column.upper;
        block.cost[at(column.column)] = column.cost;
    }
    for (const auto& entry : future.entries)
        block.value[entry_of(block, entry.row, entry.column)] = entry.value;
    return block;
}

}  // namespace

LpModel mean_block(const TwoStageProgram& program) {
    return with(program.block, mean_future(program));
}

LpModel block_of(const TwoStageProgram& program, std::size_t index) {
    return with(program.block, program.future(index));
}

std::vector<Index> add_block(ModelBuilder& builder, const TwoStageProgram& program, const LpModel& block) {
    std::vector<Index> column, row;
    for (std::size_t j = 0; j < at(block.columns()); ++j)
        column.push_back(j < program.link.size() ? program.link[j]
                                                 : builder.add_column(block.lower[j], block.upper[j], 0));
    for (std::size_t i = 0; i < at(block.rows()); ++i)
        row.push_back(builder.add_row(block.row_lower[i], block.row_upper[i]));
    for (std::size_t j = 0; j < at(block.columns()); ++j)
        for (auto k = at(block.start[j]); k < at(block.start[j + 1]); ++k)
            builder.add_term(row[at(block.row_index[k])], column[j], block.value[k]);
    return column;
}

void add_first_stage(ModelBuilder& builder, const LpModel& first) {
    builder.add_offset(first.offset);
    for (std::size_t j = 0; j < at(first.columns()); ++j)
        builder.add_column(first.lower[j], first.upper[j], first.cost[j], first.integer[j] != 0);
    for (std::size_t i = 0; i < at(first.rows()); ++i)
        builder.add_row(first.row_lower[i], first.row_upper[i]);
    for (std::size_t j = 0; j < at(first.columns()); ++j)
        for (auto k = at(first.start[j]); k < at(first.start[j + 1]); ++k)
            builder.add_term(first.row_index[k], static_cast<Index>(j), first.value[k]);
}

LpModel program_of_one(const TwoStageProgram& program, const LpModel& block) {
    ModelBuilder builder;
    add_first_stage(builder, program.master);
    const std::vector<Index> column = add_block(builder, program, block);
    for (std::size_t j = program.link.size(); j < column.size(); ++j)
        builder.add_cost(column[j], block.cost[j]);
    return builder.finish();
}

}  // namespace dualflow::solver
