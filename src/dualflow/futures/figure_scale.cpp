// SPDX-License-Identifier: MIT
#include "dualflow/futures/figure_scale.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

#include "dualflow/case/tariff_rate.hpp"
#include "dualflow/futures/acts_on.hpp"

namespace dualflow {

namespace {

// In an order that does not depend on that of the rows.
double sum_of(std::vector<double> terms) {
    std::sort(terms.begin(), terms.end());
    return std::accumulate(terms.begin(), terms.end(), 0.0);
}

double value_of(const Demand& d) {
    const double unit = d.lost_sale_cost.value + d.price.value_or(Money{}).value;
    return d.quantity.value * (d.to - d.from).value * (unit > 0 ? unit : 1);
}

void add_cycles(const Case& c, const FutureRows& rows, std::vector<double>& scale) {
    std::vector<double> all;
    for (const Demand& d : c.demand) all.push_back(value_of(d));
    const double total = sum_of(all);
    for (const Cycle& cycle : rows.cycles) {
        std::vector<double> named;
        for (const Demand& d : c.demand)
            if (names_demand(cycle.target, d)) named.push_back(value_of(d));
        scale.push_back(total > 0 ? sum_of(named) / total : 0);
    }
}

void add_rates(const Case& c, const FutureRows& rows, std::vector<double>& scale) {
    std::vector<double> paid(rows.rates.size(), 0);
    for (const Process& p : c.processes)
        if (const int series = series_of(c, rows, p.site); series >= 0)
            paid[static_cast<std::size_t>(series)] += 1.0 / static_cast<double>(c.processes.size());
    scale.insert(scale.end(), paid.begin(), paid.end());
}

using Crossing = std::tuple<RegionId, RegionId, ProductId>;

std::set<Crossing> crossings(const Case& c) {
    std::set<Crossing> all;
    for (const Lane& lane : c.lanes) {
        const RegionId from = c.sites[*lane.from].region, to = c.sites[*lane.to].region;
        if (from && to && from != to) all.insert({from, to, lane.product});
    }
    return all;
}

// Half of the mean difference of the duties of each regime from those of the others.
void add_regimes(const Case& c, const FutureRows& rows, std::vector<double>& scale) {
    const std::size_t n = rows.tariffs.names.size();
    const std::set<Crossing> all = crossings(c);
    std::vector<std::vector<double>> duty(n);
    Case at = c;
    for (std::size_t r = 0; r < n; ++r) {
        at.tariff_regime = rows.tariffs.names[r];
        for (const auto& [from, to, product] : all)
            duty[r].push_back(duty_share(at, from, to, product, c.settings.start));
    }
    for (std::size_t r = 0; r < n; ++r) {
        std::vector<double> differences;
        for (std::size_t q = 0; q < n; ++q)
            for (std::size_t k = 0; k < all.size(); ++k)
                differences.push_back(std::abs(duty[r][k] - duty[q][k]));
        const double pairs = static_cast<double>((n - 1) * all.size());
        scale.push_back(pairs > 0 ? sum_of(differences) / pairs / 2 : 0);
    }
}

void add_outages(const Case& c, const FutureRows& rows, std::vector<double>& scale) {
    for (const Disruption& d : rows.disruptions) {
        double sum = 0;
        for (const DisruptionHit& hit : d.hits) sum += share_hit(c, hit);
        scale.push_back(d.hits.empty() ? 0 : sum / static_cast<double>(d.hits.size()));
    }
}

}  // namespace

double share_hit(const Case& c, const DisruptionHit& hit) {
    const auto among = [](const auto& ids, auto id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    const auto made = std::count_if(c.processes.begin(), c.processes.end(), [&](const Process& p) {
        return among(hit.sites, p.site) || among(hit.products, p.product);
    });
    double share =
        c.processes.empty() ? 0 : static_cast<double>(made) / static_cast<double>(c.processes.size());
    if (!c.lanes.empty())
        share += static_cast<double>(hit.lanes.size()) / static_cast<double>(c.lanes.size());
    return share;
}

std::vector<double> figure_scale(const Case& c, const FutureRows& rows) {
    std::vector<double> scale;
    add_cycles(c, rows, scale);
    add_rates(c, rows, scale);
    add_regimes(c, rows, scale);
    add_outages(c, rows, scale);
    return scale;
}

}  // namespace dualflow
