// SPDX-License-Identifier: MIT
// What the two dynamic programs of the optimum (backlog_item, lost_sales_item) have in common: the box within
// which decisions are looked for, and what their drivers (optimum.cpp) ask of them.
#pragma once

#include <cstdint>
#include <vector>

namespace dualflow::inventory {

struct Box {
    std::int64_t lowest = 0;    // of the stock in reach; there the near source brings it up at once
    std::int64_t position = 0;  // most on hand and on order, after ordering
    std::int64_t order = 0;     // most of a far order (lost sales: of any one arrival)
};

struct Orders {
    std::int64_t near = 0, far = 0;
};

// Which sides of the box a decision touches.
struct Touch {
    bool lowest = false, position = false, order = false;
    bool any() const { return lowest || position || order; }
};

// The least and the largest change of a value in a sweep: the average cost lies between (Odoni 1969).
struct Change {
    double least, most;
};

}  // namespace dualflow::inventory
