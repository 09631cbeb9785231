// SPDX-License-Identifier: MIT
// What the draws are at every node of sampled futures, under the names of the case's tables: for whoever
// shows the futures of a plan. The plan itself reads the figures of a node's case (futures.hpp).
#pragma once

#include <string>
#include <vector>

#include "dualflow/futures/sampled_tree.hpp"

namespace dualflow {

struct DrawnFigures {
    // A factor on demand (`cycle`: its target; without season where it has none) or a currency or cost
    // (`rate`: its series, over the value at the start).
    struct Series {
        std::string kind, name;
        std::vector<double> values;  // by node
    };
    // Regimes of demand (`cycle`: the target) or of trade policy in force (`tariffs`).
    struct Regimes {
        std::string kind, name;
        std::vector<std::string> regimes;
        std::vector<std::vector<double>> shares;  // by node and regime: of the bucket's days; they sum to one
    };
    // A row of disruptions.
    struct Outage {
        std::string id;
        std::vector<bool> short_of;  // by node: whether the capacity of any member is
    };
    std::vector<Series> series;
    std::vector<Regimes> regimes;
    std::vector<Outage> outages;
};

// Nodes as in futures_of(…, sampled): the tree's, then those of the fans, fan by fan.
DrawnFigures drawn_figures(const FutureRows& rows, const SampledTree& sampled);

}  // namespace dualflow
