// SPDX-License-Identifier: MIT
#include "dualflow/inventory/serial/base_stock.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "dualflow/inventory/demand/loss.hpp"

namespace dualflow::inventory {

namespace {

constexpr double same = 1e-13;  // costs this close are equal

// A function on whole numbers from `low` on, constant beyond its last value.
struct Tabulated {
    std::int64_t low = 0;
    std::vector<double> values;

    std::int64_t last() const { return low + std::ssize(values) - 1; }
    double at(std::int64_t x) const { return values[static_cast<std::size_t>(std::min(x, last()) - low)]; }
};

// Where C of each stage has to be known: down to its own lower bound, and to wherever the stage before it
// looks.
Levels lowest_needed(const SerialChain& chain, const Levels& lower) {
    Levels lowest(lower.size());
    for (std::size_t i = 0; i < lower.size(); ++i) {
        lowest[i] = lower[i] - 1;
        if (i > 0) lowest[i] = std::min(lowest[i], lowest[i - 1] - chain.stages[i - 1].lead_demand.highest());
    }
    return lowest;
}

void find_bounds(const SerialChain& chain, SerialOptimum& optimum) {
    const std::size_t n = chain.stages.size();
    const double last = chain.stages.back().holding, b = chain.backlog;
    optimum.lower.resize(n);
    optimum.upper.resize(n);
    optimum.heuristic.resize(n);
    Distribution below{0, {1.0}, 0};
    for (std::size_t i = n; i-- > 0;) {
        below = convolve(below, chain.stages[i].lead_demand);
        const Loss loss(below);
        const double before = i == 0 ? 0 : chain.stages[i - 1].holding;
        optimum.lower[i] = loss.quantile_above((last - before) / (b + last));
        optimum.upper[i] = loss.quantile_above(chain.echelon_holding(i) / (b + chain.stages[i].holding));
        const std::int64_t both = optimum.lower[i] + optimum.upper[i];  // neither is below 0
        optimum.heuristic[i] = both / 2;
    }
}

// C of a stage from `low` to its least, given u of the stage after it.
template <class After>
Tabulated best_of(const SerialStage& stage, double echelon_holding, std::int64_t low, const After& after) {
    const Distribution& demand = stage.lead_demand;
    const double mean = demand.mean();
    const auto cost = [&](std::int64_t y) {
        double sum = echelon_holding * (static_cast<double>(y) - mean);
        for (std::size_t i = 0; i < demand.probability.size(); ++i)
            sum += demand.probability[i] * after(y - demand.lowest - static_cast<std::int64_t>(i));
        return sum;
    };
    Tabulated table{low, {cost(low)}};
    for (;;) {
        const double next = cost(table.last() + 1);
        if (next >= table.values.back() - same * std::abs(table.values.back())) return table;
        table.values.push_back(next);
    }
}

// What the recursion charges more than the chain pays: under periodic review the stages before the last are
// counted before the demand of the period, and cost is charged after it.
double counted_too_early(const SerialChain& chain) {
    const std::size_t n = chain.stages.size();
    return chain.periodic && n > 1 ? chain.stages[n - 2].holding * chain.demand_mean : 0;
}

// The distribution of min(level, X) − D, and of level − D.
Distribution after_demand(const Distribution& position, const Distribution& demand) {
    Distribution back = demand;
    std::reverse(back.probability.begin(), back.probability.end());
    back.lowest = -demand.highest();
    return convolve(position, back);
}

Distribution capped(const Distribution& stock, std::int64_t level) {
    if (stock.highest() <= level) return stock;
    if (stock.lowest >= level) return {level, {1.0}, 0};
    std::vector<double> kept(static_cast<std::size_t>(level - stock.lowest) + 1, 0);
    for (std::size_t i = 0; i < stock.probability.size(); ++i)
        kept[std::min(i, kept.size() - 1)] += stock.probability[i];
    return from_weights(stock.lowest, std::move(kept));
}

// E(X − level)⁺
double above(const Distribution& stock, std::int64_t level) {
    double units = 0;
    for (std::size_t i = 0; i < stock.probability.size(); ++i) {
        const std::int64_t over = stock.lowest + static_cast<std::int64_t>(i) - level;
        if (over > 0) units += stock.probability[i] * static_cast<double>(over);
    }
    return units;
}

}  // namespace

SerialCost serial_cost(const SerialChain& chain, const Levels& levels) {
    const std::size_t n = chain.stages.size();
    SerialCost cost;
    Distribution stock{levels.front(), {1.0}, 0};  // the outside supplier fills every order
    for (std::size_t i = 0; i < n; ++i) {
        const SerialStage& stage = chain.stages[i];
        stock = after_demand(capped(stock, levels[i]), stage.lead_demand);
        cost.on_hand.push_back(above(stock, i + 1 < n ? levels[i + 1] : 0));
        cost.holding += stage.holding * cost.on_hand.back();
        if (i > 0) cost.transit += chain.stages[i - 1].holding * chain.demand_mean * stage.lead;
    }
    for (std::size_t i = 0; i < stock.probability.size(); ++i) {
        const std::int64_t level = stock.lowest + static_cast<std::int64_t>(i);
        if (level < 0) cost.waiting -= stock.probability[i] * static_cast<double>(level);
        if (level >= 0) cost.ready_rate += stock.probability[i];
    }
    cost.ready_rate = std::min(cost.ready_rate, 1.0);
    cost.backlog = chain.backlog * cost.waiting;
    cost.cost = cost.holding + cost.transit + cost.backlog;
    return cost;
}

SerialOptimum solve_serial(const SerialChain& chain) {
    SerialOptimum optimum;
    find_bounds(chain, optimum);
    const std::size_t n = chain.stages.size();
    const Levels lowest = lowest_needed(chain, optimum.lower);
    const double short_cost = chain.backlog + chain.stages.back().holding;
    optimum.levels.resize(n);
    Tabulated best =
        best_of(chain.stages.back(), chain.echelon_holding(n - 1), lowest.back(),
                [short_cost](std::int64_t x) { return x < 0 ? -short_cost * static_cast<double>(x) : 0.0; });
    optimum.levels.back() = best.last();
    for (std::size_t i = n - 1; i-- > 0;) {
        best = best_of(chain.stages[i], chain.echelon_holding(i), lowest[i],
                       [&best](std::int64_t x) { return best.at(x); });
        optimum.levels[i] = best.last();
    }
    optimum.cost = best.values.back() - counted_too_early(chain);
    return optimum;
}

Levels local_levels(const Levels& echelon_levels) {
    Levels local = echelon_levels;
    for (std::size_t i = 1; i < local.size(); ++i) local[i] = std::min(local[i], local[i - 1]);
    for (std::size_t i = 0; i + 1 < local.size(); ++i) local[i] -= local[i + 1];
    return local;
}

}  // namespace dualflow::inventory
