// SPDX-License-Identifier: MIT
// Cases written in code, for tests of the planner that need no files: each starts from one plant, one
// market and one product between them, and changes what it is about.
#pragma once

#include "dualflow/case/case.hpp"

namespace dualflow::testing {

struct SmallCase {
    Case c;
    SiteId plant, market;
    ProductId product;
    ResourceId line;
    ProcessId process;
    LaneId lane;
};

// Product "truck" made at PLANT (region US) on a line of 130 a day and sold at MARKET over a lane of
// no cost and no time; one-day buckets; demand is added by add_demand. Lost sales cost 1000.
SmallCase small_case(int days);

void add_demand(SmallCase& s, int from_day, int to_day, double per_day);
Inventory& add_inventory(SmallCase& s, SiteId site, double opening_stock, double holding_cost_per_day);

}  // namespace dualflow::testing
