// SPDX-License-Identifier: MIT
// Costs of a site computed the long way, from nothing but the definition, for tests to compare with.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <vector>

#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow::inventory::direct {

using Masses = std::map<std::int64_t, double>;

inline Masses masses_of(const Distribution& demand) {
    Masses masses;
    for (std::size_t i = 0; i < demand.probability.size(); ++i)
        masses[demand.lowest + static_cast<std::int64_t>(i)] = demand.probability[i];
    return masses;
}

inline Masses sum(const Masses& one, int periods) {
    Masses total{{0, 1.0}};
    for (int period = 0; period < periods; ++period) {
        Masses next;
        for (const auto& [a, p] : total) {
            for (const auto& [b, q] : one) next[a + b] += p * q;
        }
        total = next;
    }
    return total;
}

inline double shortfall(const Masses& demand, std::int64_t level) {
    double units = 0;
    for (const auto& [d, p] : demand) units += p * static_cast<double>(std::max<std::int64_t>(d - level, 0));
    return units;
}

inline double cost(const Masses& demand, std::int64_t level, double holding, double backlog) {
    double money = 0;
    for (const auto& [d, p] : demand) {
        const auto left = static_cast<double>(level - d);
        money += p * (left > 0 ? holding * left : -backlog * left);
    }
    return money;
}

// A demand of at most `most`, with some chance of the largest.
inline Distribution any_demand(int most) {
    const int lowest = *rc::gen::inRange(0, 3), highest = *rc::gen::inRange(lowest + 1, most + 1);
    std::vector<double> weights;
    for (int value = lowest; value <= highest; ++value) weights.push_back(*rc::gen::inRange(0, 10));
    weights.back() += 1;
    return from_weights(lowest, weights);
}

}  // namespace dualflow::inventory::direct
