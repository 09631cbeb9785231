// SPDX-License-Identifier: MIT
// Family: re-joining (docs/reference/model.md, eq. 12.2–12.4): at the end of its window a fan goes on as the
// undisturbed path does. What it has less of, in stock and on its way less what it owes, is bought at what it
// costs to replace, on the dearest lane; what it has more of, up to what the
// path uses in the bucket, is worth its end value less what it costs to wait so long; a rate that is
// different is ramped.
//
// What these variables know: they settle the accounts of the fan's last bucket, and belong to it.
#include <algorithm>
#include <map>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/unit_cost.hpp"

namespace dualflow {
namespace {

// What is at a point or on its way to it after the node, of what departed or was started on the path.
Expression position(const PlanModel& m, PointId id, std::size_t node) {
    const Point& point = m.net.points[*id];
    Expression held;
    held.add(m.stock[*id][node], 1);
    const double end = m.end_day(node);
    for (const std::size_t from : m.tree.path_to(node)) {
        const double s = m.start_day(from), e = m.end_day(from);
        for (const std::size_t i : point.moves_in) {
            const double lead = m.at(from).lanes[*m.net.moves[i].lane].lead.value;
            held.add(m.move[i][from], arrival_share(lead, s, e, end, solver::infinity));
        }
        for (const ProcessId p : point.made_by) {
            const Process& process = m.at(from).processes[*p];
            held.add(m.start[*p][from],
                     process.yield * arrival_share(process.lead.value, s, e, end, solver::infinity));
        }
    }
    for (std::size_t d = 0; point.demanded && d < m.demand.size(); ++d) {
        if (m.demand[d].market == point.site && m.demand[d].product == point.product)
            held.add(m.backlog[d][node], -1);
    }
    return held;
}

// The freight of the dearest lane into a point: what brings goods at once.
double expediting(const PlanModel& m, const Point& point, std::size_t node) {
    double most = 0;
    for (const std::size_t i : point.moves_in)
        most = std::max(most, m.at(node).lanes[*m.net.moves[i].lane].cost_per_unit.value);
    return most;
}

// What a unit costs that waits for a bucket.
double waiting(const PlanModel& m, const Point& point, std::size_t node) {
    if (point.inventory == nullptr) return 0;
    const Inventory& row = m.stored_at(point, node);
    const auto& value = m.at(node).products[*point.product].unit_value;
    return m.days(node) *
           (row.holding_cost_per_day.value + row.holding_rate_per_year * (value ? value->value : 0) / 365);
}

// A leaf below a node of the tree.
std::size_t leaf_below(const Tree& tree, std::size_t node) {
    for (const std::size_t leaf : tree.leaves()) {
        const auto& path = tree.path_to(leaf);
        if (std::find(path.begin(), path.end(), node) != path.end()) return leaf;
    }
    return node;
}

void settle_goods(PlanModel& m, std::size_t end, std::size_t beside) {
    const std::size_t leaf = leaf_below(m.tree, beside);
    const std::vector<double> replacement = replacement_costs(m, leaf);
    const std::vector<EndValue> values = end_values(m, leaf);
    for (std::size_t i = 0; i < m.net.points.size(); ++i) {
        const Point& point = m.net.points[i];
        Expression balance = position(m, PointId{i}, end);
        balance.add(position(m, PointId{i}, beside), -1);
        if (balance.terms.empty()) continue;
        const bool known = replacement[i] < solver::infinity;
        const double price = known ? replacement[i] + expediting(m, point, end) : m.elastic_price;
        if (price == 0) continue;  // what costs nothing to replace is worth nothing either
        const double most = 2 * m.most(point.product);
        const Index missing = m.add_column(end, 0, most), surplus = m.add_column(end, 0, most);
        const Index credited = m.add_column(end, 0, most);
        const Term no_more[] = {{surplus, 1}, {credited, -1}};
        m.lp.add_row(0, solver::infinity, no_more);
        Expression wanted = outflow_at(m, PointId{i}, beside);
        wanted.add(credited, -1);
        add_at_least_zero(m.lp, wanted);
        balance.add(missing, 1);
        balance.add(surplus, -1);
        add_equal_zero(m.lp, balance);
        m.ledger.charge("rejoin", end, missing, m.discount_at(end) * price);
        const double worth =
            std::min(values[i].per_unit, known ? replacement[i] : 0) - waiting(m, point, beside);
        m.ledger.charge("rejoin", end, credited, -m.discount_at(end) * std::max(0.0, worth));
    }
}

void settle_rates(PlanModel& m, std::size_t end, std::size_t beside) {
    for (std::size_t k = 0; k < m.c.resources.size(); ++k) {
        const ResourceId id{k};
        const Resource& now = m.at(beside).resources[k];
        if (now.ramp_up_cost.value == 0 && now.ramp_down_cost.value == 0) continue;
        Expression change = use_at(m, id, beside);
        change.add(use_at(m, id, end), -1);
        if (change.terms.empty()) continue;
        const double most = most_installed(m, id, beside) * (1 + now.overtime_share.value) +
                            most_installed(m, id, end) * (1 + now.overtime_share.value);
        Expression rate;
        rate.add(change, 1 / m.days(end));
        const Index up = m.add_column(end, 0, most), down = m.add_column(end, 0, most);
        rate.add(up, -1);
        rate.add(down, 1);
        add_equal_zero(m.lp, rate);
        m.ledger.charge("rejoin", end, up, m.discount_at(end) * now.ramp_up_cost.value);
        m.ledger.charge("rejoin", end, down, m.discount_at(end) * now.ramp_down_cost.value);
    }
}

}  // namespace

void add_rejoining(PlanModel& m) {
    for (const Tree::Fan& fan : m.tree.fans()) {
        const auto& ends = m.tree.ends();
        if (std::find(ends.begin(), ends.end(), fan.last) != ends.end()) continue;  // it runs to the end
        const std::size_t beside = m.tree.undisturbed(fan.last);
        settle_goods(m, fan.last, beside);
        settle_rates(m, fan.last, beside);
    }
}

}  // namespace dualflow
