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
#include "dualflow/plan/in_service.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

bool enabled_by_any(const Case& c, ProcessId process) {
    return std::any_of(c.investments.begin(), c.investments.end(), [&](const Investment& option) {
        return std::count(option.enables_processes.begin(), option.enables_processes.end(), process) > 0;
    });
}

double most_started(const PlanModel& m, ProcessId id, std::size_t node) {
    const Process& process = m.at(node).processes[*id];
    if (m.c.processes[*id].available && !process.available) return 0;
    const double needed = m.most(process.product) / least_yield(m, id);
    if (!process.resource || process.capacity_use <= 0) return needed;
    const double overtime = 1 + m.at(node).resources[*process.resource].overtime_share.value;
    return std::min(
        needed, most_installed(m, process.resource, node) * overtime * m.days(node) / process.capacity_use);
}

double interest_in_process(const PlanModel& m, ProcessId id, const Point& made, std::size_t node) {
    const Process& process = m.at(node).processes[*id];
    return process.yield * pipeline_interest(m, made, made, process.lead.value, node);
}

void add_processes(PlanModel& m) {
    m.start.assign(m.c.processes.size(), NodeColumns(m.nodes(), -1));
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        const Process& process = m.c.processes[p];
        if (!process.available && !enabled_by_any(m.c, ProcessId{p})) continue;
        m.start[p] =
            m.add_decision(process.decided, [&](std::size_t n) { return most_started(m, ProcessId{p}, n); });
        const bool bought = m.c.sites[*process.site].kind == SiteKind::supplier;
        if (!sold_under_contract(m.c, process)) {
            m.charge(bought ? "purchase" : "conversion", m.start[p],
                     [&](std::size_t n) { return m.at(n).processes[p].unit_cost.value; });
        }
    }
    for (const Point& point : m.net.points) {
        for (const ProcessId p : point.made_by) {
            m.charge("pipeline_interest", m.start[*p],
                     [&](std::size_t n) { return interest_in_process(m, p, point, n); });
        }
    }
}

// Goods of a supplier with contracts that leave it outside of all of them are paid at its unit cost.
double spot_price(const PlanModel& m, std::size_t move, std::size_t node) {
    if (!m.contracts_of_move[move].empty()) return 0;
    double price = 0;
    for (const ProcessId p : m.net.points[*m.net.moves[move].from].made_by) {
        if (sold_under_contract(m.c, m.c.processes[*p]))
            price =
                std::max(price, m.at(node).processes[*p].unit_cost.value / m.at(node).processes[*p].yield);
    }
    return price;
}

void add_moves(PlanModel& m) {
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Move& move = m.net.moves[i];
        const Lane& lane = m.c.lanes[*move.lane];
        m.move.push_back(m.add_decision(lane.decided, [&](std::size_t n) {
            const double needed = m.most(lane.product);
            const auto& capacity = m.at(n).lanes[*move.lane].capacity;
            return capacity ? std::min(needed, capacity->value * m.days(n)) : needed;
        }));
        m.charge("freight", m.move[i],
                 [&](std::size_t n) { return m.at(n).lanes[*move.lane].cost_per_unit.value; });
        m.charge("pipeline_interest", m.move[i], [&](std::size_t n) {
            return pipeline_interest(m, m.net.points[*move.from], m.net.points[*move.to],
                                     m.at(n).lanes[*move.lane].lead.value, n);
        });
        m.charge("purchase", m.move[i], [&](std::size_t n) { return spot_price(m, i, n); });
    }
}

// Of a configuration that others may replace: each binary of that, with the share of the node's bucket in
// which the other one is in service instead.
std::vector<Change> given_up(const PlanModel& m, InvestmentId id, std::size_t n) {
    std::vector<Change> found;
    for (const std::size_t from : m.tree.path_to(n)) {
        for (const auto& way : m.options[*id].switches) {
            const double gone =
                service_share(m.c.investments[*way.to], m.start_day(from), m.start_day(n), m.end_day(n));
            if (way.columns[from] >= 0 && gone > 0)
                found.push_back(
                    {m.start_day(from) + m.c.investments[*way.to].lead.value, way.columns[from], gone, {}});
        }
    }
    return found;
}

// What one decision of an option applies to in a bucket.
struct Part {
    std::size_t from = 0;  // the node of the decision
    double day = 0;        // from which it is in service
    double share = 0;      // of the bucket, in service
    Index column = -1;
};

// 3.7, one decision of the option: for the share of the bucket that it is in service it may apply to that
// share of what is started.
Part add_part(PlanModel& m, InvestmentId id, ProcessId p, std::size_t n, std::size_t from, double share) {
    const double most = most_started(m, p, n);
    const Index part = m.add_column_with(m.start[*p][n], 0, share * most);
    const Term of_started[] = {{m.start[*p][n], share}, {part, -1}};
    m.lp.add_row(0, solver::infinity, of_started);
    const Term of_decided[] = {{m.options[*id].decided[from], share * most}, {part, -1}};
    m.lp.add_row(0, solver::infinity, of_decided);
    return {from, m.start_day(from) + m.c.investments[*id].lead.value, share, part};
}

// 3.7: where the effect hurts, all parts together are at least what the decisions force until they are given
// up.
void force_parts(PlanModel& m, InvestmentId id, ProcessId p, std::size_t n, const std::vector<Part>& parts,
                 Index whole) {
    std::vector<Alternative> decisions;
    for (const Part& part : parts) {
        std::vector<Change> later = given_up(m, id, n);
        std::erase_if(later, [&](const Change& end) { return end.day <= part.day; });
        decisions.push_back({{m.options[*id].any[part.from]}, part.share, std::move(later)});
    }
    add_forced_share(m.lp, whole, m.start[*p][n], most_started(m, p, n), decisions);
}

// 3.7: a configuration that was replaced has no effect any more: the parts decided until then are at most
// (1 − gone) started + gone · most · (1 − w), and one that came into service in the same bucket has the days
// between. It may be taken again, with a part of its own.
void end_parts(PlanModel& m, InvestmentId id, ProcessId p, std::size_t n, const std::vector<Part>& parts) {
    const double most = most_started(m, p, n);
    for (const Change& replaced : given_up(m, id, n)) {
        const auto end = [&](Expression ended, double share) {
            const double left = std::max(0.0, share - replaced.share), taken = (share - left) * most;
            ended.add(m.start[*p][n], -left);
            ended.add(replaced.column, taken);
            ended.constant -= taken;
            add_at_most_zero(m.lp, ended);
        };
        Expression all;
        for (const Part& part : parts) {
            if (part.day >= replaced.day) continue;
            all.add(part.column, 1);
            if (part.share < 1) end({0, {{part.column, 1}}}, part.share);
        }
        if (!all.terms.empty()) end(all, 1);
    }
}

// 3.7: what an option's effect applies to in a bucket, over its decisions: the parts, together at most what
// is started. Returns its column, −1 where the option cannot be in service yet.
Index add_improved(PlanModel& m, InvestmentId id, ProcessId p, std::size_t n) {
    const Investment& option = m.c.investments[*id];
    std::vector<Part> parts;
    Expression sum;
    Index whole = -1;
    for (const std::size_t from : m.tree.path_to(n)) {
        const double share = service_share(option, m.start_day(from), m.start_day(n), m.end_day(n));
        if (m.options[*id].decided[from] < 0 || share <= 0) continue;
        if (parts.empty()) whole = m.add_column_with(m.start[*p][n], 0, most_started(m, p, n));
        parts.push_back(add_part(m, id, p, n, from, share));
        sum.add(parts.back().column, 1);
    }
    if (parts.empty()) return -1;
    sum.add(whole, -1);
    add_equal_zero(m.lp, sum);
    const Term once[] = {{m.start[*p][n], 1}, {whole, -1}};
    m.lp.add_row(0, solver::infinity, once);
    const bool hurts = option.unit_cost_effect > 0 || option.yield_effect < 0;
    if (hurts) force_parts(m, id, p, n, parts, whole);
    end_parts(m, id, p, n, parts);
    return whole;
}

// 3.7: what an option's effect on cost and yield applies to, over its decisions, once a unit started.
void add_improvement(PlanModel& m, InvestmentId id, ProcessId p) {
    const Investment& option = m.c.investments[*id];
    const Process& process = m.c.processes[*p];
    NodeColumns columns(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const std::size_t owner = m.decision_node(n, process.decided);
        columns[n] = owner == n ? add_improved(m, id, p, n) : columns[owner];
    }
    const bool bought = m.c.sites[*process.site].kind == SiteKind::supplier;
    if (!sold_under_contract(m.c, process))
        m.charge(bought ? "purchase" : "conversion", columns, [&](std::size_t n) {
            return option.unit_cost_effect * m.at(n).processes[*p].unit_cost.value;
        });
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
