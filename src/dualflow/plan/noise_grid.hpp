// SPDX-License-Identifier: MIT
// The demand of a market from day to day on the grid of the single-item engine: whole numbers of some unit.
//
// Laws on whole numbers (uniform_int, poisson, negative_binomial) keep the unit of the product where the
// demand of a period has few enough values; else, and for the other laws, the unit is so large that the
// standard deviation of a period is `steps` of it, and a law on whole numbers is replaced by the continuous
// one with the same moments (uniform; gamma for the two counts). Only what a unit is changes: cost a unit
// consumed does not.
#pragma once

#include <optional>

#include "dualflow/case/case.hpp"
#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow {

struct GridDemand {
    inventory::Distribution period;  // demand between two orders
    double unit = 1;                 // of the product, in a step of the grid
    double cv = 0;                   // coefficient of variation of the period, on the grid
};

// Coefficient of variation of a day's demand of this mean; the ends of a uniform law widen with the mean.
double daily_cv(const Noise& noise, double mean_per_day);

// In units of the product; none where the law is not one on whole numbers, or has too many values.
std::optional<GridDemand> in_units(const Noise& noise, double mean_per_day, int days);

// In steps of a period's standard deviation.
GridDemand in_steps(const Noise& noise, double mean_per_day, int days, double steps);

}  // namespace dualflow
