// SPDX-License-Identifier: MIT
// What a policy costs and achieves, on average over a period in the long run.
#pragma once

#include <cstdint>

#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

struct LongRun {
    double cost = 0;
    double near = 0, far = 0, holding = 0, backlog = 0;   // the cost, split; fixed costs with their source
    double share_expedited = 0;                           // of what is bought
    double fill_rate = 0;                                 // share of demand served in its own period
    double ready_rate = 0;                                // share of periods at whose end nothing waits
    double mean_stock = 0;                                // units at the end of a period
    double variance_expedited = 0, variance_regular = 0;  // of the orders, units²
};

// Of one source's orders.
struct OrderMoments {
    double mean = 0, square = 0, often = 0;  // often: share of periods with an order
    double variance() const { return square - mean * mean; }
    void add(double mass, double units) {
        mean += mass * units;
        square += mass * units * units;
        often += units > 0 ? mass : 0;
    }
};

// Sums over the states of a chain.
class LongRunSum {
public:
    LongRunSum(const DualProblem& problem, const StockCost& cost) : problem_(problem), cost_(cost) {}
    OrderMoments near, far;
    // A share of the periods begins with y units in reach of the demand.
    void stock(double mass, std::int64_t y);
    LongRun finish() const;

private:
    const DualProblem& problem_;
    const StockCost& cost_;
    LongRun sum_;
    double late_ = 0;
};

}  // namespace dualflow::inventory
