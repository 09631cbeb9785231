// SPDX-License-Identifier: MIT
// Many equally likely points → a few of them, with probabilities.
//
// Centres by fast forward selection (Heitsch and Römisch 2003, algorithm 2.4): each next centre lowers the
// transport distance to the centres most. Every point then belongs to its nearest centre, and a centre's
// probability is its share of the points. Centres lie in the middle of their points, so the spread between
// them is too small; therefore the point that stands for a cluster is chosen anew, in sweeps over the
// clusters, so that the weighted means and standard deviations of all coordinates come close to those of all
// points (moment matching, Høyland and Wallace 2001, among the points instead of in the plane).
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace dualflow {

struct Reduced {
    std::vector<std::size_t> points;  // ascending, without repetition
    std::vector<double> probability;  // positive; multiples of 1 / (number of points)
};

// Clusters of the points by `count` centres (among the first 1024 points): for each point the index of its
// cluster, clusters in order of their centres' numbers. Fewer clusters where there are fewer different
// points.
std::vector<std::size_t> cluster(std::size_t points, std::size_t count,
                                 const std::function<double(std::size_t, std::size_t)>& distance);

// weight: of each coordinate in the error that is made small, Σ weight × ((error of mean)² + (error of
// standard deviation)²).
Reduced reduce(const std::vector<std::vector<double>>& points, const std::vector<std::size_t>& cluster_of,
               const std::vector<double>& weight);

}  // namespace dualflow
