// SPDX-License-Identifier: MIT
#include "dualflow/futures/case_at.hpp"

#include <algorithm>
#include <map>

#include "dualflow/case/settings.hpp"
#include "dualflow/futures/acts_on.hpp"
#include "dualflow/futures/months.hpp"

namespace dualflow {

namespace {

void change_demand(const FutureRows& rows, const NodeState& state, const Bucket& bucket, Case& c) {
    for (Demand& d : c.demand) {
        const Bucket days{std::max(d.from, bucket.start), std::min(d.to, bucket.end)};
        if (days.end <= days.start) continue;
        double factor = 1;
        for (std::size_t i = 0; i < rows.cycles.size(); ++i)
            if (names_demand(rows.cycles[i].target, d)) factor *= state.cycle[i];
        for (const Seasonality& season : rows.seasonality)
            if (names_demand(season.target, d)) factor *= season_factor(season.factor, days);
        d.quantity = d.quantity * factor;
    }
}

void scale(Money& money, double rate) {
    money = money * rate;
}
void scale(std::optional<Money>& money, double rate) {
    if (money) money = *money * rate;
}

void change_contract(Contract& k, double rate) {
    for (PriceBand& band : k.bands) scale(band.price, rate);
    scale(k.take_or_pay_price, rate);
    scale(k.exercise_price, rate);
    scale(k.reservation_fee, rate);
}

void change_money(const FutureRows& rows, const NodeState& state, Case& c) {
    if (rows.rates.empty()) return;
    const auto rate_at = [&](SiteId site) {
        const int series = series_of(c, rows, site);
        return series < 0 ? 1.0 : state.rate[static_cast<std::size_t>(series)];
    };
    for (Site& s : c.sites)
        scale(s.fixed_cost_per_day, rate_at(SiteId(static_cast<std::size_t>(&s - c.sites.data()))));
    for (Process& p : c.processes) scale(p.unit_cost, rate_at(p.site));
    for (Resource& r : c.resources) {
        const double rate = rate_at(r.site);
        scale(r.overtime_unit_cost, rate);
        for (Money* cost : {&r.under_cost, &r.over_cost, &r.ramp_up_cost, &r.ramp_down_cost})
            scale(*cost, rate);
    }
    for (Contract& k : c.contracts) change_contract(k, rate_at(k.supplier));
    for (Lane& l : c.lanes) scale(l.cost_per_unit, rate_at(l.from));
}

// Shares of capacity left, by row of the case; 1 where nothing is hit.
struct Left {
    std::vector<double> site, product, lane;
};

Left what_is_left(const FutureRows& rows, const NodeState& state, const Case& c) {
    Left left{std::vector<double>(c.sites.size(), 1), std::vector<double>(c.products.size(), 1),
              std::vector<double>(c.lanes.size(), 1)};
    for (const CapacityLeft& short_of : state.capacity) {
        const auto& hits = rows.disruptions[short_of.row].hits;
        if (short_of.member >= hits.size()) continue;
        const DisruptionHit& hit = hits[short_of.member];
        for (const SiteId s : hit.sites) left.site[*s] *= short_of.left;
        for (const ProductId p : hit.products) left.product[*p] *= short_of.left;
        for (const LaneId l : hit.lanes) left.lane[*l] *= short_of.left;
    }
    return left;
}

void change_making(const Left& left, Case& c) {
    const std::vector<std::vector<ProductId>> made = products_by_resource(c);
    for (std::size_t k = 0; k < c.resources.size(); ++k) {
        Resource& r = c.resources[k];
        const double dedicated = made[k].size() == 1 ? left.product[*made[k].front()] : 1;
        r.capacity = r.capacity * (left.site[*r.site] * dedicated);
    }
    for (Process& p : c.processes) {
        const bool shrinks = p.resource && made[*p.resource].size() == 1;
        if ((!p.resource && left.site[*p.site] <= 0) || (!shrinks && left.product[*p.product] <= 0))
            p.available = false;
    }
}

void change_contracts(const Left& left, Case& c) {
    for (Contract& k : c.contracts) {
        if (!k.base_min && !k.base_max && !k.band_minus && !k.band_plus) continue;  // no base, no minimum
        double share = left.site[*k.supplier] * left.product[*k.product];
        if (k.destination) share *= left.site[*k.destination];
        if (share < 1) k.band_minus = Share{1 - (1 - k.band_minus.value_or(Share{}).value) * share};
    }
}

void change_capacity(const FutureRows& rows, const NodeState& state, Case& c) {
    if (state.capacity.empty()) return;
    const Left left = what_is_left(rows, state, c);
    change_making(left, c);
    change_contracts(left, c);
    for (std::size_t l = 0; l < c.lanes.size(); ++l) {
        Lane& lane = c.lanes[l];
        if (lane.capacity)
            lane.capacity = *lane.capacity * left.lane[l];
        else if (left.lane[l] <= 0)
            lane.capacity = PerDay{0};
    }
}

}  // namespace

Case case_at(const Case& base, const FutureRows& rows, const NodeState& state, const Bucket& bucket) {
    Case c = base;
    change_demand(rows, state, bucket, c);
    change_money(rows, state, c);
    if (state.tariff_regime >= 0)
        c.tariff_regime = rows.tariffs.names[static_cast<std::size_t>(state.tariff_regime)];
    change_capacity(rows, state, c);
    return c;
}

FutureRows rows_in_use(FutureRows rows, const Settings& settings) {
    if (is_off(settings, "seasonality")) rows.seasonality.clear();
    if (is_off(settings, "cycle")) rows.cycles.clear();
    if (is_off(settings, "disruptions")) rows.disruptions.clear();
    if (is_off(settings, "tariff_regimes") || is_off(settings, "tariff_transitions")) rows.tariffs = {};
    if (is_off(settings, "rates")) {
        rows.rates.clear();
        rows.correlations.clear();
    }
    if (is_off(settings, "rate_correlations"))
        for (std::size_t i = 0; i < rows.rates.size(); ++i)
            for (std::size_t j = 0; j < rows.rates.size(); ++j) rows.correlations[i][j] = i == j ? 1 : 0;
    return rows;
}

}  // namespace dualflow
