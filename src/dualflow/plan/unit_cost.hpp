// SPDX-License-Identifier: MIT
// Costs of one unit, outside the linear model: duty of a move, and what it costs at least to replace
// a unit at a point (docs/reference/model.md, eq. 7.2), by which end stock is valued.
#pragma once

#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

// Of a unit that departs at the node, at the rates of the days on which it enters (lead time later).
double duty_per_unit(const PlanModel& m, std::size_t move, std::size_t node);

// The least cost of bringing one unit to each point, at the least figures of the path to a leaf and with
// every option that helps: making it (unit cost and components, with yields) or buying and moving it (price,
// freight, duty). A lower bound of what the plan would pay, so no stock is built for its credit. Infinity
// where nothing comes from.
std::vector<double> replacement_costs(const PlanModel& m, std::size_t leaf);

// What a unit at (or on its way to) a point is credited with at the end: as the case prices it, else
// the smaller of replacement cost and book value.
struct EndValue {
    double per_unit = 0;
    bool capped = true;  // to what the last bucket used; not where the case prices it
};
std::vector<EndValue> end_values(const PlanModel& m, std::size_t leaf);

}  // namespace dualflow
