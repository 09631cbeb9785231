// SPDX-License-Identifier: MIT
// One sweep of value iteration for an item whose unserved demand waits.
//
// State (Whittemore and Saunders 1977; Veeraraghavan and Scheller-Wolf 2008): x, the stock that the demand of
// the period can reach, and the far orders under way that come later, one number for each of
// lead_difference − 1 periods. The near order raises x to y ≥ x; the far order joins the pipeline. What
// follows depends on y and the new pipeline alone, so that one expectation serves every action, and the near
// order is a minimum over y from above. Costs are those of deciding: the premium of near units, holding and
// backlog; what all units cost at the far price is a constant.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/inventory/dual/box.hpp"
#include "dualflow/inventory/dual/chain.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

class BacklogItem {
public:
    BacklogItem(const DualProblem& problem, const Box& box);
    static double states_in(const DualProblem& problem, const Box& box);
    static constexpr double bytes_per_state = 2 * sizeof(double);
    static Box first_box(const DualProblem& problem);
    double constant_cost() const;  // a period, to add to the bounds of a sweep
    double largest() const;        // of the figures that a sweep adds up, about: its rounding is of this size

    // v ← T v; a part `stay` of the old value is kept (for chains with a period).
    Change sweep(double stay);
    void shift(double by);  // all values down by this

    // The best orders of the values as they stand, ties to the smaller; after prepare_orders().
    void prepare_orders();
    StateKey start() const;
    Orders orders(StateKey state) const;
    StateKey after(StateKey state, const Orders& orders, std::int64_t demand) const;
    std::int64_t in_reach(StateKey state, const Orders& orders) const { return x_of(state) + orders.near; }
    Touch touch(StateKey state, const Orders& orders) const;

private:
    std::size_t radix() const { return static_cast<std::size_t>(box_.order + 1); }
    std::size_t index(std::int64_t x) const { return static_cast<std::size_t>(x - box_.lowest); }
    std::size_t size_of(std::size_t pipeline) const;  // stocks that the position allows with it
    std::int64_t first_of(std::size_t pipeline) const;
    std::size_t joined(std::size_t pipeline, std::int64_t far) const;
    std::int64_t x_of(StateKey state) const;
    std::size_t pipeline_of(StateKey state) const;
    StateKey key(std::int64_t x, std::size_t pipeline) const;
    void expect(std::size_t pipeline);
    void weigh(std::size_t pipeline);

    Box box_;
    const DualProblem& problem_;
    StockCost stock_;
    double premium_;
    int digits_;                                // of a pipeline; the first comes next
    std::size_t width_, tail_ = 1;              // stocks; pipelines without their first digit
    std::vector<std::int64_t> total_;           // units in a pipeline
    std::vector<double> value_, expected_;      // pipelines × stocks
    std::vector<double> from_below_;            // value just below the box, a pipeline
    std::vector<double> cost_, padded_, best_;  // of one pipeline
};

}  // namespace dualflow::inventory
