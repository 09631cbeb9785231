// SPDX-License-Identifier: MIT
// One item, two sources: a near one that is fast and dear, a far one that is slow and cheap.
//
// A period, in this order: both orders are placed, what is due arrives, demand comes, costs are charged:
//   cost_expedited · q_e + cost_regular · q_r + holding · stock left + backlog · demand that waits.
// An order placed in period t with lead time l is there for the demand of period t + l. Costs are per unit
// (and period); averages are per period. Unserved demand waits (backlog).
//
// A lead time of the near source above 0 is reduced to 0 (Sheopuri, Janakiraman and Seshadri 2010, section
// 3): what is ordered now meets its first demand lead_expedited periods later, so the cost of stock is
// charged for the demand of lead_expedited + 1 periods and the far source is lead_regular − lead_expedited
// slower. With lost sales there is no such reduction.
#pragma once

#include <cstdint>
#include <string>

#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/inventory/demand/loss.hpp"

namespace dualflow::inventory {

struct DualProblem {
    Distribution demand;
    int lead_regular = 1, lead_expedited = 0;  // periods
    double cost_regular = 0, cost_expedited = 0;
    double holding = 0, backlog = 0;
    double fixed_regular = 0, fixed_expedited = 0;  // of an order above zero, whatever its size
    bool lost_sales = false;                        // unserved demand is lost, at `backlog` a unit

    int lead_difference() const { return lead_regular - lead_expedited; }
};

// Nothing where the problem makes sense, else one sentence about what does not.
std::string what_is_wrong(const DualProblem& problem);

// Expected holding and backlog cost of a period that begins with y units in reach of its demand (after the
// reduction): holding · E(y − D)⁺ + backlog · E(D − y)⁺, with the demand of lead_expedited + 1 periods, of
// one period with lost sales.
class StockCost {
public:
    explicit StockCost(const DualProblem& problem);
    double holding(std::int64_t y) const;  // money
    double backlog(std::int64_t y) const;
    double at(std::int64_t y) const { return holding(y) + backlog(y); }
    double ready(std::int64_t y) const;  // P(D ≤ y): nothing waits at the end
    double late(std::int64_t y) const;   // units of the last period's own demand that wait at its end
    const Distribution& demand() const { return demand_; }  // of all the periods

private:
    Distribution demand_;
    Loss loss_, before_;  // of all the periods, and of all but the last
    double holding_, backlog_;
};

}  // namespace dualflow::inventory
