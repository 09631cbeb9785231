// SPDX-License-Identifier: MIT
// The futures of a two-stage program that differ in right-hand sides and bounds alone, as one flat table: a
// row of numbers a future, so that a million of them fit into a few dozen megabytes.
//
// A slot is one number that changes: a side of a row, both sides of an equation, or a bound of a column.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

struct RandomSides {
    struct Slot {
        bool row = true;  // of a row's side; otherwise of a column's bound
        Index index = 0;  // of the row or column in the block
        bool lower = true, upper = true;
    };
    std::vector<Slot> slots;
    std::vector<double> value;        // futures × slots, a future after the other
    std::vector<double> least, most;  // of each slot over all futures

    // All slots of one future; their figures are absolute, in the units of the program.
    std::span<const double> of(std::size_t future) const {
        return {value.data() + future * slots.size(), slots.size()};
    }
};

// None where costs or entries of the block change, where a figure is infinite in some future and not in
// another, or where the table would take more than two gigabytes.
std::optional<RandomSides> random_sides(const TwoStageProgram& program);

}  // namespace dualflow::solver
