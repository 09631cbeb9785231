// SPDX-License-Identifier: MIT
// How much of a case each figure of a path moves (path_figures.hpp).
#pragma once

#include <vector>

#include "dualflow/case/future_rows.hpp"

namespace dualflow {

// In the order of figures: cycles, rates, tariff regimes, rows of disruptions (a member each).
std::vector<double> figure_scale(const Case& c, const FutureRows& rows);

// The share of processes that an outage of a member hits, plus the share of lanes.
double share_hit(const Case& c, const DisruptionHit& hit);

}  // namespace dualflow
