// SPDX-License-Identifier: MIT
// Family: what is left at the end (docs/reference/model.md, eq. 7.2–7.4): stock and pipeline are
// credited, so that the plan neither dumps nor hoards.
//
// What these variables know: they are decided with the stock of the last bucket.
#include <algorithm>
#include <cmath>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/unit_cost.hpp"

namespace dualflow {
namespace {

double end_weight(const PlanModel& m, std::size_t leaf) {
    const double horizon = m.day(m.calendar.back().end);
    return m.tree.nodes[leaf].probability * std::pow(1 + m.c.settings.discount_rate, -horizon / 365);
}

// 7.3: stock, up to what the last bucket used (or as the case prices it, all of it).
void credit_stock(PlanModel& m, PointId id, const EndValue& value) {
    for (const std::size_t leaf : m.tree.leaves()) {
        const Index stock = m.stock[*id][leaf];
        if (stock < 0 || value.per_unit == 0) continue;
        Index credited = stock;
        if (value.capped) {
            credited = m.lp.add_column(0, m.lp.column_upper(stock), 0);
            const Term row[] = {{stock, 1}, {credited, -1}};
            m.lp.add_row(0, solver::infinity, row);
            Expression needed = outflow_at(m, id, leaf);
            needed.add(credited, -1);
            add_at_least_zero(m.lp, needed);
        }
        m.ledger.charge("residual", credited, -end_weight(m, leaf) * value.per_unit);
    }
}

// 7.4: what departed or was started and arrives after the end.
void credit_pipeline(PlanModel& m, const NodeColumns& columns, double lead, double per_unit) {
    const double horizon = m.day(m.calendar.back().end);
    for (const std::size_t leaf : m.tree.leaves()) {
        for (const std::size_t n : m.tree.path_to(leaf)) {
            if (columns[n] < 0) continue;
            const double late = arrival_share(lead, m.start_day(n), m.end_day(n), horizon, solver::infinity);
            m.ledger.charge("residual", columns[n], -end_weight(m, leaf) * late * per_unit);
        }
    }
}

// Opening arrivals dated after the end are on their way as well.
void credit_late_opening(PlanModel& m, const std::vector<EndValue>& values) {
    const double horizon = m.day(m.calendar.back().end);
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (m.day(row.date) < horizon) continue;
        for (std::size_t i = 0; i < m.net.points.size(); ++i) {
            const Point& point = m.net.points[i];
            if (point.site != row.to || point.product != row.product || !point.carries_opening) continue;
            for (const std::size_t leaf : m.tree.leaves()) {
                m.ledger.charge_constant("residual",
                                         -end_weight(m, leaf) * row.quantity.value * values[i].per_unit);
            }
        }
    }
}

}  // namespace

void add_end_value(PlanModel& m) {
    const std::vector<EndValue> values = end_values(m);
    for (std::size_t i = 0; i < m.net.points.size(); ++i) {
        credit_stock(m, PointId{i}, values[i]);
        for (const std::size_t k : m.net.points[i].moves_in) {
            credit_pipeline(m, m.move[k], m.c.lanes[*m.net.moves[k].lane].lead.value, values[i].per_unit);
        }
        for (const ProcessId p : m.net.points[i].made_by) {
            const Process& process = m.c.processes[*p];
            credit_pipeline(m, m.start[*p], process.lead.value, process.yield * values[i].per_unit);
        }
    }
    credit_late_opening(m, values);
}

}  // namespace dualflow
