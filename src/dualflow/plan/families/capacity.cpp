// SPDX-License-Identifier: MIT
// Family: capacity (docs/reference/model.md, eq. 3.10–3.14): use within installed capacity and
// overtime, capacities of lanes and of groups of lanes, and the links that keep everything at a site
// that is not open, or not enabled, at zero. The links use the least capacity or need that bounds
// the flow, so that the linear relaxation stays tight.
//
// What these variables know: overtime is decided after the bucket's data are known.
#include <algorithm>
#include <map>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/in_service.hpp"

namespace dualflow {
namespace {

std::vector<ProcessId> processes_on(const PlanModel& m, ResourceId resource) {
    std::vector<ProcessId> found;
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        if (m.c.processes[p].resource == resource && m.start[p].front() >= 0) found.push_back(ProcessId{p});
    }
    return found;
}

// Overtime costs a premium on overtime_unit_cost, or on the unit cost of the process it is worked for.
void add_overtime(PlanModel& m, ResourceId id, const std::vector<ProcessId>& processes) {
    const auto at = [&](std::size_t n) -> const Resource& { return m.at(n).resources[*id]; };
    auto& columns = m.resources[*id].overtime;
    if (!m.anywhere([&](const Case& each) { return each.resources[*id].overtime_share.value > 0; })) return;
    const auto add = [&](const auto& cost_per_use) {
        columns.push_back(m.add_decision(Decided::after, [&](std::size_t n) {
            return at(n).overtime_share.value * most_installed(m, id, n) * m.days(n);
        }));
        m.charge("overtime", columns.back(),
                 [&](std::size_t n) { return at(n).overtime_premium.value * cost_per_use(n); });
    };
    if (m.c.resources[*id].overtime_unit_cost) {
        add([&](std::size_t n) { return at(n).overtime_unit_cost->value; });
        return;
    }
    for (const ProcessId p : processes) {
        const auto use = [&](std::size_t n) { return m.at(n).processes[*p].capacity_use; };
        if (m.c.processes[*p].capacity_use <= 0) continue;  // it needs no overtime
        add([&](std::size_t n) { return m.at(n).processes[*p].unit_cost.value / use(n); });
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const Term row[] = {{columns.back()[n], 1}, {m.start[*p][n], -use(n)}};
            m.lp.add_row(-solver::infinity, 0, row);
        }
    }
}

void add_resource(PlanModel& m, ResourceId id) {
    const std::vector<ProcessId> processes = processes_on(m, id);
    if (processes.empty()) return;
    add_overtime(m, id, processes);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const Expression installed = installed_at(m, id, n);
        Expression within = use_at(m, id, n);
        within.add(installed, -m.days(n));
        Expression overtime;
        for (const NodeColumns& columns : m.resources[*id].overtime) overtime.add(columns[n], 1);
        within.add(overtime, -1);
        add_at_most_zero(m.lp, within);
        if (overtime.terms.empty()) continue;
        overtime.add(installed, -m.at(n).resources[*id].overtime_share.value * m.days(n));
        add_at_most_zero(m.lp, overtime);
    }
}

void add_lane_capacities(PlanModel& m) {
    std::map<LaneId, std::vector<std::size_t>> on_lane;
    std::map<GroupId, std::vector<std::size_t>> in_group;
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const LaneId lane = m.net.moves[i].lane;
        if (m.anywhere([&](const Case& each) { return each.lanes[*lane].capacity.has_value(); }))
            on_lane[lane].push_back(i);
        if (m.c.lanes[*lane].group) in_group[m.c.lanes[*lane].group].push_back(i);
    }
    for (const auto& [lane, moves] : on_lane) {
        for (std::size_t n = 0; moves.size() > 1 && n < m.nodes(); ++n) {  // one move has it as its bound
            Expression sum;
            for (const std::size_t i : moves) sum.add(m.move[i][n], 1);
            const auto& capacity = m.at(n).lanes[*lane].capacity;
            m.lp.add_row(-solver::infinity, capacity ? capacity->value * m.days(n) : solver::infinity,
                         sum.terms);
        }
    }
    for (const auto& [group, moves] : in_group) {
        const CapacityGroup& data = m.c.capacity_groups[*group];
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression sum;
            for (const std::size_t i : moves) {
                const Product& product = m.c.products[*m.c.lanes[*m.net.moves[i].lane].product];
                const double size = data.unit == CapacityGroup::Unit::kg   ? product.mass_kg
                                    : data.unit == CapacityGroup::Unit::m3 ? product.volume_m3
                                                                           : 1;
                sum.add(m.move[i][n], size);
            }
            sum.constant = -m.at(n).capacity_groups[*group].capacity.value * m.days(n);
            add_at_most_zero(m.lp, sum);
        }
    }
}

double most_per_day(const PlanModel& m, std::size_t p, std::size_t n) {
    const Process& process = m.at(n).processes[p];
    if (!process.resource || process.capacity_use <= 0) return solver::infinity;
    const double overtime = 1 + m.at(n).resources[*process.resource].overtime_share.value;
    return most_installed(m, process.resource, n) * overtime / process.capacity_use;
}

void add_gate(PlanModel& m, Index column, std::size_t n, const InService& service, const FlowLimit& limit) {
    Expression flow;
    flow.add(column, 1);
    add_flow_rows(m, flow, service, n, limit);
}

void gate_process(PlanModel& m, std::size_t p, std::size_t n, const InService& service) {
    if (m.start[p][n] < 0) return;
    const Process& process = m.c.processes[p];
    FlowLimit limit =
        flow_limit(m, process.product, n, m.lp.column_upper(m.start[p][n]), most_per_day(m, p, n));
    const double yield = least_yield(m, ProcessId{p});
    limit.need_per_day /= yield;
    limit.fill /= yield;
    add_gate(m, m.start[p][n], n, service, limit);
}

void gate_move(PlanModel& m, std::size_t i, std::size_t n, const InService& service) {
    const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
    const auto& capacity = m.at(n).lanes[*m.net.moves[i].lane].capacity;
    const double per_day = capacity ? capacity->value : solver::infinity;
    add_gate(m, m.move[i][n], n, service,
             flow_limit(m, lane.product, n, m.lp.column_upper(m.move[i][n]), per_day));
}

// A site is opened once, and closed once, along a path, however many ways there are to do it.
void change_at_most_once(PlanModel& m, SiteId site, InvestmentKind kind) {
    const SiteColumns& columns = m.sites[*site];
    const NodeColumns& by_status = kind == InvestmentKind::open ? columns.opened : columns.closed;
    const auto options = options_that(m.c, [&](const Investment& option) {
        return option.site == site && !option.resource && option.kind == kind;
    });
    for (const std::size_t leaf : m.tree.leaves()) {
        Expression changes;
        for (const std::size_t n : m.tree.path_to(leaf)) {
            changes.add(by_status[n], 1);
            for (const InvestmentId option : options) changes.add(m.options[*option].decided[n], 1);
        }
        changes.constant = -1;
        if (!options.empty() && !changes.terms.empty()) add_at_most_zero(m.lp, changes);
    }
}

// It is opened before it is closed, or closed before it is opened again.
void open_or_closed(PlanModel& m, const Expression& open) {
    const bool back = std::any_of(open.terms.begin(), open.terms.end(), [&](const Term& term) {
        return open.constant > 0 ? term.coefficient > 0 : term.coefficient < 0;
    });
    if (back) m.lp.add_row(-open.constant, 1 - open.constant, open.terms);
}

void add_site_gates(PlanModel& m) {
    for (std::size_t i = 0; i < m.c.sites.size(); ++i) {
        if (always_open(m, SiteId{i})) continue;
        change_at_most_once(m, SiteId{i}, InvestmentKind::open);
        change_at_most_once(m, SiteId{i}, InvestmentKind::close);
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            open_or_closed(m, open_at(m, SiteId{i}, n));
            const InService open = site_in_service(m, SiteId{i}, n);
            for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
                if (m.c.processes[p].site == SiteId{i}) gate_process(m, p, n, open);
            }
            for (std::size_t k = 0; k < m.net.moves.size(); ++k) {
                const Lane& lane = m.c.lanes[*m.net.moves[k].lane];
                if (lane.from == SiteId{i} || lane.to == SiteId{i}) gate_move(m, k, n, open);
            }
        }
    }
}

template <class Id>
bool among(const std::vector<Id>& ids, Id id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add_enabling_gates(PlanModel& m) {
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        if (m.c.processes[p].available) continue;
        const auto options = options_that(
            m.c, [&](const Investment& option) { return among(option.enables_processes, ProcessId{p}); });
        for (std::size_t n = 0; n < m.nodes(); ++n) gate_process(m, p, n, enabled_by(m, options, n));
    }
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const auto options = options_that(
            m.c, [&](const Investment& option) { return among(option.enables_lanes, m.net.moves[i].lane); });
        for (std::size_t n = 0; !options.empty() && n < m.nodes(); ++n)
            gate_move(m, i, n, enabled_by(m, options, n));
    }
}

}  // namespace

void add_capacity(PlanModel& m) {
    for (std::size_t k = 0; k < m.c.resources.size(); ++k) add_resource(m, ResourceId{k});
    add_lane_capacities(m);
    add_site_gates(m);
    add_enabling_gates(m);
}

}  // namespace dualflow
