// SPDX-License-Identifier: MIT
#include "dualflow/futures/fan.hpp"

#include <algorithm>
#include <utility>

namespace dualflow {

namespace {

// value(path, period)
template <class Value>
Fan fan_of(const std::vector<SampledPath>& paths, std::size_t periods, const Value& value) {
    Fan fan;
    for (std::size_t t = 0; t < periods; ++t) {
        std::vector<std::pair<double, double>> weighted;
        double mean = 0;
        for (const SampledPath& path : paths) {
            weighted.emplace_back(value(path, t), path.weight);
            mean += path.weight * weighted.back().first;
        }
        std::array<double, 5> levels{};
        for (std::size_t i = 0; i < levels.size(); ++i)
            levels[i] = weighted_quantile(weighted, fan_levels[i]);
        fan.mean.push_back(mean);
        fan.levels.push_back(levels);
    }
    return fan;
}

// state(path, period)
template <class State>
std::vector<std::vector<double>> shares_of(const std::vector<SampledPath>& paths, std::size_t periods,
                                           std::size_t states, const State& state) {
    std::vector<std::vector<double>> shares(periods, std::vector<double>(states, 0));
    for (const SampledPath& path : paths)
        for (std::size_t t = 0; t < periods; ++t)
            shares[t][static_cast<std::size_t>(state(path, t))] += path.weight;
    return shares;
}

}  // namespace

double weighted_quantile(std::vector<std::pair<double, double>> all, double level) {
    std::sort(all.begin(), all.end());
    double sum = 0, below = 0;
    for (const auto& [value, weight] : all) sum += weight;
    for (const auto& [value, weight] : all) {
        below += weight;
        if (below >= (level - 1e-12) * sum) return value;
    }
    return all.back().first;
}

Fan cycle_fan(const std::vector<SampledPath>& paths, std::size_t cycle) {
    return fan_of(paths, paths.front().cycles[cycle].factor.size(),
                  [&](const SampledPath& path, std::size_t t) { return path.cycles[cycle].factor[t]; });
}

Fan rate_fan(const std::vector<SampledPath>& paths, std::size_t series) {
    return fan_of(paths, paths.front().rates[series].size(),
                  [&](const SampledPath& path, std::size_t t) { return path.rates[series][t]; });
}

Fan outage_fan(const Sampler& sampler, const std::vector<SampledPath>& paths) {
    return fan_of(paths, sampler.periods.size(), [&](const SampledPath& path, std::size_t t) {
        const Bucket& period = sampler.periods[t];
        const double day = (period.start - sampler.rows.start).value + period.days() / 2;
        std::vector<std::pair<std::size_t, std::size_t>> out;
        for (const Outage& o : path.outages)
            if (o.from <= day && day < o.to) out.emplace_back(o.row, o.member);
        std::sort(out.begin(), out.end());
        return static_cast<double>(std::unique(out.begin(), out.end()) - out.begin());
    });
}

std::vector<std::vector<double>> cycle_shares(const std::vector<SampledPath>& paths, std::size_t cycle,
                                              std::size_t regimes) {
    return shares_of(paths, paths.front().cycles[cycle].regime.size(), regimes,
                     [&](const SampledPath& path, std::size_t t) { return path.cycles[cycle].regime[t]; });
}

std::vector<std::vector<double>> tariff_shares(const std::vector<SampledPath>& paths, std::size_t regimes,
                                               bool seen) {
    return shares_of(paths, paths.front().tariff_regime.size(), regimes,
                     [&](const SampledPath& path, std::size_t t) {
                         return seen ? path.tariff_seen[t] : path.tariff_regime[t];
                     });
}

OutageSummary outage_summary(const Sampler& sampler, const std::vector<SampledPath>& paths, std::size_t row) {
    const Disruption& d = sampler.rows.disruptions[row];
    OutageSummary summary;
    summary.stated_per_year = d.rate_per_year * static_cast<double>(d.members.size());
    double drawn = 0, days = 0, common = 0;
    for (const SampledPath& path : paths) {
        bool any = false;
        for (const Outage& o : path.outages) {
            if (o.row != row) continue;
            any = true;
            drawn += path.weight;
            days += path.weight * (o.to - o.from);
            common += o.common ? path.weight : 0;
        }
        summary.chance_in_horizon += any ? path.weight : 0;
    }
    summary.drawn_per_year = drawn * 365 / sampler.horizon;
    summary.mean_days = drawn > 0 ? days / drawn : 0;
    summary.share_common = drawn > 0 ? common / drawn : 0;
    return summary;
}

}  // namespace dualflow
