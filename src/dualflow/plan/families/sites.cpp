// SPDX-License-Identifier: MIT
// Family: sites that open or close (docs/reference/model.md, eq. 3.1–3.3).
//
// What these variables know: openings and closings are decided at epochs, before the data of the
// epoch's bucket, so one binary serves all children of a node.
#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

// At most one opening (or closing) along every path.
void add_once(PlanModel& m, const NodeColumns& columns) {
    for (const std::size_t leaf : m.tree.leaves()) {
        Expression sum;
        for (const std::size_t n : m.tree.path_to(leaf)) sum.add(columns[n], 1);
        sum.constant = -1;
        if (sum.terms.size() > 1) add_at_most_zero(m.lp, sum);
    }
}

NodeColumns add_binary_at_epochs(PlanModel& m) {
    NodeColumns columns(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (m.tree.in_fan(n) || !m.epoch(m.tree.nodes[n].bucket)) continue;
        const std::size_t owner = m.tree.before(n);
        if (columns[owner] < 0) columns[owner] = m.add_column_before(n, 0, 1, true);
        columns[n] = columns[owner];
    }
    m.hold_in_fans(columns);
    add_once(m, columns);
    return columns;
}

// 3.3: fixed cost from the bucket of the opening on, and no longer after a closing.
void charge_fixed_cost(PlanModel& m, SiteId id, const NodeColumns& columns, double sign) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const double cost = m.discount_at(n) * m.at(n).sites[*id].fixed_cost_per_day.value * m.days(n);
        for (const std::size_t from : m.tree.path_to(n)) {
            if (columns[from] >= 0) m.ledger.charge("fixed", n, columns[from], sign * cost);
        }
    }
}

}  // namespace

void add_sites(PlanModel& m) {
    m.sites.resize(m.c.sites.size());
    for (std::size_t i = 0; i < m.c.sites.size(); ++i) {
        const Site& site = m.c.sites[i];
        SiteColumns& columns = m.sites[i];
        columns.opened.assign(m.nodes(), -1);
        columns.closed.assign(m.nodes(), -1);
        if (site.status == SiteStatus::candidate && !opened_by_investment(m.c, SiteId{i})) {
            columns.opened = add_binary_at_epochs(m);
            m.charge("fixed", columns.opened,
                     [&](std::size_t n) { return m.at(n).sites[i].opening_cost.value; });
            charge_fixed_cost(m, SiteId{i}, columns.opened, 1);
            continue;
        }
        if (site.status == SiteStatus::candidate) continue;  // its fixed cost comes with the investment
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const double fixed = m.at(n).sites[i].fixed_cost_per_day.value;
            m.ledger.charge_constant("fixed", n, m.discount_at(n) * fixed * m.days(n));
        }
        if (site.status != SiteStatus::closing) continue;
        columns.closed = add_binary_at_epochs(m);
        m.charge("fixed", columns.closed, [&](std::size_t n) { return m.at(n).sites[i].closing_cost.value; });
        charge_fixed_cost(m, SiteId{i}, columns.closed, -1);
    }
}

}  // namespace dualflow
