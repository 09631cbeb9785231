// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dualflow/futures/fan.hpp"
#include "dualflow/futures/months.hpp"
#include "futures.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string percent(double share) {
    return fmt::format("{:.0f} %", 100 * share);
}

// Every twelfth month from the first on, and the last.
std::vector<std::size_t> shown(std::size_t periods) {
    std::vector<std::size_t> months;
    for (std::size_t t = 0; t < periods; t += 12) months.push_back(t);
    if (months.back() + 1 != periods) months.push_back(periods - 1);
    return months;
}

std::string month(const Drawn& d, std::size_t t) {
    return to_string(d.sampler.periods[t].start).substr(0, 7);
}

std::string cycle_text(const Drawn& d, std::size_t i) {
    const Cycle& cycle = d.sampler.rows.cycles[i];
    const Fan fan = cycle_fan(d.paths, i);
    const auto shares = cycle_shares(d.paths, i, cycle.regimes.size());
    Rows rows{{"month", "5 %", "median", "95 %", "mean"}};
    for (const CycleRegime& regime : cycle.regimes) rows.front().push_back(regime.name);
    for (const std::size_t t : shown(fan.mean.size())) {
        rows.push_back({month(d, t), fmt::format("{:.3f}", fan.levels[t][0]),
                        fmt::format("{:.3f}", fan.levels[t][2]), fmt::format("{:.3f}", fan.levels[t][4]),
                        fmt::format("{:.3f}", fan.mean[t])});
        for (const double share : shares[t]) rows.back().push_back(percent(share));
    }
    return fmt::format("\nfactor on demand of {}, without season, and its regimes\n{}", cycle.target.text,
                       in_columns(rows));
}

std::string tariffs_text(const Drawn& d) {
    const TariffRegimes& tariffs = d.sampler.rows.tariffs;
    if (tariffs.names.empty()) return "";
    const auto shares = tariff_shares(d.paths, tariffs.names.size(), false);
    Rows rows{{"month"}};
    for (const std::string& name : tariffs.names) rows.front().push_back(name);
    for (const std::size_t t : shown(shares.size())) {
        rows.push_back({month(d, t)});
        for (const double share : shares[t]) rows.back().push_back(percent(share));
    }
    return "\ntariff regimes in force\n" + in_columns(rows);
}

std::string rates_text(const Drawn& d) {
    if (d.sampler.rows.rates.empty()) return "";
    Rows rows{{"series", "start", "5 %", "median", "95 %", "at the end"}};
    for (std::size_t i = 0; i < d.sampler.rows.rates.size(); ++i) {
        const RateSeries& series = d.sampler.rows.rates[i];
        const auto& levels = rate_fan(d.paths, i).levels.back();
        rows.push_back({series.id, fmt::format("{:g}", series.last)});
        for (const std::size_t level : {0U, 2U, 4U})
            rows.back().push_back(fmt::format("{:.5g}", series.last * levels[level]));
        rows.back().emplace_back("");
    }
    return "\nrates\n" + in_columns(rows);
}

std::string outages_text(const Drawn& d) {
    if (d.sampler.rows.disruptions.empty()) return "";
    Rows rows{
        {"outages", "members", "a year, stated", "drawn", "mean days", "in the horizon", "from the group"}};
    for (std::size_t i = 0; i < d.sampler.rows.disruptions.size(); ++i) {
        const Disruption& row = d.sampler.rows.disruptions[i];
        const OutageSummary s = outage_summary(d.sampler, d.paths, i);
        rows.push_back({row.id, fmt::format("{}", row.members.size()),
                        fmt::format("{:.3g}", s.stated_per_year), fmt::format("{:.3g}", s.drawn_per_year),
                        fmt::format("{:.3g}", s.mean_days), percent(s.chance_in_horizon),
                        row.group.empty() ? "" : percent(s.share_common)});
    }
    return "\n" + in_columns(rows);
}

std::string strata_text(const Drawn& d) {
    if (d.sampler.strata.size() < 2) return "";
    Rows rows{{"rare shocks", "chance", "futures", "weight of each"}};
    for (const Stratum& s : d.sampler.strata) {
        const std::string count = s.least == s.most ? fmt::format("{}", s.least)
                                  : s.most == std::numeric_limits<int>::max()
                                      ? fmt::format("{} or more", s.least)
                                      : fmt::format("{} to {}", s.least, s.most);
        rows.push_back({count, fmt::format("{:.4f}", s.probability), fmt::format("{}", s.scenarios),
                        fmt::format("{:.5f}", s.probability / s.scenarios)});
    }
    return fmt::format("\nshocks that come at most {:g} times a year are stratified\n{}",
                       d.sampler.options.rare_per_year, in_columns(rows));
}

}  // namespace

bool is_random(const FutureRows& rows) {
    return !rows.cycles.empty() || !rows.rates.empty() || !rows.disruptions.empty() ||
           rows.tariffs.names.size() > 1;
}

double season_of(const Drawn& drawn, const std::string& target, std::size_t period) {
    for (const Seasonality& season : drawn.sampler.rows.seasonality)
        if (season.target.text == target) return season_factor(season.factor, drawn.sampler.periods[period]);
    return 1;
}

std::string futures_as_text(const Drawn& d) {
    const Sampler& s = d.sampler;
    std::string text =
        fmt::format("{}: {} futures of {} months, {} to {}, seed {}\n", d.name, d.paths.size(),
                    s.periods.size(), to_string(s.rows.start), to_string(s.rows.end), s.options.seed);
    for (std::size_t i = 0; i < s.rows.cycles.size(); ++i) text += cycle_text(d, i);
    return text + tariffs_text(d) + rates_text(d) + outages_text(d) + strata_text(d) +
           (d.tree ? tree_as_text(d, *d.tree) : "");
}

}  // namespace dualflow::cli
