// SPDX-License-Identifier: MIT
#include "dualflow/plan/unit_cost.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/case/tariff_rate.hpp"
#include "dualflow/plan/expressions.hpp"

namespace dualflow {
namespace {

constexpr double unknown = solver::infinity;

// What the plan pays for a unit where it is bought: the least price of the contracts that cover the move,
// or outside of them the unit cost of a supplier that has contracts.
double price_paid(const PlanModel& m, std::size_t move) {
    double least = unknown;
    for (const std::size_t k : m.contracts_of_move[move]) {
        for (const PriceBand& band : m.c.contracts[k].bands) least = std::min(least, band.price.value);
    }
    if (!m.contracts_of_move[move].empty()) return least;
    for (const ProcessId p : m.net.points[*m.net.moves[move].from].made_by) {
        const Process& process = m.c.processes[*p];
        if (sold_under_contract(m.c, process))
            least = std::min(least, process.unit_cost.value / process.yield);
    }
    return least == unknown ? 0 : least;
}

// With every option that makes it cheaper or the yield higher.
double best_unit_cost(const Case& c, const Process& process) {
    double share = 1;
    for (const Investment& option : c.investments) {
        if (process.resource && option.resource == process.resource)
            share += std::min(0.0, option.unit_cost_effect);
    }
    return std::max(0.0, share) * process.unit_cost.value;
}

double least_duty(const PlanModel& m, std::size_t move) {
    double least = unknown;
    for (const Bucket& bucket : m.calendar) least = std::min(least, duty_per_unit(m, move, bucket));
    return least;
}

double cost_of_making(const PlanModel& m, ProcessId p, const std::vector<double>& known) {
    const Process& process = m.c.processes[*p];
    if (sold_under_contract(m.c, process)) return 0;  // paid where it is bought
    double cost = best_unit_cost(m.c, process);
    for (const std::size_t line : m.net.bom_of[*p]) {
        const PointId from = m.net.use_point.at({process.site.index, m.c.bom[line].component.index});
        const double quantity = bom_quantity(m, line, m.tree.leaves().front());  // of the last bucket
        if (quantity > 0) cost += quantity * known[*from];
    }
    return cost / best_yield(m.c, process);
}

double cheapest_now(const PlanModel& m, const Point& point, const std::vector<double>& known) {
    double least = unknown;
    for (const ProcessId p : point.made_by) least = std::min(least, cost_of_making(m, p, known));
    for (const std::size_t i : point.moves_in) {
        const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
        const double way = price_paid(m, i) + lane.cost_per_unit.value + least_duty(m, i);
        least = std::min(least, known[*m.net.moves[i].from] + way);
    }
    for (const std::size_t t : point.transfers_in) least = std::min(least, known[*m.net.transfers[t].from]);
    return least;
}

}  // namespace

double duty_per_unit(const PlanModel& m, std::size_t i, const Bucket& bucket) {
    const Move& move = m.net.moves[i];
    const Lane& lane = m.c.lanes[*move.lane];
    const RegionId left = m.c.sites[*lane.from].region, entered = m.c.sites[*lane.to].region;
    if (left == entered || !move.origin || move.origin == entered) return 0;
    const int days = static_cast<int>(std::lround(lane.lead.value));
    const Bucket entry{bucket.start + days, bucket.end + days};
    const double share = duty_share(m.c, move.origin, entered, lane.product, entry);
    return share * m.c.products[*lane.product].customs_value.value;
}

std::vector<double> replacement_costs(const PlanModel& m) {
    // Costs only fall from infinity along makes and moves, none of which costs less than nothing: as
    // many rounds as there are points settle every chain.
    std::vector<double> known(m.net.points.size(), unknown);
    for (std::size_t round = 0; round < known.size(); ++round) {
        bool changed = false;
        for (std::size_t i = 0; i < known.size(); ++i) {
            const double now = cheapest_now(m, m.net.points[i], known);
            changed = changed || now < known[i];
            known[i] = std::min(known[i], now);
        }
        if (!changed) break;
    }
    return known;
}

std::vector<EndValue> end_values(const PlanModel& m) {
    std::vector<EndValue> values(m.net.points.size());
    const std::vector<double> replacement = replacement_costs(m);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Point& point = m.net.points[i];
        const auto row = std::find_if(m.c.inventory.begin(), m.c.inventory.end(), [&](const Inventory& r) {
            return r.site == point.site && r.product == point.product;
        });
        if (row != m.c.inventory.end() && row->end_value) {
            values[i] = {row->end_value->value, false};
        } else if (m.c.settings.end_stock == "replacement") {
            const auto& book = m.c.products[*point.product].unit_value;
            const double value = std::min(replacement[i], book ? book->value : unknown);
            values[i] = {value == unknown ? 0 : value, true};
        }
    }
    return values;
}

}  // namespace dualflow
