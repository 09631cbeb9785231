// SPDX-License-Identifier: MIT
// Family: demand (docs/reference/model.md, eq. 2.2–2.3):
//   sales + lost + backlog − backlog before = demand rate × days.
//
// What these variables know: sales, lost sales and backlog are decided after the bucket's demand is known.
#include <algorithm>
#include <cmath>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/first_arrival.hpp"

namespace dualflow {
namespace {

const Inventory* inventory_of(const Case& c, SiteId site, ProductId product) {
    for (const Inventory& row : c.inventory) {
        if (row.site == site && row.product == product) return &row;
    }
    return nullptr;
}

// Over the path that asks for the most.
double most_total(const PlanModel& m, const DemandSeries& series) {
    double most = 0;
    std::vector<double> until(m.nodes(), 0);  // on the path to a node; a fan's end may be the most
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const int parent = m.tree.nodes[n].parent;
        until[n] = series.nodes[n].quantity + (parent < 0 ? 0 : until[static_cast<std::size_t>(parent)]);
        most = std::max(most, until[n]);
    }
    return most;
}

void charge_demand(PlanModel& m, std::size_t d) {
    const DemandSeries& series = m.demand[d];
    const auto at = [&](std::size_t n) -> const DemandSeries::AtNode& { return series.nodes[n]; };
    m.charge("revenue", m.sales[d], [&](std::size_t n) { return -at(n).price.value_or(0); });
    m.charge("selling", m.sales[d], [&](std::size_t n) { return at(n).selling_cost; });
    m.charge("lost_sales", m.lost[d], [&](std::size_t n) { return at(n).lost_sale_cost; });
    m.charge("backlog", m.backlog[d],
             [&](std::size_t n) { return m.days(n) * at(n).backlog_cost_per_day.value_or(0); });
}

// Backlog that is left at the end is bought at end_backlog_cost, else it is a lost sale.
void charge_end_backlog(PlanModel& m, std::size_t d) {
    const DemandSeries& series = m.demand[d];
    for (const std::size_t leaf : m.tree.ends()) {
        const Inventory* row = inventory_of(m.at(leaf), series.market, series.product);
        const auto& cell = series.nodes[leaf];
        const double cost =
            row != nullptr && row->end_backlog_cost ? row->end_backlog_cost->value : cell.lost_sale_cost;
        if (m.backlog[d][leaf] < 0) continue;
        m.ledger.charge("backlog", leaf, m.backlog[d][leaf], m.end_discount() * cost);
    }
}

}  // namespace

void add_demand(PlanModel& m) {
    const std::vector<double> arrivals = first_arrivals(m);
    for (std::size_t d = 0; d < m.demand.size(); ++d) {
        const DemandSeries& series = m.demand[d];
        const bool backlogged = std::any_of(series.nodes.begin(), series.nodes.end(), [](const auto& cell) {
            return cell.backlog_cost_per_day.has_value();
        });
        const double all = most_total(m, series);
        const auto quantity = [&](std::size_t n) { return series.nodes[n].quantity; };
        const double first = arrivals[*m.net.use_point.at({series.market.index, series.product.index})];
        m.sales.push_back(m.add_decision(Decided::after, [&](std::size_t n) {
            // Demand comes evenly; what is asked for before anything can be there is not served from it.
            return backlogged ? all : quantity(n) * share_of_bucket(m, n, first, solver::infinity);
        }));
        m.lost.push_back(m.add_decision(Decided::after, [&](std::size_t n) { return quantity(n); }));
        m.backlog.emplace_back(m.nodes(), -1);
        for (std::size_t n = 0; backlogged && n < m.nodes(); ++n) {
            m.backlog[d][n] = m.add_column(n, 0, all);
        }
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const int parent = m.tree.nodes[n].parent;
            const Index row = m.lp.add_row(quantity(n), quantity(n));
            m.lp.add_term(row, m.sales[d][n], 1);
            m.lp.add_term(row, m.lost[d][n], 1);
            if (!backlogged) continue;
            m.lp.add_term(row, m.backlog[d][n], 1);
            if (parent >= 0) m.lp.add_term(row, m.backlog[d][static_cast<std::size_t>(parent)], -1);
        }
        charge_demand(m, d);
        charge_end_backlog(m, d);
    }
}

}  // namespace dualflow
