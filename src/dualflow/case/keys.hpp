// SPDX-License-Identifier: MIT
// What an investment enables: `processes:site=P_MTY;product=bev|lanes:from=A;to=B|contracts:id=frame`.
// Each part names rows of a table by column=value; columns that are not named match any value.
// The table may be left out where the columns tell it: `site=P_MTY;product=bev` names processes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dualflow/case/bind.hpp"

namespace dualflow {

struct Enabled {
    std::vector<ProcessId> processes;
    std::vector<LaneId> lanes;
    std::vector<ContractId> contracts;
};

// Problems of the cell `enables` of the row are appended.
Enabled enabled_rows(Binder& b, const Row& row);

}  // namespace dualflow
