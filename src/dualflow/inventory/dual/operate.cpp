// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/operate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "dualflow/inventory/dual/chain.hpp"
#include "dualflow/inventory/dual/random_walk.hpp"

namespace dualflow::inventory {
namespace {

using Found = Result<Operated, std::string>;

Distribution stock_of(const std::map<std::int64_t, double>& masses) {
    const std::int64_t lowest = masses.begin()->first, highest = masses.rbegin()->first;
    std::vector<double> weights(static_cast<std::size_t>(highest - lowest + 1), 0);
    for (const auto& [units, mass] : masses) weights[static_cast<std::size_t>(units - lowest)] = mass;
    return from_weights(lowest, std::move(weights));
}

// SI: the far source is sent min(D, delta) and the near one the rest of the last demand, so that the stock is
// the level less what the far source was sent in as many periods as it is slower: no chain is needed.
Operated operate_single_index(const DualProblem& problem, std::int64_t delta) {
    const Distribution& demand = problem.demand;
    std::map<std::int64_t, double> under_way;
    Operated out;
    for (std::size_t i = 0; i < demand.probability.size(); ++i) {
        const std::int64_t units = demand.lowest + static_cast<std::int64_t>(i), far = std::min(units, delta);
        out.far.add(demand.probability[i], static_cast<double>(far));
        out.near.add(demand.probability[i], static_cast<double>(units - far));
        under_way[-far] += demand.probability[i];
    }
    out.stock = sum_of_periods(stock_of(under_way), problem.lead_difference());
    return out;
}

Found operate_base_surge(const DualProblem& problem, std::int64_t base_order, std::size_t most_states) {
    const Distribution& demand = problem.demand;
    auto above = overshoot(demand, base_order, most_states);
    if (!above) return unexpected(above.error());
    Operated out;
    out.far.add(1, static_cast<double>(base_order));
    for (std::size_t over = 0; over < above->size(); ++over) {
        for (std::size_t i = 0; i < demand.probability.size(); ++i) {
            const std::int64_t missing =
                demand.lowest + static_cast<std::int64_t>(i) - base_order - static_cast<std::int64_t>(over);
            if (missing > 0)
                out.near.add((*above)[over] * demand.probability[i], static_cast<double>(missing));
        }
    }
    out.stock = from_weights(0, std::move(*above));
    return out;
}

struct Orders {
    std::int64_t near = 0, far = 0;
};

// What a policy orders at level zero, from the stock in reach and what is under way beyond it.
Orders orders_of(const Shape& shape, Position position, std::int64_t stock, std::int64_t under_way) {
    const std::int64_t whole = stock + under_way;
    const bool single = shape.kind == PolicyKind::single_index;
    Orders orders;
    orders.near = std::max<std::int64_t>(0, single ? -shape.gap - whole : -stock);
    const std::int64_t counted = whole + (position == Position::with_expedited ? orders.near : 0);
    orders.far = std::max<std::int64_t>(0, (single ? 0 : shape.gap) - counted);
    if (shape.kind == PolicyKind::capped_dual_index) orders.far = std::min(orders.far, shape.cap);
    return orders;
}

// A state of the chain in one number: the stock in reach, and far orders under way that come later; the next
// to come is the first digit.
class States {
public:
    States(const DualProblem& problem, const Shape& shape)
        : digits_(problem.lead_difference() - 1), radix_(problem.demand.highest() + 1) {
        const std::int64_t highest = problem.demand.highest();
        lowest_ = -shape.gap - (problem.lead_difference() + 2) * highest - 1;
        for (int digit = 1; digit < digits_; ++digit) tail_ *= radix_;
        pipelines_ = digits_ > 0 ? tail_ * radix_ : 1;
    }
    static bool fit(const DualProblem& problem, const Shape& shape) {
        const double stocks =
            static_cast<double>(2 * shape.gap) +
            (2.0 * problem.lead_difference() + 4) * static_cast<double>(problem.demand.highest() + 1);
        const double pipelines =
            std::pow(static_cast<double>(problem.demand.highest() + 1), problem.lead_difference() - 1);
        return stocks * pipelines < 9e18;
    }

    StateKey key(std::int64_t stock, std::int64_t pipeline) const {
        return (stock - lowest_) * pipelines_ + pipeline;
    }
    std::int64_t stock(StateKey key) const { return key / pipelines_ + lowest_; }
    std::int64_t pipeline(StateKey key) const { return key % pipelines_; }
    std::int64_t under_way(StateKey key) const {
        std::int64_t units = 0;
        for (std::int64_t rest = pipeline(key); rest > 0; rest /= radix_) units += rest % radix_;
        return units;
    }
    // After the orders and the demand of a period.
    StateKey after(StateKey from, const Orders& orders, std::int64_t demand) const {
        const std::int64_t raised = stock(from) + orders.near - demand, p = pipeline(from);
        if (digits_ == 0) return key(raised + orders.far, 0);
        return key(raised + p / tail_, p % tail_ * radix_ + orders.far);
    }

private:
    int digits_;
    std::int64_t radix_, lowest_ = 0, tail_ = 1, pipelines_ = 1;
};

Found operate_chain(const DualProblem& problem, const Shape& shape, const PolicyLimits& limits) {
    const auto too_large = [&] {
        return unexpected(fmt::format("the chain of the policy has more than {} states", limits.states));
    };
    if (!States::fit(problem, shape)) return too_large();
    const States states(problem, shape);
    const auto orders_at = [&](StateKey key) {
        return orders_of(shape, limits.position, states.stock(key), states.under_way(key));
    };
    // Where the whole position is at the far level, no far order is larger than a demand.
    const std::int64_t start = shape.kind == PolicyKind::single_index ? 0 : shape.gap;
    const MarkovChain chain =
        explore(states.key(start, 0), problem.demand, limits.states,
                [&](StateKey key, std::int64_t demand) { return states.after(key, orders_at(key), demand); });
    if (chain.states.empty()) return too_large();
    if (!chain.settled)
        return unexpected(std::string(
            "the chain of the policy mixes too slowly to settle (its far level leaves room for far "
            "less than the demand that comes while an order is under way)"));
    Operated out;
    std::map<std::int64_t, double> stock;
    for (std::size_t s = 0; s < chain.states.size(); ++s) {
        if (chain.stationary[s] == 0) continue;
        const Orders orders = orders_at(chain.states[s]);
        stock[states.stock(chain.states[s]) + orders.near] += chain.stationary[s];
        out.near.add(chain.stationary[s], static_cast<double>(orders.near));
        out.far.add(chain.stationary[s], static_cast<double>(orders.far));
    }
    out.stock = stock_of(stock);
    return out;
}

}  // namespace

Found operate(const DualProblem& problem, const Shape& shape, const PolicyLimits& limits) {
    if (shape.kind == PolicyKind::base_surge)
        return operate_base_surge(problem, shape.cap, limits.states * 10);
    if (shape.kind == PolicyKind::single_index && limits.position == Position::with_expedited)
        return operate_single_index(problem, shape.gap);
    return operate_chain(problem, shape, limits);
}

}  // namespace dualflow::inventory
