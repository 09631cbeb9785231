// SPDX-License-Identifier: MIT
#include "dualflow/futures/node_state.hpp"

#include <algorithm>

#include "dualflow/futures/months.hpp"
#include "dualflow/futures/tariffs.hpp"

namespace dualflow {

namespace {

Bucket common_days(const Bucket& a, const Bucket& b) {
    return {std::max(a.start, b.start), std::min(a.end, b.end)};
}

// The mean over the bucket of a monthly series, each day weighted by the season; plain where it is nothing.
double mean_over(const std::vector<Bucket>& periods, const std::vector<double>& values,
                 const Seasonality* season, const Bucket& bucket) {
    double sum = 0, weights = 0, plain = 0, days = 0;
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const Bucket both = common_days(periods[p], bucket);
        if (both.end <= both.start) continue;
        const double weight = both.days() * (season == nullptr ? 1 : season_factor(season->factor, both));
        sum += weight * values[p];
        weights += weight;
        plain += both.days() * values[p];
        days += both.days();
    }
    return weights > 0 ? sum / weights : plain / days;
}

std::vector<double> regime_shares(const std::vector<Bucket>& periods, const std::vector<int>& regime,
                                  std::size_t regimes, const Bucket& bucket) {
    std::vector<double> shares(regimes, 0);
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const Bucket both = common_days(periods[p], bucket);
        if (both.end > both.start) shares[static_cast<std::size_t>(regime[p])] += both.days() / bucket.days();
    }
    return shares;
}

void add_policy(const FutureRows& rows, const SampledPath& path, const Bucket& bucket, NodeState& state) {
    if (path.tariffs.empty()) return;
    const double from = (bucket.start - rows.start).value, to = (bucket.end - rows.start).value;
    state.tariff_share.assign(rows.tariffs.names.size(), 0);
    for (std::size_t i = 0; i < path.tariffs.size(); ++i) {
        const double until = i + 1 < path.tariffs.size() ? path.tariffs[i + 1].day : to;
        const double days = std::min(until, to) - std::max(path.tariffs[i].day, from);
        if (days > 0)
            state.tariff_share[static_cast<std::size_t>(path.tariffs[i].regime)] += days / (to - from);
    }
    state.tariff_regime = static_cast<int>(
        std::max_element(state.tariff_share.begin(), state.tariff_share.end()) - state.tariff_share.begin());
    state.tariff_seen = regime_seen(path.tariffs, from);
}

void add_capacity(const FutureRows& rows, const SampledPath& path, const Bucket& bucket, NodeState& state) {
    const double from = (bucket.start - rows.start).value, to = (bucket.end - rows.start).value;
    std::vector<std::pair<std::size_t, std::size_t>> hit;
    for (const Outage& o : path.outages)
        if (o.from < to && o.to > from) hit.emplace_back(o.row, o.member);
    std::sort(hit.begin(), hit.end());
    hit.erase(std::unique(hit.begin(), hit.end()), hit.end());
    for (const auto& [row, member] : hit) {
        const double left = capacity_left(path.outages, row, member, from, to);
        if (left < 1) state.capacity.push_back({row, member, left});
    }
}

}  // namespace

const Seasonality* season_of(const FutureRows& rows, const Cycle& cycle) {
    for (const Seasonality& season : rows.seasonality)
        if (season.target.text == cycle.target.text) return &season;
    return nullptr;
}

NodeState node_state(const FutureRows& rows, const std::vector<Bucket>& periods, const SampledPath& path,
                     const Bucket& bucket) {
    NodeState state;
    for (std::size_t i = 0; i < path.cycles.size(); ++i) {
        state.cycle.push_back(
            mean_over(periods, path.cycles[i].factor, season_of(rows, rows.cycles[i]), bucket));
        state.cycle_share.push_back(
            regime_shares(periods, path.cycles[i].regime, rows.cycles[i].regimes.size(), bucket));
    }
    for (const std::vector<double>& rate : path.rates)
        state.rate.push_back(mean_over(periods, rate, nullptr, bucket));
    add_policy(rows, path, bucket, state);
    add_capacity(rows, path, bucket, state);
    return state;
}

}  // namespace dualflow
