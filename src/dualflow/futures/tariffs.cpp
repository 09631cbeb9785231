// SPDX-License-Identifier: MIT
#include "dualflow/futures/tariffs.hpp"

#include <algorithm>

#include "dualflow/futures/chain.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

void extend_tariffs(const TariffRegimes& regimes, std::uint64_t seed, std::uint32_t scenario, double from,
                    double horizon, TariffPath& path) {
    if (regimes.names.empty()) return;
    const RandomStream stream(seed, scenario, stream_of({"tariff_regimes"}));
    std::erase_if(path.changes, [&](const TariffChange& c) { return c.day >= from; });
    std::erase_if(path.steps, [&](double day) { return day >= from; });
    if (path.changes.empty()) path.changes.push_back({0, pick(regimes.start, stream.uniform(0, 0)), 0});
    for (auto year = static_cast<std::uint32_t>(path.steps.size()); 365.0 * year < horizon; ++year) {
        const int now = path.changes.back().regime;
        const int next = pick(regimes.transition[static_cast<std::size_t>(now)], stream.uniform(year, 1));
        const double begin = std::max(365.0 * year, from), u = stream.uniform(year, 2);
        const double day = begin > 365.0 * year ? begin + (365.0 * (year + 1) - begin) * u : 365 * (year + u);
        path.steps.push_back(day);
        if (next == now || day >= horizon) continue;
        path.changes.push_back({day, next, day + regimes.seen_after_days[static_cast<std::size_t>(next)]});
    }
}

std::vector<TariffChange> sample_tariffs(const TariffRegimes& regimes, std::uint64_t seed,
                                         std::uint32_t scenario, double horizon) {
    TariffPath path;
    extend_tariffs(regimes, seed, scenario, 0, horizon, path);
    return path.changes;
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
