// SPDX-License-Identifier: MIT
// Buckets of unequal length: "8 quarters, 4 half-years, 4 years" from a start date. Units: days,
// weeks, months, quarters, half-years, years (singular too); months and longer follow the calendar.
#pragma once

#include <string>
#include <vector>

#include "dualflow/case/values.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

struct Bucket {
    Date start, end;  // half-open
    double days() const { return (end - start).value; }
};

Result<std::vector<Bucket>, std::string> make_calendar(const std::string& text, Date start);

// The share of [from, to) that lies in [start, end); numbers are days on any common scale.
double overlap(double from, double to, double start, double end);

// MODEL section 2: of a shipment that departs evenly over [s, e) with lead time τ, the share that
// arrives in [s2, e2).
double arrival_share(double lead, double s, double e, double s2, double e2);

}  // namespace dualflow
