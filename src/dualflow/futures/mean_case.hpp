// SPDX-License-Identifier: MIT
// The expected-value future: one path on which every figure is the mean over the futures (Birge and Louveaux
// 2011, section 4.2). What a planner works with who takes the expected for certain; for comparison only.
//
// Figures are those that may differ between futures (`varies` in case/schema_*.cpp). What is no number has
// no mean: a process is available where it is with a probability of at least a half, and the tariff regime
// is the most probable one. A limit that is blank in one future (capacity of a lane, storage, upper band) is
// blank: its mean has no bound. Any other figure that is blank with a probability above a half is blank, and
// else the mean over the futures in which it is given. A figure that is the same everywhere keeps its bits.
#pragma once

#include <memory>
#include <vector>

#include "dualflow/futures/futures.hpp"

namespace dualflow {

// Of cases with the same rows in the same order. Weights are positive; they need not sum to one.
Case mean_case(const std::vector<const Case*>& cases, const std::vector<double>& weights);

struct MeanFuture {
    std::vector<std::shared_ptr<const Case>> cases;  // by bucket, where figures differ in it
    Futures futures;                                 // a path over the buckets
};

// The figures of a bucket are means over its nodes, weighted as in the mean of all outcomes (Tree::weight).
MeanFuture mean_future(const Futures& futures);

}  // namespace dualflow
