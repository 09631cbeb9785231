// SPDX-License-Identifier: MIT
// The periods of sampled futures: months counted from the start of the calendar, the last cut off at its end.
#pragma once

#include <array>
#include <vector>

#include "dualflow/case/calendar.hpp"

namespace dualflow {

std::vector<Bucket> months_of(Date start, Date end);

// The factor of a period, by the days that it has in each month of the year.
double season_factor(const std::array<double, 12>& factor, const Bucket& period);

// Averages of a monthly series over buckets, by days. Buckets lie within the periods.
std::vector<double> by_bucket(const std::vector<Bucket>& periods, const std::vector<double>& values,
                              const std::vector<Bucket>& buckets);

}  // namespace dualflow
