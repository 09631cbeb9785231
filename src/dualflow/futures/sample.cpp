// SPDX-License-Identifier: MIT
#include "dualflow/futures/sample.hpp"

#include <algorithm>
#include <tuple>

#include "dualflow/case/correlation.hpp"
#include "dualflow/futures/chain.hpp"
#include "dualflow/futures/cycle.hpp"
#include "dualflow/futures/months.hpp"
#include "dualflow/futures/rates.hpp"
#include "dualflow/futures/streams.hpp"
#include "dualflow/futures/tariffs.hpp"

namespace dualflow {

namespace {

// The rare shocks of a scenario, their number drawn from its stratum.
void sample_rare(const Sampler& s, const Stratum& stratum, std::uint32_t scenario,
                 std::vector<Outage>& outages) {
    constexpr std::uint32_t whole_horizon = 0xffffffff;  // in place of a period
    const RandomStream stream(s.options.seed, scenario, stream_of({"rare shocks"}));
    const int shocks = shocks_in(stratum, s.rare_mean, stream.uniform(0, 0));
    std::vector<double> law;
    for (const ShockProcess& process : s.rare)
        law.push_back(process.rate_per_year * s.horizon / 365 / s.rare_mean);
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(shocks); ++k) {
        const auto which = static_cast<std::size_t>(pick(law, stream.uniform(k + 1, 0)));
        strike(s.rare[which], s.rows.disruptions, {s.options.seed, scenario, whole_horizon, k},
               s.horizon * stream.uniform(k + 1, 1), stream.uniform(k + 1, 2), outages);
    }
}

const Stratum& stratum_of(const Sampler& s, std::uint32_t scenario) {
    std::size_t i = 0;
    while (scenario >= s.strata[i].first + s.strata[i].scenarios) ++i;
    return s.strata[i];
}

template <class T>
void cut_off(std::vector<T>& values, std::size_t size) {
    if (values.size() > size) values.resize(size);
}

void extend_policy(const Sampler& s, std::uint32_t scenario, double from, SampledPath& path) {
    TariffPath policy{std::move(path.tariffs), std::move(path.tariff_steps)};
    extend_tariffs(s.rows.tariffs, s.options.seed, scenario, from, s.horizon, policy);
    path.tariffs = std::move(policy.changes);
    path.tariff_steps = std::move(policy.steps);
    path.tariff_regime.clear();
    path.tariff_seen.clear();
    if (path.tariffs.empty()) return;
    for (const Bucket& period : s.periods) {
        const double day = (period.start - s.rows.start).value;
        path.tariff_regime.push_back(regime_in_force(path.tariffs, day));
        path.tariff_seen.push_back(regime_seen(path.tariffs, day));
    }
}

// Draws what begins at `from` or later, but for rare shocks.
void extend(const Sampler& s, std::uint32_t scenario, Date from, SampledPath& path) {
    const auto first = static_cast<std::size_t>(
        std::count_if(s.periods.begin(), s.periods.end(), [&](const Bucket& p) { return p.start < from; }));
    path.cycles.resize(s.rows.cycles.size());
    for (std::size_t i = 0; i < path.cycles.size(); ++i) {
        cut_off(path.cycles[i].regime, first);
        cut_off(path.cycles[i].residual, first);
        cut_off(path.cycles[i].factor, first);
        extend_cycle(s.rows.cycles[i], s.options.seed, scenario, s.periods.size(), path.cycles[i]);
    }
    for (std::vector<double>& rate : path.rates) cut_off(rate, first);
    extend_rates(s.rows.rates, s.rate_root, s.options.seed, scenario, s.periods.size(), path.rates);
    extend_policy(s, scenario, (from - s.rows.start).value, path);
    const double known = first < s.periods.size() ? (s.periods[first].start - s.rows.start).value : s.horizon;
    std::erase_if(path.outages, [&](const Outage& o) { return o.from >= known; });
    for (const ShockProcess& process : s.usual)
        sample_shocks(process, s.rows.disruptions, s.periods, s.options.seed, scenario, path.outages, first);
}

void sort_outages(SampledPath& path) {
    std::sort(path.outages.begin(), path.outages.end(), [](const Outage& a, const Outage& b) {
        return std::tie(a.from, a.row, a.member) < std::tie(b.from, b.row, b.member);
    });
}

}  // namespace

Sampler make_sampler(FutureRows rows, const SampleOptions& options) {
    Sampler s;
    s.rows = std::move(rows);
    s.options = options;
    s.periods = months_of(s.rows.start, s.rows.end);
    s.horizon = (s.rows.end - s.rows.start).value;
    s.rate_root = correlation_root(s.rows.correlations).value();  // FutureRows has none without a root
    for (ShockProcess& process : shock_processes(s.rows.disruptions)) {
        const bool rare = process.rate_per_year <= options.rare_per_year;
        if (rare) s.rare_mean += process.rate_per_year * s.horizon / 365;
        (rare ? s.rare : s.usual).push_back(std::move(process));
    }
    s.strata = make_strata(s.rare_mean, options.scenarios);
    return s;
}

SampledPath sample_path(const Sampler& s, std::uint32_t scenario) {
    const Stratum& stratum = stratum_of(s, scenario);
    SampledPath path;
    path.scenario = scenario;
    path.weight = stratum.probability / stratum.scenarios;
    extend(s, scenario, s.rows.start, path);
    sample_rare(s, stratum, scenario, path.outages);
    sort_outages(path);
    return path;
}

SampledPath continue_path(const Sampler& s, const SampledPath& before, Date from, std::uint32_t scenario) {
    SampledPath path = before;
    path.scenario = scenario;
    extend(s, scenario, from, path);
    sort_outages(path);
    return path;
}

std::vector<SampledPath> sample_paths(const Sampler& sampler) {
    std::vector<SampledPath> paths;
    for (std::uint32_t i = 0; i < sampler.options.scenarios; ++i) paths.push_back(sample_path(sampler, i));
    return paths;
}

}  // namespace dualflow
