// SPDX-License-Identifier: MIT
// Where a product comes from at a site, in the order of how soon: what the tables of noise call the fast and
// the slow source (docs/reference/model.md, eq. 10.2).
//
// A source is a move that ends there (markets make nothing). Its lead time is that of its lane, with what
// lies behind it as far as the nearest stock of the product: nothing where the place it leaves keeps a stock,
// else the longest way of making it there or getting it there.
#pragma once

#include <vector>

#include "dualflow/plan/expression.hpp"
#include "dualflow/plan/model.hpp"

namespace dualflow {

struct Source {
    std::size_t move = 0;  // of Network
    double lead_days = 0;  // with what lies behind
};

struct SourceClasses {
    std::vector<Source> fast;  // all of them where there is one class
    int lead_fast = 0;         // periods: of the slowest of the class
    int lead_slow = -1;        // −1: one class
};

// All sources of a product at a site, over its points of several origins, with the lead times of a node.
std::vector<Source> sources_of(const PlanModel& m, SiteId site, ProductId product, std::size_t node);

// Split where the lead times, in whole periods, lie farthest apart (of equal gaps the first).
SourceClasses classes_of(std::vector<Source> sources, int review_days);

// What the sources bring in the bucket of a node.
Expression arrivals_of(const PlanModel& m, const std::vector<Source>& sources, std::size_t node);

}  // namespace dualflow
