// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/first_arrival.hpp"

namespace dualflow {
namespace {

// Within this share of its limit a resource counts as full.
constexpr double full_share = 0.9999;

// Everything upstream of a place: the points that feed it, through lanes, transfers and processes.
std::set<std::size_t> upstream(const PlanModel& m, PointId at) {
    std::set<std::size_t> seen;
    std::vector<std::size_t> todo{*at};
    while (!todo.empty()) {
        const std::size_t i = todo.back();
        todo.pop_back();
        if (!seen.insert(i).second) continue;
        const Point& point = m.net.points[i];
        for (const std::size_t k : point.moves_in) todo.push_back(*m.net.moves[k].from);
        for (const std::size_t k : point.transfers_in) todo.push_back(*m.net.transfers[k].from);
        for (const ProcessId p : point.made_by) {
            for (const std::size_t line : m.net.bom_of[*p]) {
                todo.push_back(
                    *m.net.use_point.at({m.c.processes[*p].site.index, m.c.bom[line].component.index}));
            }
        }
    }
    return seen;
}

bool is_full(const PlanModel& m, const std::vector<double>& x, ResourceId k, std::size_t node) {
    const double limit =
        installed_at(m, k, node).at(x) * m.days(node) * (1 + m.at(node).resources[*k].overtime_share.value);
    return use_at(m, k, node).at(x) >= full_share * limit;
}

std::vector<std::string> full_upstream(const PlanModel& m, const std::vector<double>& x, PointId at,
                                       std::size_t node) {
    std::set<ResourceId> resources;
    for (const std::size_t i : upstream(m, at)) {
        for (const ProcessId p : m.net.points[i].made_by) {
            if (m.c.processes[*p].resource) resources.insert(m.c.processes[*p].resource);
        }
    }
    std::vector<std::string> names;
    for (const ResourceId k : resources) {
        if (!is_full(m, x, k, node)) continue;
        names.push_back(fmt::format("{} {}", m.c.sites[*m.c.resources[*k].site].id, m.c.resources[*k].name));
    }
    return names;
}

}  // namespace

std::string reason_lost(const PlanModel& m, const std::vector<double>& x, std::size_t series,
                        std::size_t node) {
    const DemandSeries& demand = m.demand[series];
    const PointId at = m.net.use_point.at({demand.market.index, demand.product.index});
    const double first = first_arrivals(m)[*at];
    if (first == solver::infinity) return "nothing can reach this market";
    if (first > m.start_day(node)) {
        const Date date = m.calendar.front().start + static_cast<int>(first);
        return fmt::format("nothing can arrive before {}", to_string(date));
    }
    const auto full = full_upstream(m, x, at, node);
    if (!full.empty()) return fmt::format("at capacity: {}", fmt::join(full, ", "));
    return "serving it costs more than it brings";
}

}  // namespace dualflow
