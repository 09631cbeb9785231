// SPDX-License-Identifier: MIT
// One site, one item, periodic review, unserved demand waits (backlog).
//
// A period, in this order: an order is placed, what is due arrives, demand comes, costs are charged:
//   holding · stock left + backlog · demand that waits, both per unit and period.
// An order of period t is there for the demand of period t + lead. So a position of y after ordering meets
// the demand of lead + 1 periods before the next order can help, and its expected cost is
//   G(y) = holding · E(y − D)⁺ + backlog · E(D − y)⁺,   D the demand of lead + 1 periods.
#pragma once

#include <string>

#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/inventory/demand/loss.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::inventory {

struct SiteProblem {
    Distribution demand;  // of a period
    int lead = 0;         // periods
    double holding = 0, backlog = 0;
};

// Nothing where the costs make sense, else one sentence. Demand is on a finite grid (its tail is cut at
// 1e-14), so a backlog cost of more than 1e9 times holding is refused: the answer would be in the tail.
std::string wrong_costs(double holding, double backlog);

// The costs, the lead time (0 … 10,000) and that there is any demand.
std::string what_is_wrong(const SiteProblem& problem);

// Of `periods` ≥ 0 independent periods. Tails of 1e-17 are dropped. Refused with the reason where it takes
// more than about ten seconds.
Result<Distribution, std::string> demand_over(const Distribution& one, int periods);

// G, its parts and its least.
class PositionCost {
public:
    // Of a position against the demand it meets, whatever the time that takes.
    PositionCost(const Distribution& demand, double holding, double backlog)
        : loss_(demand), holding_(holding), backlog_(backlog) {}

    double holding(std::int64_t y) const { return holding_ * loss_.left_over(y); }  // money
    double backlog(std::int64_t y) const { return backlog_ * loss_.shortfall(y); }
    double at(std::int64_t y) const { return holding(y) + backlog(y); }
    std::int64_t best() const { return loss_.quantile_above(holding_ / (holding_ + backlog_)); }
    const Loss& loss() const { return loss_; }

private:
    Loss loss_;
    double holding_, backlog_;
};

// What a policy costs and serves, on the average of the positions it visits.
struct StockAverages {
    double holding = 0, backlog = 0;       // money a period
    double ready_rate = 0, fill_rate = 0;  // periods without backlog at their end; demand met from stock
};

// Averages of a site over positions: construct, add positions with weights that sum to one.
class SiteAverages {
public:
    static Result<SiteAverages, std::string> of(const SiteProblem& problem);
    void add(std::int64_t position, double weight);
    const PositionCost& cost() const { return cost_; }
    // The fill rate is 1 − (what starts to wait in a period) / (its demand); what starts to wait is
    // E(D − y)⁺ over lead + 1 periods less the same over lead periods.
    StockAverages averages() const;

private:
    SiteAverages(const SiteProblem& problem, const Distribution& reach, const Distribution& before)
        : cost_(reach, problem.holding, problem.backlog), before_(before), mean_(problem.demand.mean()) {}

    PositionCost cost_;
    Loss before_;  // the demand of `lead` periods
    double mean_;
    StockAverages sums_;
    double late_ = 0;
};

}  // namespace dualflow::inventory
