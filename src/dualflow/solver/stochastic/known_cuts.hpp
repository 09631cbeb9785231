// SPDX-License-Identifier: MIT
// What one decomposition learned, for another of the same first stage, probabilities and α, whose futures'
// costs are nowhere lower: the same program with rows added to its blocks, say. Cuts are lower bounds, so
// they hold there too.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/cut.hpp"

namespace dualflow::solver {

struct KnownCuts {
    std::vector<Index> link;    // the first stage's columns that slopes of `base` and `tail` are of
    std::vector<Cut> base;      // one a cluster, from which its cost is measured in `rows`
    Cut tail;                   // likewise of the tail; not used without risk
    std::vector<LazyRow> rows;  // cuts, and rows of the first stage found on demand
    std::vector<double> point;  // the best first stage
    std::int64_t within_reach = 0;

    bool empty() const { return base.empty(); }
};

}  // namespace dualflow::solver
