// SPDX-License-Identifier: MIT
// Family: movement (docs/reference/model.md, eq. 2.1): production starts, departures, transfers
// between origins, and what they cost on the way.
//
// What these variables know: a start or departure is decided before or after the data of its bucket
// as the row's column `decided` says; by default after for buckets of 28 days or more, else before.
#include <algorithm>
#include <utility>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

bool enabled_by_any(const Case& c, ProcessId process) {
    return std::any_of(c.investments.begin(), c.investments.end(), [&](const Investment& option) {
        return std::count(option.enables_processes.begin(), option.enables_processes.end(), process) > 0;
    });
}

double most_started(const PlanModel& m, const Process& process, std::size_t node) {
    const double needed = m.most(process.product) / least_yield(m.c, process);
    if (!process.resource || process.capacity_use <= 0) return needed;
    const double overtime = 1 + m.c.resources[*process.resource].overtime_share.value;
    return std::min(needed,
                    most_installed(m, process.resource) * overtime * m.days(node) / process.capacity_use);
}

double interest_in_process(const PlanModel& m, const Process& process, const Point& made) {
    return process.yield * pipeline_interest(m.c, made, made, process.lead.value);
}

void add_processes(PlanModel& m) {
    m.start.assign(m.c.processes.size(), NodeColumns(m.nodes(), -1));
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        const Process& process = m.c.processes[p];
        if (!process.available && !enabled_by_any(m.c, ProcessId{p})) continue;
        m.start[p] =
            m.add_decision(process.decided, [&](std::size_t n) { return most_started(m, process, n); });
        const bool bought = m.c.sites[*process.site].kind == SiteKind::supplier;
        if (!sold_under_contract(m.c, process)) {
            m.charge(bought ? "purchase" : "conversion", m.start[p],
                     [&](std::size_t) { return process.unit_cost.value; });
        }
    }
    for (const Point& point : m.net.points) {
        for (const ProcessId p : point.made_by) {
            const double interest = interest_in_process(m, m.c.processes[*p], point);
            m.charge("pipeline_interest", m.start[*p], [&](std::size_t) { return interest; });
        }
    }
}

// Goods of a supplier with contracts that leave it outside of all of them are paid at its unit cost.
double spot_price(const PlanModel& m, std::size_t move) {
    if (!m.contracts_of_move[move].empty()) return 0;
    double price = 0;
    for (const ProcessId p : m.net.points[*m.net.moves[move].from].made_by) {
        if (sold_under_contract(m.c, m.c.processes[*p]))
            price = std::max(price, m.c.processes[*p].unit_cost.value / m.c.processes[*p].yield);
    }
    return price;
}

void add_moves(PlanModel& m) {
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Move& move = m.net.moves[i];
        const Lane& lane = m.c.lanes[*move.lane];
        m.move.push_back(m.add_decision(lane.decided, [&](std::size_t n) {
            const double needed = m.most(lane.product);
            return lane.capacity ? std::min(needed, lane.capacity->value * m.days(n)) : needed;
        }));
        m.charge("freight", m.move[i], [&](std::size_t) { return lane.cost_per_unit.value; });
        const double interest =
            pipeline_interest(m.c, m.net.points[*move.from], m.net.points[*move.to], lane.lead.value);
        m.charge("pipeline_interest", m.move[i], [&](std::size_t) { return interest; });
        const double price = spot_price(m, i);
        m.charge("purchase", m.move[i], [&](std::size_t) { return price; });
    }
}

// Of a configuration that others may replace: the binaries of that, each with the share of the node's bucket
// in which the other one is in service instead.
std::vector<std::pair<Index, double>> given_up(const PlanModel& m, InvestmentId id, std::size_t n) {
    std::vector<std::pair<Index, double>> found;
    for (const std::size_t from : m.tree.path_to(n)) {
        for (const auto& way : m.options[*id].switches) {
            const double gone =
                service_share(m.c.investments[*way.to], m.start_day(from), m.start_day(n), m.end_day(n));
            if (way.columns[from] >= 0 && gone > 0) found.emplace_back(way.columns[from], gone);
        }
    }
    return found;
}

// 3.7, one decision of the option: for the share of the bucket that it is in service it may (or, where
// the effect hurts, must) apply to that share of what is started.
void add_effect_of(PlanModel& m, InvestmentId id, ProcessId p, std::size_t n, std::size_t from, double share,
                   Index whole, Expression& improved) {
    const Investment& option = m.c.investments[*id];
    const Index decided = m.options[*id].decided[from];
    const double most = most_started(m, m.c.processes[*p], n);
    const Index part = m.lp.add_column(0, share * most, 0);
    const Term of_started[] = {{m.start[*p][n], share}, {part, -1}};
    m.lp.add_row(0, solver::infinity, of_started);
    const Term of_decided[] = {{decided, share * most}, {part, -1}};
    m.lp.add_row(0, solver::infinity, of_decided);
    improved.add(part, 1);
    if (option.unit_cost_effect <= 0 && option.yield_effect >= 0) return;
    // all parts together ≥ share (started − most (1 − whether any was decided)), less what was given up
    Expression forced;
    forced.add(whole, 1);
    forced.add(m.start[*p][n], -share);
    forced.add(m.options[*id].any[from], -share * most);
    forced.constant = share * most;
    for (const auto& [column, gone] : given_up(m, id, n)) forced.add(column, gone * most);
    add_at_least_zero(m.lp, forced);
}

// 3.7: what an option's effect on cost and yield applies to, over its decisions, once a unit started.
void add_improvement(PlanModel& m, InvestmentId id, ProcessId p) {
    const Investment& option = m.c.investments[*id];
    const Process& process = m.c.processes[*p];
    NodeColumns columns(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (m.decision_node(n, process.decided) != n) {
            columns[n] = columns[m.decision_node(n, process.decided)];
            continue;
        }
        Expression improved;
        for (const std::size_t from : m.tree.path_to(n)) {
            const Index decided = m.options[*id].decided[from];
            const double share = service_share(option, m.start_day(from), m.start_day(n), m.end_day(n));
            if (decided < 0 || share <= 0) continue;
            if (columns[n] < 0) columns[n] = m.lp.add_column(0, most_started(m, process, n), 0);
            add_effect_of(m, id, p, n, from, share, columns[n], improved);
        }
        if (columns[n] < 0) continue;
        improved.add(columns[n], -1);
        add_equal_zero(m.lp, improved);
        const Term once[] = {{m.start[*p][n], 1}, {columns[n], -1}};
        m.lp.add_row(0, solver::infinity, once);
        // A configuration that was replaced has no effect any more: whole ≤ (1 − gone) started + gone most (1
        // − w).
        for (const auto& [replaced, gone] : given_up(m, id, n)) {
            const double most = gone * most_started(m, process, n);
            const Term over[] = {{columns[n], 1}, {m.start[*p][n], gone - 1}, {replaced, most}};
            m.lp.add_row(-solver::infinity, most, over);
        }
    }
    const bool bought = m.c.sites[*process.site].kind == SiteKind::supplier;
    if (!sold_under_contract(m.c, process))
        m.charge(bought ? "purchase" : "conversion", columns,
                 [&](std::size_t) { return option.unit_cost_effect * process.unit_cost.value; });
    m.improvements.push_back({id, p});
    m.improved.push_back(std::move(columns));
}

void add_improvements(PlanModel& m) {
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        const Investment& option = m.c.investments[o];
        if (!option.resource || (option.unit_cost_effect == 0 && option.yield_effect == 0)) continue;
        for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
            const bool makes = m.c.processes[p].resource == option.resource && m.start[p].front() >= 0;
            if (makes) add_improvement(m, InvestmentId{o}, ProcessId{p});
        }
    }
}

}  // namespace

void add_movement(PlanModel& m) {
    add_processes(m);
    add_moves(m);
    for (const Transfer& transfer : m.net.transfers) {
        const double most = m.most(m.net.points[*transfer.from].product);
        m.transfer.push_back(m.add_decision(Decided::after, [&](std::size_t) { return most; }));
    }
    add_improvements(m);
}

}  // namespace dualflow
