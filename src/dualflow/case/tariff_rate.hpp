// SPDX-License-Identifier: MIT
// Ordinary duty (docs/reference/model.md, eq. 5.1): which rows of `tariffs` meet goods of an origin
// that enter a region, and what they add up to.
#pragma once

#include <cstddef>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"

namespace dualflow {

// Share of the customs value that is due on a date. Within a measure the named origin (region before
// bloc) goes before *, then the longest code prefix, then the named destination, then the latest row;
// measures add up, except within one stack_group, where the largest counts. A rate on non-US content
// counts for settings.non_us_content of the value.
double duty_share(const Case& c, RegionId origin, RegionId destination, ProductId product, Date date);

// The same, were row `index` of tariffs not there.
double duty_share_without(const Case& c, RegionId origin, RegionId destination, ProductId product, Date date,
                          std::size_t index);

// Its mean over the days of a bucket.
double duty_share(const Case& c, RegionId origin, RegionId destination, ProductId product,
                  const Bucket& bucket);

}  // namespace dualflow
