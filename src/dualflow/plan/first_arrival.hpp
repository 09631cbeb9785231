// SPDX-License-Identifier: MIT
// The first day on which goods can be at a point: from opening stock, an opening arrival, or made and
// sent from the start on, with the lead times of their components, processes and lanes.
#pragma once

#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

// By point, in days since the start; infinity where nothing can come. Needs the columns of production starts.
std::vector<double> first_arrivals(const PlanModel& m);

}  // namespace dualflow
