// SPDX-License-Identifier: MIT
// A lane of 30 days over months of 31, 29 and 31 days, demand of 1 a day (ANCHORS section 5): what is in time
// at the ends of months may be late inside them.
#pragma once

#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/futures/futures.hpp"
#include "small_case.hpp"

namespace dualflow::testing {

inline SmallCase thirty_day_lane(double opening_stock) {
    SmallCase s = small_case(91);
    s.c.settings.start = make_date(2028, 1, 1);  // a leap year
    s.c.settings.calendar = "3 months";
    s.c.settings.discount_rate = 0.1;  // so that the plan would rather ship later
    s.c.settings.end_stock = "none";
    s.c.lanes[0].lead = Days{30};
    s.c.lanes[0].cost_per_unit = Money{5};
    add_demand(s, 0, 91, 1);
    add_inventory(s, s.market, opening_stock, 0.01);
    return s;
}

// The second month has two futures, in the one of which twice as much is asked for.
struct LaneOfTwoFutures {
    SmallCase base = thirty_day_lane(35), high = thirty_day_lane(35);
    Futures futures;
    std::vector<Bucket> calendar;

    LaneOfTwoFutures() {
        high.c.demand[0].quantity = PerDay{2 * high.c.demand[0].quantity.value};
        calendar = make_calendar(base.c.settings.calendar, base.c.settings.start).value();
        futures =
            same_everywhere(base.c, Tree({{-1, 0, 1}, {0, 1, 0.5}, {0, 1, 0.5}, {1, 2, 0.5}, {2, 2, 0.5}}));
        futures.figures[2] = futures.figures[4] = &high.c;
    }
};

}  // namespace dualflow::testing
