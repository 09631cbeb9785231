// SPDX-License-Identifier: MIT
// Structured models for tests of the solver: a small supply network over several periods, seeded.
#pragma once

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver::test {

struct NetworkShape {
    int plants = 4, markets = 6, periods = 6;
    bool open_sites = false;  // plants have a binary and a fixed cost
    unsigned seed = 1;
};

// Plants make one product (capacity, stock, levelling), ship it to markets; unmet demand is bought dear.
// Always feasible. The demand rows are the first markets × periods rows.
LpModel network(const NetworkShape& shape);

}  // namespace dualflow::solver::test
