// SPDX-License-Identifier: MIT
// Chains drawn at random, and their optimum by trying every combination of whole service times.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

struct Drawn {
    std::vector<ChainStage> stages;
    std::vector<ChainArc> arcs;
};

// `most` stages; a tree, or arcs drawn freely from lower to higher numbers.
inline Drawn draw_chain(int most, bool tree) {
    Drawn drawn;
    const int n = *rc::gen::inRange(2, most + 1);
    for (int j = 0; j < n; ++j) {
        ChainStage stage;
        stage.name = "S" + std::to_string(j);
        stage.time = *rc::gen::inRange(0, 4);
        stage.cost_added = *rc::gen::inRange(0, 10);
        stage.pooling = 2;
        drawn.stages.push_back(stage);
    }
    for (int k = 1; k < n; ++k) {
        const auto at = static_cast<std::size_t>(k);
        if (tree) {
            const auto i = static_cast<std::size_t>(*rc::gen::inRange(0, k));
            const bool turned = *rc::gen::arbitrary<bool>();
            drawn.arcs.push_back({turned ? at : i, turned ? i : at, 1});
            continue;
        }
        for (int i = 0; i < k; ++i)
            if (*rc::gen::inRange(0, 5) < 2)
                drawn.arcs.push_back({static_cast<std::size_t>(i), at, 1.0 * *rc::gen::inRange(1, 3)});
    }
    for (std::size_t j = 0; j < drawn.stages.size(); ++j) {
        const bool last =
            std::none_of(drawn.arcs.begin(), drawn.arcs.end(), [&](auto& a) { return a.supplier == j; });
        if (!last && *rc::gen::inRange(0, 6) > 0) continue;
        drawn.stages[j].demand_sd = *rc::gen::inRange(0, 9);
        drawn.stages[j].safety_factor = 1;
        drawn.stages[j].most_service = *rc::gen::inRange(0, 4);
    }
    if (*rc::gen::inRange(0, 3) == 0) drawn.stages[0].inbound_service = *rc::gen::inRange(0, 3);
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
