// SPDX-License-Identifier: MIT
// Family: what is left at the end (docs/reference/model.md, eq. 7.2–7.4): stock and pipeline are
// credited, so that the plan neither dumps nor hoards.
//
// What these variables know: they are decided with the stock of the last bucket.
#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/unit_cost.hpp"

namespace dualflow {
namespace {

// 7.3: stock, up to what the last bucket used (or as the case prices it, all of it).
void credit_stock(PlanModel& m, PointId id, std::size_t leaf, const EndValue& value) {
    const Index stock = m.stock[*id][leaf];
    if (stock < 0) return;
    Index credited = stock;
    if (value.capped) {
        credited = m.add_column(leaf, 0, m.lp.column_upper(stock));
        const Term row[] = {{stock, 1}, {credited, -1}};
        m.lp.add_row(0, solver::infinity, row);
        Expression needed = outflow_at(m, id, leaf);
        needed.add(credited, -1);
        add_at_least_zero(m.lp, needed);
    }
    m.ledger.charge("residual", leaf, credited, -m.end_discount() * value.per_unit);
}

// 7.4: what departed or was started and arrives after the end: of each node of the path, with its lead time
// and what arrives of a unit.
template <class Lead, class Good>
void credit_pipeline(PlanModel& m, const NodeColumns& columns, std::size_t leaf, double per_unit, Lead lead,
                     Good good) {
    const double horizon = m.day(m.calendar.back().end);
    for (const std::size_t n : m.tree.path_to(leaf)) {
        if (columns[n] < 0) continue;
        const double late =
            arrival_share(lead(m.at(n)), m.start_day(n), m.end_day(n), horizon, solver::infinity);
        m.ledger.charge("residual", leaf, columns[n], -m.end_discount() * late * good(m.at(n)) * per_unit);
    }
}

void credit_arrivals(PlanModel& m, const Point& point, std::size_t leaf, double per_unit) {
    for (const std::size_t k : point.moves_in) {
        const LaneId lane = m.net.moves[k].lane;
        credit_pipeline(
            m, m.move[k], leaf, per_unit, [&](const Case& c) { return c.lanes[*lane].lead.value; },
            [](const Case&) { return 1.0; });
    }
    for (const ProcessId p : point.made_by) {
        credit_pipeline(
            m, m.start[*p], leaf, per_unit, [&](const Case& c) { return c.processes[*p].lead.value; },
            [&](const Case& c) { return c.processes[*p].yield; });
    }
}

// Opening arrivals dated after the end are on their way as well.
void credit_late_opening(PlanModel& m, std::size_t leaf, const std::vector<EndValue>& values) {
    const double horizon = m.day(m.calendar.back().end);
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (m.day(row.date) < horizon) continue;
        for (std::size_t i = 0; i < m.net.points.size(); ++i) {
            const Point& point = m.net.points[i];
            if (point.site != row.to || point.product != row.product || !point.carries_opening) continue;
            m.ledger.charge_constant("residual", leaf,
                                     -m.end_discount() * row.quantity.value * values[i].per_unit);
        }
    }
}

}  // namespace

void add_end_value(PlanModel& m) {
    for (const std::size_t leaf : m.tree.ends()) {
        const std::vector<EndValue> values = end_values(m, leaf);
        for (std::size_t i = 0; i < m.net.points.size(); ++i) {
            credit_stock(m, PointId{i}, leaf, values[i]);
            credit_arrivals(m, m.net.points[i], leaf, values[i].per_unit);
        }
        credit_late_opening(m, leaf, values);
    }
}

}  // namespace dualflow
