// SPDX-License-Identifier: MIT
// A path of trade policy: one step of the chain in each year after the start, on a day that is even over the
// year, so that the chances of a year hold exactly and no day of the year is marked. Planners see a regime
// `seen_after_days` after it comes into force; one that is gone before is never seen.
#pragma once

#include <cstdint>

#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/path.hpp"

namespace dualflow {

// A path of policy: its changes, and the day of each year's step (also of one that stays), which tells
// whether the step of a year is still to come.
struct TariffPath {
    std::vector<TariffChange> changes;
    std::vector<double> steps;
};

// Draws everything from a day on anew, given what was before: a step of that year that has not come yet is
// even over the rest of the year. From day 0 on: a whole path.
void extend_tariffs(const TariffRegimes& regimes, std::uint64_t seed, std::uint32_t scenario, double from,
                    double horizon, TariffPath& path);

// From day 0 to the horizon, in days. The regime of day 0 is seen from then on. Steps that stay are left out.
std::vector<TariffChange> sample_tariffs(const TariffRegimes& regimes, std::uint64_t seed,
                                         std::uint32_t scenario, double horizon);

int regime_in_force(const std::vector<TariffChange>& changes, double day);
int regime_seen(const std::vector<TariffChange>& changes, double day);

}  // namespace dualflow
