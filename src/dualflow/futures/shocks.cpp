// SPDX-License-Identifier: MIT
#include "dualflow/futures/shocks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "dualflow/futures/streams.hpp"

namespace dualflow {

namespace {

ShockProcess own_process(const std::vector<Disruption>& disruptions, std::size_t row, std::size_t member) {
    const Disruption& d = disruptions[row];
    const std::string& id = d.members[member];
    return {d.rate_per_year * (1 - d.group_correlation),
            stream_of({"shock", d.stream, id}),
            false,
            {{row, member, 1, stream_of({"duration", d.stream, id})}}};
}

// Every member of the group; `chance` holds the shared rate until the process has its own.
void add_to_group(ShockProcess& process, const std::vector<Disruption>& disruptions, std::size_t row) {
    const Disruption& d = disruptions[row];
    const double shared = d.rate_per_year * d.group_correlation;
    if (shared <= 0) return;
    process.rate_per_year = std::max(process.rate_per_year, shared);
    for (std::size_t m = 0; m < d.members.size(); ++m)
        process.hits.push_back({row, m, shared, stream_of({"common duration", d.stream, d.members[m]})});
}

double duration_of(const Disruption& d, const RandomStream& stream, std::uint32_t period,
                   std::uint32_t draw) {
    if (d.duration == DurationLaw::constant) return d.mean_days;
    if (d.duration == DurationLaw::exponential)
        return -d.mean_days * std::log(1 - stream.uniform(period, draw));
    const double variance = std::log1p(std::pow(d.sd_days / d.mean_days, 2));
    return d.mean_days * std::exp(std::sqrt(variance) * stream.normal(period, draw) - variance / 2);
}

}  // namespace

std::vector<ShockProcess> shock_processes(const std::vector<Disruption>& disruptions) {
    std::vector<ShockProcess> processes;
    std::map<std::string, ShockProcess> groups;
    for (std::size_t row = 0; row < disruptions.size(); ++row) {
        for (std::size_t m = 0; m < disruptions[row].members.size(); ++m)
            processes.push_back(own_process(disruptions, row, m));
        if (disruptions[row].group.empty()) continue;
        ShockProcess& group = groups[disruptions[row].group];
        group.stream = stream_of({"group", disruptions[row].group});
        group.common = true;
        add_to_group(group, disruptions, row);
    }
    for (auto& [name, group] : groups) {
        for (ShockHit& hit : group.hits) hit.chance /= group.rate_per_year;
        processes.push_back(std::move(group));
    }
    std::erase_if(processes, [](const ShockProcess& p) { return p.rate_per_year <= 0; });
    std::sort(processes.begin(), processes.end(),
              [](const ShockProcess& a, const ShockProcess& b) { return a.stream < b.stream; });
    return processes;
}

void strike(const ShockProcess& process, const std::vector<Disruption>& disruptions, const ShockPlace& place,
            double day, double mark, std::vector<Outage>& outages) {
    for (const ShockHit& hit : process.hits) {
        if (mark >= hit.chance) continue;
        const Disruption& d = disruptions[hit.row];
        const RandomStream stream(place.seed, place.scenario, hit.duration_stream);
        const double days = duration_of(d, stream, place.period, place.shock);
        outages.push_back({hit.row, hit.member, day, day + days, d.capacity_left, process.common});
    }
}

void sample_shocks(const ShockProcess& process, const std::vector<Disruption>& disruptions,
                   const std::vector<Bucket>& periods, std::uint64_t seed, std::uint32_t scenario,
                   std::vector<Outage>& outages, std::size_t first) {
    constexpr std::uint32_t count_draws = 1U << 31;  // below: two draws a shock
    const RandomStream stream(seed, scenario, process.stream);
    for (auto p = static_cast<std::uint32_t>(first); p < periods.size(); ++p) {
        const double begins = (periods[p].start - periods.front().start).value;
        const double days = periods[p].days();
        const auto shocks =
            static_cast<std::uint32_t>(poisson(stream, p, count_draws, process.rate_per_year * days / 365));
        for (std::uint32_t k = 0; k < shocks; ++k)
            strike(process, disruptions, {seed, scenario, p, k}, begins + days * stream.uniform(p, 2 * k),
                   stream.uniform(p, 2 * k + 1), outages);
    }
}

}  // namespace dualflow
