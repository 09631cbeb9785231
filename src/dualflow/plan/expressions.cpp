// SPDX-License-Identifier: MIT
#include "dualflow/plan/expressions.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

bool closes_site(const Investment& option, SiteId site) {
    return option.kind == InvestmentKind::close && option.site == site && !option.resource;
}
bool opens_site(const Investment& option, SiteId site) {
    return option.kind == InvestmentKind::open && option.site == site && !option.resource;
}

// What one unit of the option changes in its resource's capacity, per day; what stops the line for good is in
// its standstill.
double capacity_change(const Investment& option) {
    if (stops_for_good(option)) return 0;
    return option.capacity_added.value - option.capacity_removed.value;
}

void add_option_capacity(const PlanModel& m, InvestmentId id, std::size_t node, Expression& capacity) {
    const Investment& option = m.c.investments[*id];
    const OptionColumns& columns = m.options[*id];
    const double change = capacity_change(option);
    const double start = m.start_day(node), end = m.end_day(node);
    for (const std::size_t from : m.tree.path_to(node)) {
        const double decided = m.start_day(from);
        const double share = live_share(option, decided, start, end) * change;
        capacity.add(columns.decided[from], share);
        for (const auto& way : columns.switches) {
            const double gone = service_share(m.c.investments[*way.to], decided, start, end);
            capacity.add(way.columns[from], -gone * change);
        }
    }
}

void add_arrivals(const PlanModel& m, const Point& point, std::size_t node, double theta, Expression& stock) {
    const double start = m.start_day(node);
    for (const std::size_t from : m.tree.path_to(node)) {
        const double s = m.start_day(from), e = m.end_day(from);
        for (const std::size_t i : point.moves_in) {
            const double lead = m.at(from).lanes[*m.net.moves[i].lane].lead.value;
            stock.add(m.move[i][from], arrival_share(lead, s, e, start, theta));
        }
        for (const ProcessId p : point.made_by) {
            const Process& process = m.at(from).processes[*p];
            const double share = arrival_share(process.lead.value, s, e, start, theta);
            stock.add(m.start[*p][from], share * process.yield);
            for (std::size_t k = 0; k < m.improvements.size(); ++k) {
                if (m.improvements[k].process != p) continue;
                stock.add(m.improved[k][from],
                          share * m.c.investments[*m.improvements[k].option].yield_effect);
            }
        }
    }
    for (const std::size_t i : point.transfers_in) {
        stock.add(m.transfer[i][node], (theta - start) / m.days(node));
    }
}

// Opening arrivals before θ; those dated before the start are there in the first bucket.
double opening_arrivals(const PlanModel& m, const Point& point, std::size_t node, double theta) {
    if (!point.carries_opening) return 0;
    double sum = 0;
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to != point.site || row.product != point.product) continue;
        const double day = std::max(0.0, m.day(row.date));
        if (day >= m.start_day(node) && day < theta) sum += row.quantity.value;
    }
    return sum;
}

}  // namespace

bool opened_by_investment(const Case& c, SiteId site) {
    return std::any_of(c.investments.begin(), c.investments.end(),
                       [&](const Investment& option) { return opens_site(option, site); });
}

bool sold_under_contract(const Case& c, const Process& process) {
    return std::any_of(c.contracts.begin(), c.contracts.end(), [&](const Contract& contract) {
        return contract.supplier == process.site && contract.product == process.product;
    });
}

bool always_open(const PlanModel& m, SiteId site) {
    if (m.c.sites[*site].status != SiteStatus::open) return false;
    return std::none_of(m.c.investments.begin(), m.c.investments.end(),
                        [&](const Investment& option) { return closes_site(option, site); });
}

Expression open_at(const PlanModel& m, SiteId site, std::size_t node) {
    Expression open;
    open.constant = m.c.sites[*site].status == SiteStatus::candidate ? 0 : 1;
    for (const std::size_t n : m.tree.path_to(node)) {
        open.add(m.sites[*site].opened[n], 1);
        open.add(m.sites[*site].closed[n], -1);
    }
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        if (opens_site(m.c.investments[o], site)) open.add(in_service_at(m, InvestmentId{o}, node), 1);
        if (closes_site(m.c.investments[o], site)) open.add(in_service_at(m, InvestmentId{o}, node), -1);
    }
    return open;
}

Expression in_service_at(const PlanModel& m, InvestmentId option, std::size_t node) {
    Expression count;
    const Investment& data = m.c.investments[*option];
    count.constant = data.opening_count;
    for (const std::size_t from : m.tree.path_to(node)) {
        const double decided = m.start_day(from), start = m.start_day(node), end = m.end_day(node);
        count.add(m.options[*option].decided[from], service_share(data, decided, start, end));
        for (const auto& way : m.options[*option].switches) {
            count.add(way.columns[from], -service_share(m.c.investments[*way.to], decided, start, end));
        }
    }
    return count;
}

std::vector<InvestmentId> options_that(const Case& c, const std::function<bool(const Investment&)>& holds) {
    std::vector<InvestmentId> found;
    for (std::size_t o = 0; o < c.investments.size(); ++o) {
        if (holds(c.investments[o])) found.push_back(InvestmentId{o});
    }
    return found;
}

Expression installed_at(const PlanModel& m, ResourceId resource, std::size_t node) {
    const Resource& data = m.at(node).resources[*resource];
    Expression capacity;
    if (always_open(m, data.site)) {
        capacity.constant = data.capacity.value;
    } else {
        capacity.add(open_at(m, data.site, node), data.capacity.value);
    }
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        if (m.c.investments[o].resource == resource) add_option_capacity(m, InvestmentId{o}, node, capacity);
    }
    capacity.add(m.resources[*resource].standstill[node], -data.capacity.value);
    return capacity;
}

double best_yield(const Case& c, const Process& process) {
    double yield = process.yield;
    for (const Investment& option : c.investments) {
        if (process.resource && option.resource == process.resource)
            yield += std::max(0.0, option.yield_effect);
    }
    return yield;
}

double least_yield(const Case& c, const Process& process) {
    double yield = process.yield;
    std::map<std::string, double> of_group;  // of an exclusive group one option is in force
    for (const Investment& option : c.investments) {
        if (!process.resource || option.resource != process.resource) continue;
        if (option.exclusive_group.empty()) {
            yield += std::min(0.0, option.yield_effect);
        } else {
            double& least = of_group[option.exclusive_group];
            least = std::min(least, option.yield_effect);
        }
    }
    for (const auto& [group, effect] : of_group) yield += effect;
    return yield;
}

double best_yield(const PlanModel& m, ProcessId process) {
    return m.largest([&](const Case& each) { return best_yield(each, each.processes[*process]); });
}

double least_yield(const PlanModel& m, ProcessId process) {
    return m.smallest([&](const Case& each) { return least_yield(each, each.processes[*process]); });
}

double most_installed(const PlanModel& m, ResourceId resource, std::size_t node) {
    double most = m.at(node).resources[*resource].capacity.value;
    for (const Investment& option : m.c.investments) {
        if (option.resource == resource) most += most_taken(option) * std::max(0.0, capacity_change(option));
    }
    return most;
}

Expression use_at(const PlanModel& m, ResourceId resource, std::size_t node) {
    Expression use;
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        if (m.c.processes[p].resource == resource)
            use.add(m.start[p][node], m.at(node).processes[p].capacity_use);
    }
    return use;
}

double bom_quantity(const PlanModel& m, std::size_t line, std::size_t node) {
    const BomLine& row = m.at(node).bom[line];
    const double from = row.valid_from ? m.day(*row.valid_from) : m.start_day(node);
    const double to = row.valid_to ? m.day(*row.valid_to) : m.end_day(node);
    return row.quantity * share_of_bucket(m, node, from, to);
}

double pipeline_interest(const PlanModel& m, const Point& from, const Point& to, double lead_days,
                         std::size_t node) {
    const Point& stored = to.inventory != nullptr ? to : from;
    const auto& value = m.at(node).products[*to.product].unit_value;
    if (stored.inventory == nullptr || !value) return 0;
    return m.stored_at(stored, node).holding_rate_per_year * value->value * lead_days / 365;
}

Expression outflow_at(const PlanModel& m, PointId id, std::size_t node) {
    const Point& point = m.net.points[*id];
    Expression out;
    for (const std::size_t i : point.moves_out) out.add(m.move[i][node], 1);
    for (const std::size_t i : point.transfers_out) out.add(m.transfer[i][node], 1);
    for (const auto& [process, line] : point.used_by)
        out.add(m.start[*process][node], bom_quantity(m, line, node));
    if (!point.demanded) return out;
    for (std::size_t d = 0; d < m.demand.size(); ++d) {
        if (m.demand[d].market == point.site && m.demand[d].product == point.product)
            out.add(m.sales[d][node], 1);
    }
    return out;
}

Expression stock_at(const PlanModel& m, PointId id, std::size_t node, double theta) {
    const Point& point = m.net.points[*id];
    Expression stock;
    const int parent = m.tree.nodes[node].parent;
    if (point.inventory != nullptr) {
        if (parent >= 0) {
            stock.add(m.stock[*id][static_cast<std::size_t>(parent)], 1);
        } else if (point.carries_opening) {
            stock.constant += point.inventory->opening_stock.value;
        }
    }
    add_arrivals(m, point, node, theta, stock);
    stock.constant += opening_arrivals(m, point, node, theta);
    stock.add(outflow_at(m, id, node), -(theta - m.start_day(node)) / m.days(node));
    return stock;
}

double holding_per_day(const PlanModel& m, const Point& point, std::size_t n) {
    const Inventory& row = m.stored_at(point, n);
    const auto& value = m.at(n).products[*point.product].unit_value;
    return row.holding_cost_per_day.value + row.holding_rate_per_year * (value ? value->value : 0) / 365;
}

}  // namespace dualflow
