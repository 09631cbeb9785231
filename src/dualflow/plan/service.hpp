// SPDX-License-Identifier: MIT
// An investment over time: from the decision at the start of a bucket, lead time, then in service
// along its ramp-up curve; just before service the line stands still for the downtime.
// Times are days since the start of the calendar. (docs/reference/model.md, eq. 3.5)
#pragma once

#include "dualflow/case/case.hpp"

namespace dualflow {

// The mean of the ramp-up curve over [start, end) of an option decided on day `decided`.
double live_share(const Investment& option, double decided, double start, double end);

// The share of [start, end) after the option came into service, whatever its ramp-up.
double service_share(const Investment& option, double decided, double start, double end);

// Whether the option closes its resource without saying by how much: all that it had at the start.
bool stops_for_good(const Investment& option);

// The days of [start, end) on which the line stands still for the option, or from its service on where it
// stops for good: from < to where there are any.
struct Standstill {
    double from = 0, to = 0;
};
Standstill standstill_for(const Investment& option, double decided, double start, double end);

// Days of [start, end) within the option's life, from service on.
double days_in_life(const Investment& option, double decided, double start, double end);

// The share of the capital that is paid in [start, end): by the schedule, else all at the decision.
double paid_share(const Investment& option, double decided, double start, double end);

// How many may be decided: max_count counts those that are in service at the start.
inline int most_taken(const Investment& option) {
    return option.max_count - option.opening_count;
}

// What a year of an asset costs: capital × r / (1 − (1 + r)^−life); capital / life at r = 0.
double annuity(double capital, double rate, double life_years);

}  // namespace dualflow
