// SPDX-License-Identifier: MIT
// Family: levelling (docs/reference/model.md, eq. 3.15–3.17). With ρ = use / days,
//   ρ − ρ before = up − down, priced per unit of daily rate; the first node compares with the
// opening rate (none: the first ramp is free);
//   under ≥ low · installed · days − use and over ≥ use − high · installed · days, priced per unit.
//
// What these variables know: ramps follow from what is used; they are decided after the bucket's data.
#include <algorithm>
#include <cmath>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"

namespace dualflow {
namespace {

constexpr double no_edge = 1000;  // of what is installed: overtime goes nowhere near it

// Capacity per day that is there at one node and not at the next, not counting what options change.
double capacity_gone(const PlanModel& m, ResourceId id, std::size_t before, std::size_t now) {
    return m.at(before).resources[*id].capacity.value - m.at(now).resources[*id].capacity.value;
}

void add_ramps(PlanModel& m, ResourceId id, double most_rate) {
    const Resource& resource = m.c.resources[*id];
    if (!m.anywhere([&](const Case& each) {
            return each.resources[*id].ramp_up_cost.value != 0 ||
                   each.resources[*id].ramp_down_cost.value != 0;
        }))
        return;
    ResourceColumns& columns = m.resources[*id];
    columns.rate_up.assign(m.nodes(), -1);
    columns.rate_down.assign(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const int parent = m.tree.nodes[n].parent;
        if (parent < 0 && !resource.opening_rate) continue;
        columns.rate_up[n] = m.add_column(n, 0, most_rate);
        columns.rate_down[n] = m.add_column(n, 0, most_rate);
        Expression change;
        change.add(use_at(m, id, n), 1 / m.days(n));
        if (parent >= 0) {
            const auto before = static_cast<std::size_t>(parent);
            change.add(use_at(m, id, before), -1 / m.days(before));
        } else {
            change.constant -= resource.opening_rate->value;
        }
        change.add(columns.rate_up[n], -1);
        change.add(columns.rate_down[n], 1);
        // 3.15: what an outage takes away, or gives back, is no ramp.
        const double gone = parent >= 0 ? capacity_gone(m, id, static_cast<std::size_t>(parent), n) : 0;
        if (gone != 0) change.add(m.add_column(n, 0, std::abs(gone)), gone > 0 ? 1 : -1);
        add_equal_zero(m.lp, change);
    }
    m.charge("ramp", columns.rate_up,
             [&](std::size_t n) { return m.at(n).resources[*id].ramp_up_cost.value; });
    m.charge("ramp", columns.rate_down,
             [&](std::size_t n) { return m.at(n).resources[*id].ramp_down_cost.value; });
}

void add_band(PlanModel& m, ResourceId id, double most_rate) {
    ResourceColumns& columns = m.resources[*id];
    const auto at = [&](std::size_t n) -> const Resource& { return m.at(n).resources[*id]; };
    const auto add = [&](NodeColumns& side, double sign, const auto& edge, const auto& cost) {
        side = m.add_decision(Decided::after, [&](std::size_t n) { return most_rate * m.days(n); });
        m.charge("band", side, cost);
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression outside;  // side − sign (use − edge · installed · days) ≥ 0
            outside.add(side[n], 1);
            outside.add(use_at(m, id, n), -sign);
            outside.add(installed_at(m, id, n), sign * edge(n) * m.days(n));
            add_at_least_zero(m.lp, outside);
        }
    };
    const auto priced = [&](auto money, auto edge) {
        return m.anywhere([&](const Case& each) {
            const Resource& resource = each.resources[*id];
            return money(resource) > 0 && edge(resource);
        });
    };
    if (priced([](const Resource& r) { return r.under_cost.value; },
               [](const Resource& r) { return r.band_low.value > 0; })) {
        add(
            columns.under, -1, [&](std::size_t n) { return at(n).band_low.value; },
            [&](std::size_t n) { return at(n).under_cost.value; });
    }
    if (priced([](const Resource& r) { return r.over_cost.value; },
               [](const Resource& r) { return r.band_high.has_value(); })) {
        // Where a node has no upper edge nothing of it is over.
        add(
            columns.over, 1, [&](std::size_t n) { return at(n).band_high.value_or(Share{no_edge}).value; },
            [&](std::size_t n) { return at(n).over_cost.value; });
    }
}

}  // namespace

void add_levelling(PlanModel& m) {
    for (std::size_t k = 0; k < m.c.resources.size(); ++k) {
        const ResourceId id{k};
        if (use_at(m, id, 0).terms.empty()) continue;
        const Resource& resource = m.c.resources[k];
        const double opening = resource.opening_rate ? resource.opening_rate->value : 0;
        double most_rate = 0;
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const double overtime = 1 + m.at(n).resources[k].overtime_share.value;
            most_rate = std::max(most_rate, most_installed(m, id, n) * overtime);
        }
        most_rate += opening;
        add_ramps(m, id, most_rate);
        add_band(m, id, most_rate);
    }
}

}  // namespace dualflow
