// SPDX-License-Identifier: MIT
#include "inventory/dual/plain.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

namespace dualflow::inventory::plain {
namespace {

using Units = std::vector<std::int64_t>;

// Before the orders of a period: what is on hand (below zero: what waits), and the orders of earlier periods,
// the last one first, that have not come yet.
struct State {
    std::int64_t stock = 0;
    Units near, far;
    auto operator<=>(const State&) const = default;
};

struct Order {
    std::int64_t near = 0, far = 0;
};

State start(const DualProblem& p) {
    State state;
    state.near.assign(static_cast<std::size_t>(p.lead_expedited), 0);
    state.far.assign(static_cast<std::size_t>(p.lead_regular), 0);
    return state;
}

std::int64_t push(Units& under_way, std::int64_t order) {
    under_way.insert(under_way.begin(), order);
    const std::int64_t comes = under_way.back();
    under_way.pop_back();
    return comes;
}

double order_cost(const DualProblem& p, const Order& order) {
    return p.cost_expedited * static_cast<double>(order.near) + (order.near > 0 ? p.fixed_expedited : 0) +
           p.cost_regular * static_cast<double>(order.far) + (order.far > 0 ? p.fixed_regular : 0);
}

// Arrivals, demand, and what the end of the period costs.
State after(const DualProblem& p, State state, const Order& order, std::int64_t demand, double& cost) {
    state.stock += push(state.near, order.near);
    state.stock += push(state.far, order.far);
    state.stock -= demand;
    cost = state.stock >= 0 ? p.holding * static_cast<double>(state.stock)
                            : -p.backlog * static_cast<double>(state.stock);
    if (p.lost_sales) state.stock = std::max<std::int64_t>(0, state.stock);
    return state;
}

std::int64_t sum(const Units& units, std::size_t from = 0) {
    return std::accumulate(units.begin() + static_cast<std::ptrdiff_t>(from), units.end(), std::int64_t{0});
}

// All states with a position of at most `most`, at least `least` on hand.
std::vector<State> all_states(const DualProblem& p, std::int64_t least, std::int64_t most,
                              std::int64_t most_order) {
    std::vector<State> states;
    State state = start(p);
    const auto fill = [&](const auto& self, std::size_t slot) -> void {
        if (slot == state.near.size() + state.far.size()) {
            for (std::int64_t x = least; x + sum(state.near) + sum(state.far) <= most; ++x) {
                state.stock = x;
                states.push_back(state);
            }
            return;
        }
        std::int64_t& units =
            slot < state.near.size() ? state.near[slot] : state.far[slot - state.near.size()];
        for (units = 0; units <= most_order; ++units) self(self, slot + 1);
        units = 0;
    };
    fill(fill, 0);
    return states;
}

struct Action {
    double cost = 0;
    std::vector<std::size_t> next;  // a state for each demand
};

Action action_of(const DualProblem& p, const State& state, const Order& order, std::int64_t least,
                 const std::map<State, std::size_t>& index) {
    Action action{order_cost(p, order), {}};
    for (std::size_t d = 0; d < p.demand.probability.size(); ++d) {
        double cost = 0;
        State next = after(p, state, order, p.demand.lowest + static_cast<std::int64_t>(d), cost);
        next.stock = std::max(next.stock, least);
        action.cost += p.demand.probability[d] * cost;
        action.next.push_back(index.at(next));
    }
    return action;
}

Order decide(const Policy& policy, Position position, const State& state, const DualProblem& p) {
    const std::vector<std::int64_t>& v = policy.parameters;
    // Far orders that come no later than a near order placed now.
    const auto soon = static_cast<std::size_t>(p.lead_regular - p.lead_expedited - 1);
    const std::int64_t near = state.stock + sum(state.near) + sum(state.far, soon);
    const std::int64_t whole = state.stock + sum(state.near) + sum(state.far);
    const auto up_to = [](std::int64_t level, std::int64_t from) {
        return std::max<std::int64_t>(0, level - from);
    };
    Order order;
    const auto counted = [&] { return whole + (position == Position::with_expedited ? order.near : 0); };
    switch (policy.kind) {
        case PolicyKind::single_index:
            order.near = up_to(v[0] - v[1], whole);
            order.far = up_to(v[0], counted());
            break;
        case PolicyKind::dual_index:
            order.near = up_to(v[0], near);
            order.far = up_to(v[1], counted());
            break;
        case PolicyKind::capped_dual_index:
            order.near = up_to(v[0], near);
            order.far = std::min(v[2], up_to(v[1], counted()));
            break;
        case PolicyKind::base_surge:
            order.far = v[0];
            order.near = up_to(v[1], near);
            break;
    }
    return order;
}

}  // namespace

double least_cost(const DualProblem& p, std::int64_t most_order) {
    // Batches wait for longer, and stay for longer.
    const std::int64_t batch = p.fixed_regular + p.fixed_expedited > 0 ? 4 : 0;
    const std::int64_t reach = (p.lead_regular + 2) * p.demand.highest() + batch;
    const std::int64_t least = p.lost_sales ? 0 : -reach, most = reach + 2;
    const std::vector<State> states = all_states(p, least, most, most_order);
    std::map<State, std::size_t> index;
    for (std::size_t i = 0; i < states.size(); ++i) index.emplace(states[i], i);
    std::vector<std::vector<Action>> actions(states.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
        const std::int64_t whole = states[i].stock + sum(states[i].near) + sum(states[i].far);
        for (std::int64_t near = 0; near <= most_order; ++near) {
            for (std::int64_t far = 0; far <= most_order && whole + near + far <= most; ++far)
                actions[i].push_back(action_of(p, states[i], {near, far}, least, index));
        }
    }
    std::vector<double> value(states.size(), 0), next(states.size());
    for (int sweep = 0;; ++sweep) {
        double lower = std::numeric_limits<double>::infinity(), upper = -lower;
        for (std::size_t i = 0; i < states.size(); ++i) {
            next[i] = std::numeric_limits<double>::infinity();
            for (const Action& action : actions[i]) {
                double cost = action.cost;
                for (std::size_t d = 0; d < action.next.size(); ++d)
                    cost += p.demand.probability[d] * value[action.next[d]];
                next[i] = std::min(next[i], cost);
            }
            lower = std::min(lower, next[i] - value[i]);
            upper = std::max(upper, next[i] - value[i]);
        }
        if (upper - lower < 1e-9 || sweep == 20'000) return (upper + lower) / 2;
        // Half a step, for chains with a period.
        for (std::size_t i = 0; i < states.size(); ++i) value[i] = (value[i] + next[i]) / 2 - lower / 2;
    }
}

double cost_of(const DualProblem& p, const Policy& policy, Position position, int periods) {
    constexpr int window = 60;  // over any short period of the chain
    State first = start(p);
    first.stock = policy.parameters[policy.kind == PolicyKind::single_index ? 0 : 1];
    std::map<State, double> now{{first, 1.0}};
    double total = 0;
    for (int period = 0; period < periods; ++period) {
        std::map<State, double> then;
        double cost_of_period = 0;
        for (const auto& [state, mass] : now) {
            const Order order = decide(policy, position, state, p);
            cost_of_period += mass * order_cost(p, order);
            for (std::size_t d = 0; d < p.demand.probability.size(); ++d) {
                const double share = mass * p.demand.probability[d];
                if (share < 1e-16) continue;
                double cost = 0;
                const auto demand = p.demand.lowest + static_cast<std::int64_t>(d);
                then[after(p, state, order, demand, cost)] += share;
                cost_of_period += share * cost;
            }
        }
        if (period >= periods - window) total += cost_of_period;
        now.swap(then);
    }
    return total / window;
}

}  // namespace dualflow::inventory::plain
