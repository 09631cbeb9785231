// SPDX-License-Identifier: MIT
// The record that the strategy `baseline` holds (docs/reference/model.md, eq. 14.2): recorded flows, by lane
// and node. After a shock nothing is held: flows of fans are free.
#pragma once

#include <string>
#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

// What was recorded of a lane in the bucket of a node.
struct RecordLine {
    std::size_t node = 0;
    SiteId from, to;
    ProductId product;
    std::string mode;                // empty: all together
    int row = 0;                     // of recorded_flows, the first
    double quantity = 0;             // units that departed, each record spread evenly over its days
    double share = 0;                // of the bucket's days that have a record
    std::vector<std::size_t> moves;  // that it is of; none where the model has no such lane

    // Where days have no record the plan may ship more than was recorded.
    bool whole() const { return share >= 1 - 1e-9; }
};

// In order of the lanes' first records, then of nodes. None unless the case is under `baseline`.
std::vector<RecordLine> record_of(const PlanModel& m);

}  // namespace dualflow
