// SPDX-License-Identifier: MIT
// Where a tree of sampled futures branches, and how its leaves are shared out.
//
// What is learnt in bucket b is the change of the forecasts of all buckets from its beginning to its end;
// v_b is its mean square, weighted by discounted days (the increments of a martingale, so that the v_b add
// up). A branching with c children at b stands for what is learnt from b to the next branching. It leaves
// about 1/c² of that (the error of c points, Graf and Luschgy 2000, in one dimension). Of the rest it tells
// what is learnt d days later d days too early, and decisions in between would know it; told four years too
// early counts as bad as never told:
//     error = Σ_b v_b (1/c² + (1 − 1/c²) · min(1, d_b / 1461)).
// Children are added one by one, at the bucket where the error falls most for the logarithm of the leaves.
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/futures/path_figures.hpp"

namespace dualflow {

// v_b of paths.
std::vector<double> learnt_by_bucket(const PathFigures& f, const std::vector<SampledPath>& paths);

// Most children of a node at each bucket (1: no branching), their product at least `leaves` unless nothing is
// learnt anywhere.
std::vector<std::size_t> choose_branching(const std::vector<Bucket>& buckets,
                                          const std::vector<double>& learnt, std::size_t leaves);

// How many of `leaves` leaves each of the children of a node gets, where each can have from one to `most`: by
// probability, as far as it goes. leaves ≥ number of children, most × children ≥ leaves.
std::vector<std::size_t> share_leaves(const std::vector<double>& probability, std::size_t leaves,
                                      std::size_t most);

}  // namespace dualflow
