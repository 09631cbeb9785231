// SPDX-License-Identifier: MIT
// The least cost of safety stock of a chain under guaranteed service, with a bound that is proved.
//
// The chain becomes a labelling (service_model.hpp); variables with few neighbours are eliminated exactly
// (elimination.hpp), which solves trees outright; the core is searched (search.hpp).
//
// Where the values that times may need are too many to list, the chain is solved twice with its times
// rounded to a step: shorter for the bound, longer for the plan. The least cost never falls when stage times
// or inbound times grow or largest service times shrink (quote min(S_j, SI_j + T_j) again with the shorter
// times: no net time grows), so the first is a bound, and the second's times, tidied with the chain's own,
// are a plan that costs no more than it says. The gap tells what the rounding costs.
#pragma once

#include <cstdint>
#include <string>

#include "dualflow/inventory/guaranteed/service_model.hpp"

namespace dualflow::inventory {

struct ServiceOptions {
    double gap = 1e-7;                    // relative; 0 asks for the optimum
    std::int64_t node_limit = 20'000;     // of the search
    double work_limit = 2e11;             // comparisons of the search; a billion takes some seconds
    std::size_t most_values = 100'000;    // listed a variable
    std::size_t most_listed = 8'000'000;  // over all variables
};

struct ServicePlan {
    ServiceTimes times;
    double bound = 0;      // no service times cost less
    double gap = 0;        // (cost − bound) / cost, 0 where nothing is spent
    std::string method;    // "tree", "elimination", "branch_and_bound"; of the last chain that was solved
    Ticks rounded_to = 0;  // step that times were rounded to for the search; 0: they were not
    std::int64_t nodes = 0, passes = 0;
    std::size_t variables = 0, core_variables = 0;  // of the labelling, before and after elimination
};

ServicePlan solve_guaranteed_service(const Chain& chain, const ServiceOptions& options);

}  // namespace dualflow::inventory
