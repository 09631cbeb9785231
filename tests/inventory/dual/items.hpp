// SPDX-License-Identifier: MIT
// Random small items for property tests.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

// Demand of 0 to `most_demand` with random weights, of which zero and another are never empty.
inline Distribution random_demand(int most_demand) {
    const int highest = *rc::gen::inRange(1, most_demand + 1);
    std::vector<double> weights;
    for (int units = 0; units <= highest; ++units)
        weights.push_back(*rc::gen::inRange(units == 0 || units == highest ? 1 : 0, 8));
    return from_weights(0, weights);
}

inline DualProblem random_item(int most_demand, int most_lead, int most_lead_expedited = 0) {
    DualProblem p;
    p.demand = random_demand(most_demand);
    p.lead_expedited = *rc::gen::inRange(0, most_lead_expedited + 1);
    p.lead_regular = *rc::gen::inRange(p.lead_expedited + 1, most_lead + 1);
    p.cost_regular = *rc::gen::inRange(0, 4);
    p.cost_expedited = p.cost_regular + *rc::gen::inRange(1, 12);
    p.holding = *rc::gen::inRange(1, 8);
    p.backlog = *rc::gen::inRange(1, 60);
    return p;
}

}  // namespace dualflow::inventory
