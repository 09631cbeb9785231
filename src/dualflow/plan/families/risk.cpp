// SPDX-License-Identifier: MIT
// Family: risk (docs/reference/model.md, eq. 7.5): the objective takes the share 1 − λ of expected cost and λ
// of the mean of the worst 1 − α of what the outcomes cost (Rockafellar and Uryasev 2000):
//   λ·CVaR_α = min λ η + λ Σ p z / (1 − α),  z ≥ cost − η, z ≥ 0,
// over the leaves undisturbed and with each shock on their way (Tree::outcomes).
//
// What these variables know: η is chosen before anything is known; z follows from the outcome's cost.
#include <algorithm>
#include <cmath>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/families.hpp"

namespace dualflow {
namespace {

struct Range {
    double least = 0, most = 0;
};

Range range_of(const PlanModel& m, const Expression& cost) {
    Range range{cost.constant, cost.constant};
    for (const Term& term : cost.terms) {
        const double a = term.coefficient * m.lp.column_lower(term.column);
        const double b = term.coefficient * m.lp.column_upper(term.column);
        range.least += std::min(a, b);
        range.most += std::max(a, b);
    }
    return range;
}

// Whether the fan of a node leaves the root, or a node of the trunk.
bool leaves_trunk(const Tree& tree, const std::vector<int>& branch, std::size_t n) {
    while (n < tree.size() && tree.in_fan(n)) {
        if (tree.nodes[n].parent < 0) return true;
        n = static_cast<std::size_t>(tree.nodes[n].parent);
    }
    return branch[n] < 0;
}

// What a unit more of the cost of each node can add to the objective: that of all outcomes with it, in the
// tail.
std::vector<double> dearest_weights(const PlanModel& m, const std::vector<Tree::Outcome>& outcomes) {
    std::vector<double> weight(m.nodes(), 0);
    for (const Tree::Outcome& outcome : outcomes) {
        for (const std::size_t n : outcome.nodes)
            weight[n] += m.lambda() * outcome.probability / (1 - m.c.settings.risk_alpha);
    }
    return weight;
}

// What the cost of a fan may be above the column that was settled for it before its branch is planned. At
// twice the price of raising that column it is never worth it, and no column leaves the branch without a
// plan.
Index add_above(PlanModel& m, std::size_t n, const Range& range, double weight) {
    const Index above = m.add_column_at(static_cast<int>(n), 0, range.most - range.least);
    m.lp.add_cost(above, 2 * weight);
    return above;
}

// The cost at each node, in a column of its own where several outcomes share it.
std::vector<Expression> node_costs(PlanModel& m, const std::vector<Tree::Outcome>& outcomes) {
    std::vector<int> shared(m.nodes(), 0);
    for (const Tree::Outcome& outcome : outcomes) {
        for (const std::size_t n : outcome.nodes) ++shared[n];
    }
    const std::vector<double> weight = dearest_weights(m, outcomes);
    const std::vector<int> branch = branches_of(m.tree);
    std::vector<Expression> costs;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        Expression cost = m.ledger.at(n);
        if (shared[n] > 1 && cost.terms.size() > 1) {
            const Range range = range_of(m, cost);
            // The cost of a fan that outcomes of several branches have is settled before they part.
            const bool apart = m.tree.in_fan(n) && leaves_trunk(m.tree, branch, n);
            const Index column = m.add_column_at(apart ? -1 : static_cast<int>(n), range.least, range.most);
            cost.add(column, -1);
            if (apart) {
                m.measures.push_back(column);
                cost.add(add_above(m, n, range, weight[n]), -1);
            }
            add_at_most_zero(m.lp, cost);  // more than it costs is never better
            cost = Expression{0, {{column, 1}}};
        }
        costs.push_back(std::move(cost));
    }
    return costs;
}

}  // namespace

void add_risk(PlanModel& m) {
    const double lambda = m.lambda(), tail = 1 - m.c.settings.risk_alpha;
    if (lambda <= 0) return;
    const std::vector<Tree::Outcome> outcomes = m.tree.outcomes();
    const std::vector<Expression> at_node = node_costs(m, outcomes);
    std::vector<Expression> costs;
    Range all{solver::infinity, -solver::infinity};
    for (const Tree::Outcome& outcome : outcomes) {
        Expression& cost = costs.emplace_back();
        for (const std::size_t n : outcome.nodes) cost.add(at_node[n], 1);
        const Range range = range_of(m, cost);
        all = {std::min(all.least, range.least), std::max(all.most, range.most)};
    }
    const Index eta = m.add_column_at(-1, all.least, all.most);
    m.measures.push_back(eta);
    m.lp.add_cost(eta, lambda);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const double weight = lambda * outcomes[i].probability / tail;
        const Index excess = m.add_column(outcomes[i].leaf, 0, all.most - all.least);
        m.lp.add_cost(excess, weight);
        Expression row;
        row.add(excess, 1);
        row.add(eta, 1);
        row.add(costs[i], -1);
        add_at_least_zero(m.lp, row);
    }
}

}  // namespace dualflow
