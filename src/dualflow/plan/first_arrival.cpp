// SPDX-License-Identifier: MIT
#include "dualflow/plan/first_arrival.hpp"

#include <algorithm>
#include <map>

namespace dualflow {
namespace {

double find_first(const PlanModel& m, PointId at, std::map<int, double>& known) {
    if (const auto found = known.find(at.index); found != known.end()) return found->second;
    known[at.index] = solver::infinity;  // a circle brings nothing
    const Point& point = m.net.points[*at];
    double first =
        point.inventory != nullptr && point.inventory->opening_stock.value > 0 ? 0 : solver::infinity;
    for (const ProcessId p : point.made_by) {
        if (m.start[*p].front() < 0) continue;
        double ready = 0;
        for (const std::size_t line : m.net.bom_of[*p]) {
            const PointId part = m.net.use_point.at({point.site.index, m.c.bom[line].component.index});
            ready = std::max(ready, find_first(m, part, known));
        }
        first = std::min(first, ready + m.c.processes[*p].lead.value);
    }
    for (const std::size_t k : point.moves_in) {
        const double lead = m.c.lanes[*m.net.moves[k].lane].lead.value;
        first = std::min(first, find_first(m, m.net.moves[k].from, known) + lead);
    }
    for (const std::size_t k : point.transfers_in)
        first = std::min(first, find_first(m, m.net.transfers[k].from, known));
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to == point.site && row.product == point.product)
            first = std::min(first, std::max(0.0, m.day(row.date)));
    }
    return known[at.index] = first;
}

}  // namespace

double first_arrival(const PlanModel& m, PointId at) {
    std::map<int, double> known;
    return find_first(m, at, known);
}

}  // namespace dualflow
