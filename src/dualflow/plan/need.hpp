// SPDX-License-Identifier: MIT
// What demand, contracts and safety days can ask of a product, exploded through the bills of materials
// (docs/reference/model.md, eq. 3.14 and section 9). Quantities in units of the product.
#pragma once

#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

// Of each product: more than a sound plan moves over the horizon.
std::vector<double> horizon_need(const PlanModel& m);

// By bucket and product: the most that is asked for a day from that bucket on; infinite where more may be
// wanted than the demand of its days (backlog, or goods that are worth something at the end).
std::vector<std::vector<double>> daily_needs(const PlanModel& m);

// By bucket and product: what filling the safety stocks adds to the need of the bucket. Tiers stand in
// series: one that keeps s days of what leaves it in a bucket of d days takes in 1 + s/d times as much.
std::vector<std::vector<double>> safety_fills(const PlanModel& m);

}  // namespace dualflow
