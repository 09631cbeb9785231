// SPDX-License-Identifier: MIT
// Which rows for kinks (kinks.hpp) the relaxation of the mean future asks for. What one path lacks inside a
// bucket its futures are likely to lack too, and a path is solved in a fraction of the time of a tree. Such
// rows are valid in every future, since they say only that a stock does not fall below zero.
#pragma once

#include <vector>

#include "dualflow/futures/futures.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/plan/plan.hpp"

namespace dualflow {

struct MeanKinks {
    KinkRows::Asked asked;
    SolveFacts work;
};

// Nothing where the futures are one path. An interruption or limit of time ends it with what it has.
MeanKinks kinks_of_the_mean(const Case& c, const std::vector<Bucket>& calendar, const Futures& futures,
                            double need_factor, const PlanOptions& options);

}  // namespace dualflow
