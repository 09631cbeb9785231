// SPDX-License-Identifier: MIT
#include "dualflow/plan/extract.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/unit_cost.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"

namespace dualflow {
namespace {

void extract_production(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
            const double started = value(m.start[p], n, x);
            if (started > least_quantity)
                result.production.push_back({static_cast<int>(n), ProcessId{p}, started});
        }
    }
}

void extract_stock(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        std::map<std::pair<int, int>, double> held;  // origins of a product at a site together
        for (std::size_t i = 0; i < m.net.points.size(); ++i) {
            const Point& point = m.net.points[i];
            held[{point.site.index, point.product.index}] += value(m.stock[i], n, x);
        }
        for (const auto& [place, quantity] : held) {
            if (quantity <= least_quantity) continue;
            result.stock.push_back(
                {static_cast<int>(n), SiteId{place.first}, ProductId{place.second}, quantity});
        }
    }
}

void extract_utilisation(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (std::size_t k = 0; k < m.c.resources.size(); ++k) {
            UtilisationRow row;
            row.node = static_cast<int>(n);
            row.resource = ResourceId{k};
            row.installed = std::max(0.0, installed_at(m, row.resource, n).at(x) * m.days(n));
            row.use = std::max(0.0, use_at(m, row.resource, n).at(x));
            for (const NodeColumns& columns : m.resources[k].overtime) row.overtime += value(columns, n, x);
            row.under = std::max(0.0, m.at(n).resources[k].band_low.value * row.installed - row.use);
            if (m.at(n).resources[k].band_high) {
                row.over = std::max(0.0, row.use - m.at(n).resources[k].band_high->value * row.installed);
            }
            result.utilisation.push_back(row);
        }
    }
}

constexpr double least_share = 1e-9;

void extract_elastic(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (const ElasticColumn& slack : m.elastic) {
        const double paid = x[static_cast<std::size_t>(slack.column)];
        // Of a share of all capital a millionth is money; a billionth is what a solver leaves.
        if (paid <= (slack.unit == 1 ? least_quantity : least_share)) continue;
        result.elastic.push_back({slack.family, slack.node, slack.table, slack.row, slack.what,
                                  paid * slack.unit, paid * slack.price});
    }
}

// A contract's base and surge are shared out over its lanes in proportion to what they carry under it.
double surge_of(const PlanModel& m, const std::vector<double>& x, std::size_t move, std::size_t n) {
    const auto& covering = m.contracts_of_move[move];
    double sum = 0;
    for (std::size_t k = 0; k < covering.size(); ++k) {
        const ContractColumns& contract = m.contracts[covering[k]];
        const double base = value(contract.taken, n, x), surge = value(contract.surge, n, x);
        const NodeColumns& carried = covering.size() == 1 ? m.move[move] : m.shared_move.at(move)[k];
        if (base + surge > least_quantity) sum += value(carried, n, x) * surge / (base + surge);
    }
    return sum;
}

// Of the cost of every path; the tail's mean is not taken from the columns of risk.cpp.
void extract_outcomes(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    const std::vector<Tree::Outcome> outcomes = m.tree.outcomes();
    const std::vector<double> costs = m.ledger.costs_of(outcomes, x);
    std::vector<double> probability;
    for (std::size_t i = 0; i < costs.size(); ++i) {
        const Tree::Outcome& outcome = outcomes[i];
        const bool shock = outcome.fan >= 0;
        const std::size_t struck = shock ? m.tree.fans()[static_cast<std::size_t>(outcome.fan)].first : 0;
        probability.push_back(outcome.probability);
        result.outcomes.push_back({static_cast<int>(outcome.leaf), shock ? static_cast<int>(struck) : -1, "",
                                   outcome.probability, costs[i]});
    }
    const std::vector<double> tail = solver::tail_weights(probability, costs, m.c.settings.risk_alpha);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        result.expected_cost += probability[i] * costs[i];
        result.cvar += tail[i] * costs[i];
    }
    if (m.lambda() > 0) result.cost_components["risk"] = m.lambda() * (result.cvar - result.expected_cost);
}

}  // namespace

void extract_flows(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
            const double quantity = value(m.move[i], n, x);
            if (quantity <= least_quantity) continue;
            const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
            FlowRow row;
            row.node = static_cast<int>(n);
            row.from = lane.from;
            row.to = lane.to;
            row.product = lane.product;
            row.origin = m.net.moves[i].origin;
            row.mode = lane.mode;
            row.quantity = quantity;
            row.freight = quantity * m.at(n).lanes[*m.net.moves[i].lane].cost_per_unit.value;
            row.duty = quantity * duty_per_unit(m, i, n);
            if (!m.contracts_of_move[i].empty()) {
                row.surge = surge_of(m, x, i, n);
                row.base = quantity - row.surge;
            }
            result.flows.push_back(row);
        }
    }
}

void extract_sales(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (std::size_t d = 0; d < m.demand.size(); ++d) {
            SalesRow row;
            row.node = static_cast<int>(n);
            row.market = m.demand[d].market;
            row.product = m.demand[d].product;
            const DemandSeries::AtNode& cell = m.demand[d].nodes[n];
            row.demand = cell.quantity;
            row.price = cell.price.value_or(0);
            row.sales = value(m.sales[d], n, x);
            row.lost = value(m.lost[d], n, x);
            row.backlog = value(m.backlog[d], n, x);
            if (row.lost <= least_quantity) row.lost = 0;
            if (row.demand + row.sales + row.lost + row.backlog <= least_quantity) continue;
            if (row.lost > 0) row.reason = reason_lost(m, x, d, n);
            result.sales.push_back(row);
        }
    }
}

void extract(const PlanModel& m, const solver::Solution& solution, PlanResult& result) {
    const std::vector<double>& x = solution.x;
    result.objective = solution.objective;
    result.cost_components = m.ledger.totals(x);
    extract_outcomes(m, x, result);
    extract_flows(m, x, result);
    extract_production(m, x, result);
    extract_stock(m, x, result);
    extract_buffers(m, x, result);
    extract_sales(m, x, result);
    extract_decisions(m, x, result);
    extract_record(m, x, result);
    extract_utilisation(m, x, result);
    extract_elastic(m, x, result);
    result.false_dual_sources = find_false_dual_sources(m.c, result.flows, result.production);
}

}  // namespace dualflow
