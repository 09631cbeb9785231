// SPDX-License-Identifier: MIT
// Family: stock (docs/reference/model.md, eq. 2.4–2.7): anticipation stock at the bucket's end,
// safety days, storage limits, holding cost, and the balance of every point.
//
// What these variables know: stock is what is left after everything decided at the node.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"

namespace dualflow {
namespace {

std::string place(const Case& c, SiteId site, ProductId product) {
    return fmt::format("{} at {}", c.products[*product].id, c.sites[*site].id);
}

double opening_quantity(const PlanModel& m, const Point& point) {
    double sum = point.inventory != nullptr ? point.inventory->opening_stock.value : 0;
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to == point.site && row.product == point.product) sum += row.quantity.value;
    }
    return sum;
}

// 2.4: holding cost a day of a unit; on the mean of the bucket's two ends, or on its end.
void charge_holding(PlanModel& m, PointId id) {
    const Point& point = m.net.points[*id];
    const double at_end = m.c.settings.holding == "end" ? 1.0 : 0.5;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const double cost = m.discount_at(n) * m.days(n) * holding_per_day(m, point, n);
        m.ledger.charge("holding", n, m.stock[*id][n], at_end * cost);
        const int parent = m.tree.nodes[n].parent;
        if (parent >= 0) {
            m.ledger.charge("holding", n, m.stock[*id][static_cast<std::size_t>(parent)],
                            (1 - at_end) * cost);
        } else if (point.carries_opening) {
            m.ledger.charge_constant("holding", n,
                                     (1 - at_end) * cost * point.inventory->opening_stock.value);
        }
    }
}

// 2.5–2.6: over all origins of a product at a site together.
void add_limits(PlanModel& m, const Inventory& row, const std::vector<PointId>& points) {
    const auto at = static_cast<std::size_t>(&row - m.c.inventory.data());
    const bool limited =
        m.anywhere([&](const Case& each) { return each.inventory[at].storage_limit.has_value(); });
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        Expression held;
        for (const PointId id : points) held.add(m.stock[*id][n], 1);
        const std::string what = place(m.c, row.site, row.product);
        const auto slack = [&](const char* family) {
            return m.add_elastic({family, "inventory", what, row.row, static_cast<int>(n), -1, 0},
                                 std::max(1.0, row.safety_days / m.days(n)) * m.most(row.product));
        };
        if (limited) {
            const auto& limit = m.stored_at(m.net.points[*points.front()], n).storage_limit;
            held.add(slack("storage_limit"), -1);
            m.lp.add_row(-solver::infinity, limit ? limit->value : solver::infinity, held.terms);
            held.terms.pop_back();
        }
        if (row.safety_days > 0) {
            held.add(slack("safety_days"), 1);
            for (const PointId id : points) held.add(outflow_at(m, id, n), -row.safety_days / m.days(n));
            add_at_least_zero(m.lp, held);
        }
    }
}

// Arrivals that were on their way and find no place to be stored may be let go, at the elastic price.
void add_letting_go(PlanModel& m, PointId id, std::size_t node, Expression& balance) {
    const Point& point = m.net.points[*id];
    if (point.inventory != nullptr || !point.carries_opening) return;
    const double quantity = opening_quantity(m, point);
    if (quantity <= 0) return;
    ElasticColumn what{"opening_arrivals",
                       "opening_pipeline",
                       place(m.c, point.site, point.product),
                       0,
                       static_cast<int>(node),
                       -1,
                       0};
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to == point.site && row.product == point.product) what.row = row.row;
    }
    balance.add(m.add_elastic(std::move(what), quantity), -1);
}

}  // namespace

void add_stock(PlanModel& m) {
    m.stock.assign(m.net.points.size(), NodeColumns(m.nodes(), -1));
    std::map<const Inventory*, std::vector<PointId>> stored;
    for (std::size_t i = 0; i < m.net.points.size(); ++i) {
        const Point& point = m.net.points[i];
        if (point.inventory == nullptr) continue;
        const double most = m.most(point.product) + opening_quantity(m, point);
        for (std::size_t n = 0; n < m.nodes(); ++n) m.stock[i][n] = m.add_column(n, 0, most);
        stored[point.inventory].push_back(PointId{i});
        charge_holding(m, PointId{i});
    }
    for (const Inventory& row : m.c.inventory) {
        const auto points = stored.find(&row);
        if (points != stored.end()) add_limits(m, row, points->second);
    }
}

void add_balance(PlanModel& m) {
    for (std::size_t i = 0; i < m.net.points.size(); ++i) {
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression balance = stock_at(m, PointId{i}, n, m.end_day(n));
            balance.add(m.stock[i][n], -1);
            add_letting_go(m, PointId{i}, n, balance);
            if (!balance.terms.empty() || balance.constant != 0) add_equal_zero(m.lp, balance);
        }
    }
}

}  // namespace dualflow
