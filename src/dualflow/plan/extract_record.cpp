// SPDX-License-Identifier: MIT
// The reconciliation of a baseline: what was recorded against what the plan ships, lane by lane.
#include <algorithm>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/families/record.hpp"
#include "dualflow/plan/unit_cost.hpp"

namespace dualflow {
namespace {

// What a unit from a supplier is sold for: the price of its cheapest contract before any volume is reached,
// or what it costs to make. What own sites make is not paid here.
double goods_price(const PlanModel& m, std::size_t move, std::size_t node) {
    double price = solver::infinity;
    for (const std::size_t k : m.contracts_of_move[move])
        price = std::min(price, m.at(node).contracts[k].bands.front().price.value);
    if (!m.contracts_of_move[move].empty()) return price;
    const Lane& lane = m.c.lanes[*m.net.moves[move].lane];
    if (m.c.sites[*lane.from].kind != SiteKind::supplier) return 0;
    for (const ProcessId p : m.net.points[*m.net.moves[move].from].made_by) {
        const Process& process = m.at(node).processes[*p];
        price = std::min(price, process.unit_cost.value / process.yield);
    }
    return price == solver::infinity ? 0 : price;
}

double landed_cost(const PlanModel& m, std::size_t move, std::size_t node) {
    return goods_price(m, move, node) + m.at(node).lanes[*m.net.moves[move].lane].cost_per_unit.value +
           duty_per_unit(m, move, node);
}

ReconciliationRow reconcile(const PlanModel& m, const std::vector<double>& x, const RecordLine& line) {
    ReconciliationRow row;
    row.node = static_cast<int>(line.node);
    row.from = line.from;
    row.to = line.to;
    row.product = line.product;
    row.mode = line.mode;
    row.row = line.row;
    row.share_of_days = line.share;
    row.recorded = line.quantity;
    double least = solver::infinity;
    for (const std::size_t i : line.moves) {
        const double quantity = value(m.move[i], line.node, x), cost = landed_cost(m, i, line.node);
        least = std::min(least, cost);
        if (quantity <= least_quantity) continue;
        row.planned += quantity;
        row.planned_cost += quantity * cost;
    }
    if (row.planned > 0)
        row.recorded_cost = row.recorded * (row.planned_cost / row.planned);
    else if (!line.moves.empty())
        row.recorded_cost = row.recorded * least;
    return row;
}

}  // namespace

void extract_record(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (const RecordLine& line : record_of(m)) result.reconciliation.push_back(reconcile(m, x, line));
}

}  // namespace dualflow
