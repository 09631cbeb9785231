// SPDX-License-Identifier: MIT
// One sweep of value iteration for an item whose unserved demand is lost.
//
// State (Zipkin 2008 for one source): x, the stock that the demand of the period can reach, and what arrives
// in each of the next lead_regular − 1 periods. The near order goes where it arrives: into the stock, or into
// the arrival lead_expedited periods ahead; the far order is the last arrival. Demand stops at zero before
// the next arrival comes, so the lead times cannot be reduced and all arrivals are kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "dualflow/inventory/dual/box.hpp"
#include "dualflow/inventory/dual/chain.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

class LostSalesItem {
public:
    LostSalesItem(const DualProblem& problem, const Box& box);
    static double states_in(const DualProblem& problem, const Box& box);
    static constexpr double bytes_per_state = 3 * sizeof(double);
    static Box first_box(const DualProblem& problem);
    double constant_cost() const { return 0; }
    double largest() const {
        return std::max(
            {stock_.at(0), stock_.at(box_.position), problem_.cost_expedited * static_cast<double>(width_)});
    }

    Change sweep(double stay);
    void shift(double by);

    void prepare_orders() {}
    StateKey start() const { return 0; }
    Orders orders(StateKey state) const;
    StateKey after(StateKey state, const Orders& orders, std::int64_t demand) const;
    std::int64_t in_reach(StateKey state, const Orders& orders) const;
    Touch touch(StateKey state, const Orders& orders) const;

private:
    std::size_t radix() const { return static_cast<std::size_t>(box_.order + 1); }
    std::int64_t arrival(std::size_t arrivals, int slot) const;
    // What the near order can still add to a state: to its stock or to one of its arrivals.
    std::int64_t room(std::size_t state) const;
    double ahead(std::size_t state, std::int64_t far) const;
    double with_best_far_order(std::size_t state, std::int64_t& far) const;

    Box box_;
    const DualProblem& problem_;
    StockCost stock_;
    std::size_t width_, arrivals_;               // stocks; combinations of arrivals
    std::size_t near_step_ = 1;                  // from a state to the one with one more near unit
    std::vector<std::int64_t> total_;            // units in the arrivals
    std::vector<double> value_, best_, raised_;  // arrivals × stocks; the first arrival is the fastest digit
};

}  // namespace dualflow::inventory
