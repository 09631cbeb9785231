// SPDX-License-Identifier: MIT
#include "dualflow/plan/first_arrival.hpp"

#include <algorithm>

namespace dualflow {
namespace {

// From what is known of other points so far: the earliest of what is there, made here and sent here.
double first_now(const PlanModel& m, const Point& point, const std::vector<double>& known) {
    double first =
        point.inventory != nullptr && point.inventory->opening_stock.value > 0 ? 0 : solver::infinity;
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to == point.site && row.product == point.product)
            first = std::min(first, std::max(0.0, m.day(row.date)));
    }
    for (const ProcessId p : point.made_by) {
        if (m.start[*p].front() < 0) continue;  // never available
        double ready = 0;
        for (const std::size_t line : m.net.bom_of[*p]) {
            const PointId part = m.net.use_point.at({point.site.index, m.c.bom[line].component.index});
            ready = std::max(ready, known[*part]);
        }
        first =
            std::min(first, ready + m.smallest([&](const Case& c) { return c.processes[*p].lead.value; }));
    }
    for (const std::size_t k : point.moves_in) {
        const Move& move = m.net.moves[k];
        first = std::min(first, known[*move.from] + m.smallest([&](const Case& c) {
            return c.lanes[*move.lane].lead.value;
        }));
    }
    for (const std::size_t k : point.transfers_in) first = std::min(first, known[*m.net.transfers[k].from]);
    return first;
}

}  // namespace

std::vector<double> first_arrivals(const PlanModel& m) {
    // Days only fall, from infinity; lead times are not negative, so circles bring nothing and as many
    // rounds as there are points settle every chain.
    std::vector<double> known(m.net.points.size(), solver::infinity);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < known.size(); ++i) {
            const double now = first_now(m, m.net.points[i], known);
            changed = changed || now < known[i];
            known[i] = std::min(known[i], now);
        }
    }
    return known;
}

}  // namespace dualflow
