// SPDX-License-Identifier: MIT
// The first day on which goods can be at a point: from opening stock, an opening arrival, or made and
// sent from the start on, with the lead times of their components, processes and lanes.
#pragma once

#include "dualflow/plan/model.hpp"

namespace dualflow {

// Days since the start; infinity where nothing can come. Needs the columns of production starts.
double first_arrival(const PlanModel& m, PointId at);

}  // namespace dualflow
