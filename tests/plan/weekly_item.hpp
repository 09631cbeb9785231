// SPDX-License-Identifier: MIT
// One item bought by the week before the week's demand is known: near at once, or far two weeks later and
// cheaper. Every week's demand is one of a few values, each as likely, whatever came before.
#pragma once

#include <deque>
#include <vector>

#include "dualflow/futures/futures.hpp"

namespace dualflow::testing {

struct WeeklyItem {
    WeeklyItem(int weeks, std::vector<double> demands, double near_price);
    WeeklyItem(const WeeklyItem&) = delete;
    WeeklyItem& operator=(const WeeklyItem&) = delete;

    Case c;
    std::deque<Case> figures;  // by demand
    Futures futures;
    SiteId near{0}, far{1}, market{2};
};

}  // namespace dualflow::testing
