// SPDX-License-Identifier: MIT
// What a tree of a few leaves gets wrong, against a large independent sample of paths of the same law (rare
// shocks, which are fans, are on neither).
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/futures/path_figures.hpp"

namespace dualflow {

// Mean and standard deviation of a figure, in the sample and in the tree. `transport` is the Wasserstein
// distance (of order 1) between the two laws over the sample's mean.
struct FigureError {
    double mean = 0, tree_mean = 0, deviation = 0, tree_deviation = 0, transport = 0;
};

// What fans leave out (disruption_fans.hpp).
struct FanReport {
    double expected_shocks = 0;        // rare ones, of all processes, over the horizon
    double two_or_more = 0;            // chance of two rare shocks or more over the horizon
    std::size_t possible = 0;          // fans, were all taken
    double impact_taken = 0;           // share of the expected loss of capacity that the fans taken carry
    double probability_neglected = 0;  // Σ over leaves of weight × chances of the fans left out on the path
    double most_on_a_path = 0;         // the largest sum of chances of fans on a path to a leaf
};

struct TreeReport {
    std::size_t samples = 0;                       // compared with
    std::vector<std::size_t> children;             // most of a node, by bucket
    std::vector<double> learnt;                    // by bucket: branching.hpp
    std::vector<std::vector<FigureError>> demand;  // by cycle and bucket: the factor of NodeState::cycle
    std::vector<FigureError>
        lost;  // by row of disruptions: mean capacity lost over the horizon, members added up
    // Wasserstein distance of order 1 between whole paths (path_figures.hpp), over that of the best single
    // path: 0 for the law itself, 1 for a tree that is no nearer than that one path (the median of every
    // figure), above 1 for one that is farther. Of `transport_samples` of the
    // sample: what so few paths miss of their own law is in it.
    double transport = 0;
    std::size_t transport_samples = 0;
    FanReport fans;
};

// leaves and sample are weighted; weights of the leaves sum to one, the sample is evenly weighted.
void report_on(const PathFigures& f, const std::vector<SampledPath>& leaves,
               const std::vector<SampledPath>& sample, TreeReport& report);

}  // namespace dualflow
