// SPDX-License-Identifier: MIT
// Family: levelling (docs/reference/model.md, eq. 3.15–3.17). With ρ = use / days,
//   ρ − ρ before = up − down, priced per unit of daily rate; the first node compares with the
// opening rate (none: the first ramp is free);
//   under ≥ low · installed · days − use and over ≥ use − high · installed · days, priced per unit.
//
// What these variables know: ramps follow from what is used; they are decided after the bucket's data.
#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"

namespace dualflow {
namespace {

void add_ramps(PlanModel& m, ResourceId id, double most_rate) {
    const Resource& resource = m.c.resources[*id];
    if (resource.ramp_up_cost.value == 0 && resource.ramp_down_cost.value == 0) return;
    ResourceColumns& columns = m.resources[*id];
    columns.rate_up.assign(m.nodes(), -1);
    columns.rate_down.assign(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const int parent = m.tree.nodes[n].parent;
        if (parent < 0 && !resource.opening_rate) continue;
        columns.rate_up[n] = m.lp.add_column(0, most_rate, 0);
        columns.rate_down[n] = m.lp.add_column(0, most_rate, 0);
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
        add_equal_zero(m.lp, change);
    }
    m.charge("ramp", columns.rate_up, [&](std::size_t) { return resource.ramp_up_cost.value; });
    m.charge("ramp", columns.rate_down, [&](std::size_t) { return resource.ramp_down_cost.value; });
}

void add_band(PlanModel& m, ResourceId id, double most_rate) {
    const Resource& resource = m.c.resources[*id];
    ResourceColumns& columns = m.resources[*id];
    const auto add = [&](NodeColumns& side, double sign, double edge, double cost) {
        side = m.add_decision(Decided::after, [&](std::size_t n) { return most_rate * m.days(n); });
        m.charge("band", side, [&](std::size_t) { return cost; });
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression outside;  // side − sign (use − edge · installed · days) ≥ 0
            outside.add(side[n], 1);
            outside.add(use_at(m, id, n), -sign);
            outside.add(installed_at(m, id, n), sign * edge * m.days(n));
            add_at_least_zero(m.lp, outside);
        }
    };
    if (resource.under_cost.value > 0 && resource.band_low.value > 0) {
        add(columns.under, -1, resource.band_low.value, resource.under_cost.value);
    }
    if (resource.over_cost.value > 0 && resource.band_high) {
        add(columns.over, 1, resource.band_high->value, resource.over_cost.value);
    }
}

}  // namespace

void add_levelling(PlanModel& m) {
    for (std::size_t k = 0; k < m.c.resources.size(); ++k) {
        const ResourceId id{k};
        if (use_at(m, id, 0).terms.empty()) continue;
        const Resource& resource = m.c.resources[k];
        const double opening = resource.opening_rate ? resource.opening_rate->value : 0;
        const double most_rate = most_installed(m, id) * (1 + resource.overtime_share.value) + opening;
        add_ramps(m, id, most_rate);
        add_band(m, id, most_rate);
    }
}

}  // namespace dualflow
