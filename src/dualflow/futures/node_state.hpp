// SPDX-License-Identifier: MIT
// What is known at a node of sampled futures: the figures of a path, averaged over the days of a bucket.
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/futures/path.hpp"
#include "dualflow/futures/sample.hpp"

namespace dualflow {

// A member of a row of disruptions whose capacity is short in the bucket.
struct CapacityLeft {
    std::size_t row = 0, member = 0;
    double left = 1;  // mean over the days of the bucket; 0: nothing is left on any day
    friend bool operator==(const CapacityLeft&, const CapacityLeft&) = default;
};

struct NodeState {
    // By cycle: the mean factor on demand, each day weighted by the season of the same target. Multiplied by
    // the mean of that season it is the mean of factor × season. The factor alone where there is no season.
    std::vector<double> cycle;
    std::vector<std::vector<double>> cycle_share;  // by cycle and regime: share of the days on which it lasts
    std::vector<double> rate;                      // by series: over the value at the start
    std::vector<double> tariff_share;              // by regime: share of the days on which it is in force
    int tariff_regime = -1;              // in force on most days (the first by name of equals); −1: none
    int tariff_seen = -1;                // that planners believe in force on the first day
    std::vector<CapacityLeft> capacity;  // those below 1, in order of row and member
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

NodeState node_state(const FutureRows& rows, const std::vector<Bucket>& periods, const SampledPath& path,
                     const Bucket& bucket);

// The season with the target of a cycle; nullptr: it has none.
const Seasonality* season_of(const FutureRows& rows, const Cycle& cycle);

}  // namespace dualflow
