// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/long_run.hpp"

#include <algorithm>

namespace dualflow::inventory {

void LongRunSum::stock(double mass, std::int64_t y) {
    sum_.holding += mass * cost_.holding(y);
    sum_.backlog += mass * cost_.backlog(y);
    sum_.ready_rate += mass * cost_.ready(y);
    late_ += mass * cost_.late(y);
}

LongRun LongRunSum::finish() const {
    LongRun average = sum_;
    const double demand = problem_.demand.mean(), bought = near.mean + far.mean;
    average.near = problem_.cost_expedited * near.mean + problem_.fixed_expedited * near.often;
    average.far = problem_.cost_regular * far.mean + problem_.fixed_regular * far.often;
    average.cost = average.near + average.far + average.holding + average.backlog;
    average.share_expedited = bought > 0 ? near.mean / bought : 0;
    average.fill_rate = demand > 0 ? std::clamp(1 - late_ / demand, 0.0, 1.0) : 1;
    average.ready_rate = std::min(average.ready_rate, 1.0);  // sums of probabilities round up
    average.mean_stock = average.holding / problem_.holding;
    average.variance_expedited = near.variance();
    average.variance_regular = far.variance();
    return average;
}

}  // namespace dualflow::inventory
