// SPDX-License-Identifier: MIT
#include "dualflow/plan/gather.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <string>

#include "dualflow/plan/extract.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"

namespace dualflow {
namespace {

using Futures = std::vector<PlannedFuture>;
using Plans = std::vector<PlanResult>;

// The worst first.
constexpr PlanStatus severity[] = {PlanStatus::failed, PlanStatus::infeasible, PlanStatus::interrupted,
                                   PlanStatus::limit,  PlanStatus::elastic,    PlanStatus::optimal};

PlanStatus worst_status(const Plans& plans) {
    for (const PlanStatus status : severity) {
        if (std::any_of(plans.begin(), plans.end(),
                        [&](const PlanResult& plan) { return plan.status == status; }))
            return status;
    }
    return PlanStatus::infeasible;
}

// The node in the result of each node of the plan; −1: the outcome does not go through it.
std::vector<int> places_of(const Tree::Outcome& outcome, const PlanResult& plan, std::size_t first) {
    std::vector<int> places(plan.tree.size(), -1);
    for (std::size_t i = 0; i < outcome.nodes.size(); ++i)
        places[outcome.nodes[i]] = static_cast<int>(first + i);
    return places;
}

template <class Row>
void append(const std::vector<Row>& from, const std::vector<int>& places, std::vector<Row>& to) {
    const auto known = static_cast<std::ptrdiff_t>(to.size());
    for (const Row& row : from) {
        const int place = places[static_cast<std::size_t>(row.node)];
        if (place < 0) continue;
        to.push_back(row);
        to.back().node = place;
    }
    std::stable_sort(to.begin() + known, to.end(),
                     [](const Row& a, const Row& b) { return a.node < b.node; });
}

void append_rows(const PlanResult& plan, const std::vector<int>& places, std::size_t first, PlanResult& all) {
    // What is agreed on the undisturbed path holds in the fan beside it.
    std::vector<int> agreed;
    for (const Node& node : plan.tree.nodes) agreed.push_back(static_cast<int>(first + node.bucket));
    append(plan.investments, agreed, all.investments);
    append(plan.awards, agreed, all.awards);
    append(plan.flows, places, all.flows);
    append(plan.production, places, all.production);
    append(plan.stock, places, all.stock);
    append(plan.sales, places, all.sales);
    append(plan.utilisation, places, all.utilisation);
    append(plan.elastic, places, all.elastic);
    const std::size_t known = all.buffers.size();
    append(plan.buffers, places, all.buffers);
    for (std::size_t i = known; i < all.buffers.size(); ++i) {
        const NoiseTableRow& table = plan.noise_tables[static_cast<std::size_t>(all.buffers[i].table)];
        const auto found = std::find(all.noise_tables.begin(), all.noise_tables.end(), table);
        all.buffers[i].table = static_cast<int>(found - all.noise_tables.begin());
        if (found == all.noise_tables.end()) all.noise_tables.push_back(table);
    }
}

std::string named(const std::string& future, const std::string& shock) {
    return future + (future.empty() || shock.empty() ? "" : ", ") + shock;
}

void add_rows(const Futures& futures, const Plans& plans, PlanResult& all) {
    std::vector<Node> nodes;
    for (const PlannedFuture& future : futures) {
        const PlanResult& plan = plans[future.plan];
        const std::vector<Tree::Outcome> outcomes = plan.tree.outcomes();
        for (std::size_t o = 0; o < outcomes.size(); ++o) {
            const double probability = future.probability * outcomes[o].probability;
            if (probability <= 0) continue;
            append_rows(plan, places_of(outcomes[o], plan, nodes.size()), nodes.size(), all);
            const bool shock = outcomes[o].fan >= 0;
            const std::string name = named(future.scenario, shock ? plan.outcomes[o].scenario : "");
            int parent = -1;
            for (const std::size_t n : outcomes[o].nodes) {
                nodes.push_back({parent, plan.tree.nodes[n].bucket, probability});
                parent = static_cast<int>(nodes.size()) - 1;
                all.node_scenarios.push_back(name);
            }
            all.outcomes.push_back({parent, -1, name, probability, plan.outcomes[o].cost});
        }
    }
    all.tree = Tree(std::move(nodes));
}

// (1 − λ)·E + λ·CVaR_α of a figure of each future's plan.
struct Judged {
    double expected = 0, objective = 0;
};

Judged judge(const Case& c, const Futures& futures, const Plans& plans,
             const std::function<double(const PlanResult&)>& figure) {
    std::vector<double> probability, values;
    for (const PlannedFuture& future : futures) {
        probability.push_back(future.probability);
        values.push_back(figure(plans[future.plan]));
    }
    Judged judged;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) return {values[i], values[i]};
        judged.expected += probability[i] * values[i];
    }
    const std::vector<double> tail = solver::tail_weights(probability, values, c.settings.risk_alpha);
    const double cvar = std::inner_product(tail.begin(), tail.end(), values.begin(), 0.0);
    const double lambda = futures.size() > 1 ? c.settings.risk_lambda : 0;
    judged.objective = judged.expected + lambda * (cvar - judged.expected);
    return judged;
}

// What the gap is relative to: the plans' own scales, weighted (solver/lp/certificate.hpp).
double scale_of(const PlanResult& plan) {
    return plan.gap > 0 && std::isfinite(plan.gap) ? (plan.objective - plan.bound) / plan.gap
                                                   : std::abs(plan.objective);
}

double cvar_of(const std::vector<OutcomeRow>& outcomes, double alpha) {
    std::vector<double> probability, costs;
    for (const OutcomeRow& row : outcomes) {
        probability.push_back(row.probability);
        costs.push_back(row.cost);
    }
    const std::vector<double> tail = solver::tail_weights(probability, costs, alpha);
    return std::inner_product(tail.begin(), tail.end(), costs.begin(), 0.0);
}

void add_costs(const Case& c, const Futures& futures, const Plans& plans, PlanResult& all) {
    const Judged cost = judge(c, futures, plans, [](const PlanResult& p) { return p.expected_cost; });
    all.expected_cost = cost.expected;
    all.cvar = cvar_of(all.outcomes, c.settings.risk_alpha);
    all.objective = futures.size() == 1 ? plans.front().objective : cost.objective;
    for (const PlannedFuture& future : futures) {
        for (const auto& [name, amount] : plans[future.plan].cost_components)
            all.cost_components[name] += future.probability * amount;
    }
    if (all.objective != all.expected_cost) all.cost_components["risk"] = all.objective - all.expected_cost;
    const double scale = judge(c, futures, plans, scale_of).expected;
    all.gap = std::isfinite(all.bound) ? std::max(0.0, all.objective - all.bound) : solver::infinity;
    if (all.gap > 0 && scale > 0) all.gap /= scale;
}

void add_facts(const PlanResult& plan, PlanResult& all) {
    all.model.rows += plan.model.rows;
    all.model.columns += plan.model.columns;
    all.model.integers += plan.model.integers;
    all.model.entries += plan.model.entries;
    all.model.columns_per_node = std::max(all.model.columns_per_node, plan.model.columns_per_node);
    all.model.lanes_pruned = std::max(all.model.lanes_pruned, plan.model.lanes_pruned);
    all.model.kink_rows += plan.model.kink_rows;
    all.model.kink_rounds += plan.model.kink_rounds;
    all.solve.iterations += plan.solve.iterations;
    all.solve.branch_nodes += plan.solve.branch_nodes;
    all.solve.lp_solves += plan.solve.lp_solves;
    all.solve.worst_primal_dual_gap =
        std::max(all.solve.worst_primal_dual_gap, plan.solve.worst_primal_dual_gap);
}

// What is said of several futures is said once.
void add_log(const Plans& plans, PlanResult& all) {
    std::set<std::string> said;
    for (const PlanResult& plan : plans) {
        for (const std::string& line : plan.log) {
            if (said.insert(line).second) all.log.push_back(line);
        }
    }
}

}  // namespace

PlanResult gather(const Case& c, const std::vector<PlannedFuture>& futures,
                  const std::vector<PlanResult>& plans) {
    PlanResult all;
    all.status = worst_status(plans);
    all.calendar = plans.front().calendar;
    for (const PlanResult& plan : plans) add_facts(plan, all);
    add_log(plans, all);
    all.bound = judge(c, futures, plans, [](const PlanResult& p) { return p.bound; }).objective;
    all.bound_proved = judge(c, futures, plans, [](const PlanResult& p) { return p.bound_proved; }).objective;
    // The weakest of the claims.
    all.bound_source = plans.front().bound_source;
    for (const PlanResult& plan : plans) {
        if (plan.bound_source != "safe dual") all.bound_source = plan.bound_source;
    }
    const bool complete = std::none_of(plans.begin(), plans.end(),
                                       [](const PlanResult& plan) { return plan.outcomes.empty(); });
    if (!complete) return all;
    add_rows(futures, plans, all);
    add_costs(c, futures, plans, all);
    all.false_dual_sources = find_false_dual_sources(c, all.flows, all.production);
    return all;
}

}  // namespace dualflow
