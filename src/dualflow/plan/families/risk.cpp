// SPDX-License-Identifier: MIT
// Family: risk (docs/reference/model.md, eq. 7.5): the objective takes the share 1 − λ of expected cost and λ
// of the mean of the worst 1 − α of what the paths to the leaves cost (Rockafellar and Uryasev 2000):
//   λ·CVaR_α = min λ η + λ Σ p z / (1 − α),  z ≥ cost of the path − η, z ≥ 0.
//
// What these variables know: η is chosen before anything is known; z follows from the path's cost.
#include <algorithm>
#include <cmath>
#include <vector>

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

// The cost of the path to a node: in columns where the tree branches, so that what the leaves share is
// written once.
class PathCosts {
public:
    explicit PathCosts(PlanModel& m) : m_(m), to_(m.nodes()), children_(m.nodes(), 0) {
        for (const Node& node : m.tree.nodes) {
            if (node.parent >= 0) ++children_[static_cast<std::size_t>(node.parent)];
        }
        for (std::size_t n = 0; n < m.nodes(); ++n) add(n);
    }

    const Expression& to(std::size_t node) const { return to_[node]; }

private:
    void add(std::size_t n) {
        const int parent = m_.tree.nodes[n].parent;
        if (parent >= 0) to_[n] = to_[static_cast<std::size_t>(parent)];
        to_[n].add(m_.ledger.at(n), 1);
        if (children_[n] < 2 || to_[n].terms.size() < 2) return;
        const Range range = range_of(m_, to_[n]);
        const Index column = m_.add_column(n, range.least, range.most);
        to_[n].add(column, -1);
        add_equal_zero(m_.lp, to_[n]);
        to_[n] = Expression{0, {{column, 1}}};
    }

    PlanModel& m_;
    std::vector<Expression> to_;
    std::vector<int> children_;
};

}  // namespace

void add_risk(PlanModel& m) {
    const double lambda = m.lambda(), tail = 1 - m.c.settings.risk_alpha;
    if (lambda <= 0) return;
    const PathCosts costs(m);
    Range all{solver::infinity, -solver::infinity};
    for (const std::size_t leaf : m.tree.leaves()) {
        const Range range = range_of(m, costs.to(leaf));
        all = {std::min(all.least, range.least), std::max(all.most, range.most)};
    }
    const Index eta = m.add_column_at(-1, all.least, all.most);
    m.lp.add_cost(eta, lambda);
    for (const std::size_t leaf : m.tree.leaves()) {
        const double weight = lambda * m.tree.nodes[leaf].probability / tail;
        const Index excess = m.add_column(leaf, 0, all.most - all.least);
        m.lp.add_cost(excess, weight);
        Expression row;
        row.add(excess, 1);
        row.add(eta, 1);
        row.add(costs.to(leaf), -1);
        add_at_least_zero(m.lp, row);
    }
}

}  // namespace dualflow
