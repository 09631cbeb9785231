// SPDX-License-Identifier: MIT
// Chains drawn at random, and their optimum by trying every combination of whole service times.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

struct Drawn {
    std::vector<ChainStage> stages;
    std::vector<ChainArc> arcs;
};

using Random = std::mt19937_64;

// Up to `most` stages; a tree, or arcs drawn freely from lower to higher numbers. Seeds, because RapidCheck's
// own numbers grow slowly from nothing.
inline Drawn draw_chain(std::uint64_t seed, std::size_t most, bool tree) {
    Random random(seed);
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const auto figure = [&](std::size_t n) { return static_cast<double>(pick(n)); };
    Drawn drawn;
    const std::size_t n = 2 + pick(most - 1);
    for (std::size_t j = 0; j < n; ++j) {
        ChainStage stage;
        stage.name = "S" + std::to_string(j);
        stage.time = figure(4);
        stage.cost_added = figure(10);
        drawn.stages.push_back(stage);
    }
    for (std::size_t k = 1; k < n; ++k) {
        const std::size_t i = pick(k);
        if (tree && pick(2) == 0)
            drawn.arcs.push_back({i, k, 1});
        else if (tree)
            drawn.arcs.push_back({k, i, 1});
        for (std::size_t s = 0; !tree && s < k; ++s)
            if (pick(5) < 2) drawn.arcs.push_back({s, k, 1 + figure(2)});
    }
    for (std::size_t j = 0; j < n; ++j) {
        const bool last = std::none_of(drawn.arcs.begin(), drawn.arcs.end(),
                                       [&](const ChainArc& arc) { return arc.supplier == j; });
        if (!last && pick(6) > 0) continue;
        drawn.stages[j].demand_sd = figure(9);
        drawn.stages[j].safety_factor = 1;
        drawn.stages[j].most_service = figure(4);
    }
    if (pick(3) == 0) drawn.stages[0].inbound_service = figure(3);
    return drawn;
}

class Enumeration {
public:
    explicit Enumeration(const Chain& chain) : chain_(chain), out_(chain.size(), 0) {}
    double least() {
        best_ = 1e300;
        visit(0, 0);
        return best_;
    }

private:
    void visit(std::size_t at, double cost) {
        if (cost >= best_) return;
        if (at == chain_.size()) {
            best_ = cost;
            return;
        }
        const std::size_t j = chain_.order[at];
        double in = chain_.stages[j].inbound_service;
        for (const std::size_t i : chain_.suppliers[j]) in = std::max(in, out_[i]);
        const double most = chain_.stages[j].most_service;
        const double longest = in + chain_.stages[j].time;
        for (double s = 0; s <= (most < 0 ? longest : std::min(most, longest)); ++s) {
            out_[j] = s;
            visit(at + 1, cost + chain_.holding[j] * chain_.stock[j] * std::sqrt(longest - s));
        }
    }
    const Chain& chain_;
    std::vector<double> out_;
    double best_ = 0;
};

}  // namespace dualflow::inventory
