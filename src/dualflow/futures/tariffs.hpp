// SPDX-License-Identifier: MIT
// A path of trade policy: one step of the chain in each year after the start, on a day that is even over the
// year, so that the chances of a year hold exactly and no day of the year is marked. Planners see a regime
// `seen_after_days` after it comes into force; one that is gone before is never seen.
#pragma once

#include <cstdint>

#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/path.hpp"

namespace dualflow {

// From day 0 to the horizon, in days. The regime of day 0 is seen from then on. Steps that stay are left out.
std::vector<TariffChange> sample_tariffs(const TariffRegimes& regimes, std::uint64_t seed,
                                         std::uint32_t scenario, double horizon);

int regime_in_force(const std::vector<TariffChange>& changes, double day);
int regime_seen(const std::vector<TariffChange>& changes, double day);

}  // namespace dualflow
