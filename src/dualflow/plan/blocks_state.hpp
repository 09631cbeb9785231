// SPDX-License-Identifier: MIT
// All that a plan by decomposition (solve_blocks.hpp) needs to go on where it stopped, as bytes for whoever
// keeps them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow {

// What the last whole plan was made at, and the rows for kinks that it asked for.
struct PlannedTrunk {
    std::vector<double> trunk;
    KinkRows::Asked asked;
};

struct BlocksState {
    Integers integers = Integers::none;   // of the decomposition at hand
    KinkRows::Asked asked;                // of it as well
    solver::Solution so_far;              // point, objective and bounds
    std::optional<PlannedTrunk> planned;  // by the decomposition at hand
    std::string inner;                    // its own state
};

std::string to_bytes(const BlocksState& state);
// Nothing where they are not of a state.
std::optional<BlocksState> blocks_state_of(const std::string& bytes);

}  // namespace dualflow
