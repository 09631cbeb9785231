// SPDX-License-Identifier: MIT
// What buckets cannot see, as the model carries it (docs/reference/model.md, section 10).
#pragma once

#include <memory>
#include <vector>

#include "dualflow/plan/noise_table.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

// Of one demand series: what its noise costs at each node.
struct NoiseColumns {
    std::size_t series = 0;  // of PlanModel::demand
    struct AtNode {
        std::shared_ptr<const NoiseTable> table;  // none: nothing is charged
        NoiseItem item;                           // what the table is of
        double holding = 0;                       // money for a unit held for a period
        solver::Index cost = -1;  // g, undiscounted; −1 where there is one source: charged on sales
        solver::Index fast = -1;  // N: what the fast source brings; −1 likewise
    };
    std::vector<AtNode> nodes;
};

}  // namespace dualflow
