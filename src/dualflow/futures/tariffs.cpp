// SPDX-License-Identifier: MIT
#include "dualflow/futures/tariffs.hpp"

#include "dualflow/futures/chain.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

std::vector<TariffChange> sample_tariffs(const TariffRegimes& regimes, std::uint64_t seed,
                                         std::uint32_t scenario, double horizon) {
    if (regimes.names.empty()) return {};
    const RandomStream stream(seed, scenario, stream_of({"tariff_regimes"}));
    std::vector<TariffChange> changes{{0, pick(regimes.start, stream.uniform(0, 0)), 0}};
    for (std::uint32_t year = 0; 365.0 * year < horizon; ++year) {
        const int now = changes.back().regime;
        const int next = pick(regimes.transition[static_cast<std::size_t>(now)], stream.uniform(year, 1));
        const double day = 365 * (year + stream.uniform(year, 2));
        if (next == now || day >= horizon) continue;
        changes.push_back({day, next, day + regimes.seen_after_days[static_cast<std::size_t>(next)]});
    }
    return changes;
}

int regime_in_force(const std::vector<TariffChange>& changes, double day) {
    int regime = changes.front().regime;
    for (const TariffChange& change : changes)
        if (change.day <= day) regime = change.regime;
    return regime;
}

int regime_seen(const std::vector<TariffChange>& changes, double day) {
    int regime = changes.front().regime;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const bool gone_before = i + 1 < changes.size() && changes[i + 1].day <= changes[i].seen;
        if (!gone_before && changes[i].seen <= day) regime = changes[i].regime;
    }
    return regime;
}

}  // namespace dualflow
