// SPDX-License-Identifier: MIT
// One product sold at MARKET from stock, bought near (at once) or far (later and cheaper); steady demand in
// long buckets, whose noise only the tables of the single-item engine see.
#pragma once

#include "dualflow/case/case.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::testing {

struct DualCase {
    Noise noise;
    double mean = 2;                    // a day
    double holding = 5, backlog = 495;  // a unit and day
    int lead_near = 0, lead_far = 2;    // days
    double far_price = 100, premium = 5;
    double share_far = 1;  // of what is on its way at the start
    const char* calendar = "4 quarters";
};

// What is on its way from far at the start is its share of every day's demand until the first order can
// arrive, so that the plan can be in its steady state from the first day.
Case case_of(const DualCase& d);

Noise uniform_int(double lo, double hi);

}  // namespace dualflow::testing
