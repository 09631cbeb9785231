// SPDX-License-Identifier: MIT
// One future of a two-stage program, or the mean of all, as a block and as a program of its own.
#pragma once

#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

LpModel block_of(const TwoStageProgram& program, std::size_t future);
// The mean of every figure; sides and bounds rounded outwards, infinite where one future's is.
LpModel mean_block(const TwoStageProgram& program);

// The first stage with a block as its only future; its first columns are the first stage's.
LpModel program_of_one(const TwoStageProgram& program, const LpModel& block);

// The first stage's columns and rows, and the block's, its own columns at no cost: a column made for each of
// the block's.
void add_first_stage(ModelBuilder& builder, const LpModel& first);
std::vector<Index> add_block(ModelBuilder& builder, const TwoStageProgram& program, const LpModel& block);

}  // namespace dualflow::solver
