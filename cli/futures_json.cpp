// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "dualflow/futures/fan.hpp"
#include "futures.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

Json fan_as_json(const Fan& fan) {
    Json json{{"mean", fan.mean}};
    constexpr const char* names[] = {"p5", "p25", "p50", "p75", "p95"};
    for (std::size_t i = 0; i < fan_levels.size(); ++i) {
        Json values = Json::array();
        for (const auto& levels : fan.levels) values.push_back(levels[i]);
        json[names[i]] = std::move(values);
    }
    return json;
}

Json cycles_as_json(const Drawn& d) {
    Json all = Json::array();
    for (std::size_t i = 0; i < d.sampler.rows.cycles.size(); ++i) {
        const Cycle& cycle = d.sampler.rows.cycles[i];
        Json names = Json::array(), season = Json::array();
        for (const CycleRegime& regime : cycle.regimes) names.push_back(regime.name);
        for (std::size_t t = 0; t < d.sampler.periods.size(); ++t)
            season.push_back(season_of(d, cycle.target.text, t));
        all.push_back({{"target", cycle.target.text},
                       {"factor_without_season", fan_as_json(cycle_fan(d.paths, i))},
                       {"season", season},
                       {"regimes", names},
                       {"regime_shares", cycle_shares(d.paths, i, cycle.regimes.size())}});
    }
    return all;
}

Json rates_as_json(const Drawn& d) {
    Json all = Json::array();
    for (std::size_t i = 0; i < d.sampler.rows.rates.size(); ++i)
        all.push_back({{"series", d.sampler.rows.rates[i].id},
                       {"start", d.sampler.rows.rates[i].last},
                       {"over_start", fan_as_json(rate_fan(d.paths, i))}});
    return all;
}

Json disruptions_as_json(const Drawn& d) {
    Json all = Json::array();
    for (std::size_t i = 0; i < d.sampler.rows.disruptions.size(); ++i) {
        const Disruption& row = d.sampler.rows.disruptions[i];
        const OutageSummary s = outage_summary(d.sampler, d.paths, i);
        all.push_back({{"id", row.id},
                       {"members", row.members},
                       {"stated_per_year", s.stated_per_year},
                       {"drawn_per_year", s.drawn_per_year},
                       {"mean_days", s.mean_days},
                       {"chance_in_horizon", s.chance_in_horizon},
                       {"share_from_group", s.share_common}});
    }
    return all;
}

Json strata_as_json(const Drawn& d) {
    Json all = Json::array();
    for (const Stratum& s : d.sampler.strata)
        all.push_back({{"rare_shocks_at_least", s.least},
                       {"rare_shocks_at_most",
                        s.most == std::numeric_limits<int>::max() ? Json(nullptr) : Json(s.most)},
                       {"probability", s.probability},
                       {"futures", s.scenarios}});
    return all;
}

Json path_as_json(const Drawn& d, const SampledPath& path) {
    Json cycles = Json::array(), tariffs = Json::array(), outages = Json::array();
    for (std::size_t i = 0; i < path.cycles.size(); ++i)
        cycles.push_back({{"target", d.sampler.rows.cycles[i].target.text},
                          {"regime", path.cycles[i].regime},
                          {"factor", path.cycles[i].factor}});
    for (const TariffChange& c : path.tariffs)
        tariffs.push_back({{"day", c.day},
                           {"regime", d.sampler.rows.tariffs.names[static_cast<std::size_t>(c.regime)]},
                           {"seen", c.seen}});
    for (const Outage& o : path.outages) {
        const Disruption& row = d.sampler.rows.disruptions[o.row];
        outages.push_back({{"id", row.id},
                           {"member", row.members[o.member]},
                           {"from_day", o.from},
                           {"to_day", o.to},
                           {"capacity_left", o.capacity_left}});
    }
    return {{"scenario", path.scenario},      {"weight", path.weight}, {"cycles", cycles},
            {"rates_over_start", path.rates}, {"tariffs", tariffs},    {"outages", outages}};
}

}  // namespace

std::string futures_as_json(const Drawn& d, bool with_paths) {
    const Sampler& s = d.sampler;
    Json months = Json::array(), paths = Json::array();
    for (const Bucket& period : s.periods) months.push_back(to_string(period.start));
    Json document{{"schema", "dualflow.futures/1"},
                  {"case", d.name},
                  {"seed", s.options.seed},
                  {"futures", d.paths.size()},
                  {"months", months},
                  {"cycles", cycles_as_json(d)},
                  {"rates", rates_as_json(d)},
                  {"disruptions", disruptions_as_json(d)},
                  {"members_out", fan_as_json(outage_fan(s, d.paths))},
                  {"strata", strata_as_json(d)}};
    if (!s.rows.tariffs.names.empty())
        document["tariffs"] = {{"regimes", s.rows.tariffs.names},
                               {"in_force", tariff_shares(d.paths, s.rows.tariffs.names.size(), false)},
                               {"seen", tariff_shares(d.paths, s.rows.tariffs.names.size(), true)}};
    if (d.tree) document["tree"] = tree_as_json(d, *d.tree);
    for (const SampledPath& path : d.paths)
        if (with_paths) paths.push_back(path_as_json(d, path));
    if (with_paths) document["paths"] = std::move(paths);
    return document.dump(2) + "\n";
}

}  // namespace dualflow::cli
