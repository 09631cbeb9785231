// SPDX-License-Identifier: MIT
// A chain of stages, one after another, from an outside supplier that never runs out to a customer whose
// unserved demand waits. Every stage holds stock; no order has a fixed cost.
//
// Stages are numbered from the supplier (1) to the customer (N), as they are given. Local holding cost is
// that of a unit on hand at the stage, or under way from it to the next one; what is under way from the
// outside supplier is not ours yet. Echelon holding cost of a stage is its local one less that of the stage
// before it: the value it adds.
//
//   continuous review  demand is Poisson of a rate, lead times are any times ≥ 0
//   periodic review    demand is of a period, lead times are whole periods. In a period orders are placed
//                      and shipped, what is due arrives, demand comes, costs are charged, so the last stage
//                      meets the demand of its lead time and one period more (as at a single site)
#pragma once

#include <string>
#include <vector>

#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::inventory {

struct SerialStage {
    double lead = 0;           // time units or periods
    double holding = 0;        // local, money a unit and time unit
    Distribution lead_demand;  // what comes between an order of the stage and the cost it is charged
};

struct SerialChain {
    std::vector<SerialStage> stages;  // from supplier to customer
    double backlog = 0;               // money a unit that waits and time unit
    double demand_mean = 0;           // units a time unit
    bool periodic = false;

    double echelon_holding(std::size_t stage) const {
        return stages[stage].holding - (stage == 0 ? 0 : stages[stage - 1].holding);
    }
};

// Refused with one sentence: lists of different lengths, no stage, a negative lead time, holding costs that
// are not above 0 or that fall towards the customer, a backlog cost that is not above 0 (or is more than
// 1e9 times the smallest value added), no demand, and chains too large for about ten seconds.
Result<SerialChain, std::string> continuous_chain(double rate, const std::vector<double>& leads,
                                                  const std::vector<double>& holding, double backlog);
Result<SerialChain, std::string> periodic_chain(const Distribution& demand, const std::vector<double>& leads,
                                                const std::vector<double>& holding, double backlog);

}  // namespace dualflow::inventory
