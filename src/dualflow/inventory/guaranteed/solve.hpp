// SPDX-License-Identifier: MIT
// The least cost of safety stock of a chain under guaranteed service, with a bound that is proved.
//
// The chain becomes a labelling (service_model.hpp); variables with few neighbours are eliminated exactly
// (elimination.hpp), which solves trees outright; the core is searched (search.hpp). Where the times have
// too many values, they are narrowed down first (refine.hpp).
#pragma once

#include <cstdint>
#include <string>

#include "dualflow/inventory/guaranteed/service_model.hpp"

namespace dualflow::inventory {

struct ServiceOptions {
    double gap = 1e-3;                 // relative; 0 asks for the optimum
    std::int64_t node_limit = 20'000;  // of the search
    double work_limit = 2e11;          // comparisons
};

struct ServicePlan {
    ServiceTimes times;
    double bound = 0;    // no service times cost less
    double gap = 0;      // (cost − bound) / cost, 0 where nothing is spent
    std::string method;  // "tree", "elimination", "branch_and_bound" or "ranges"
    std::int64_t nodes = 0, passes = 0;
    std::size_t variables = 0, core_variables = 0;  // of the labelling, before and after elimination
};

ServicePlan solve_guaranteed_service(const Chain& chain, const ServiceOptions& options);

}  // namespace dualflow::inventory
