// SPDX-License-Identifier: MIT
// Every figure of the objective is charged through the ledger, at its node and under the name of its
// component, so that the components sum to the objective by construction (docs/reference/model.md, eq. 7.1)
// and the cost of every path is known (eq. 7.5).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dualflow/futures/tree.hpp"
#include "dualflow/plan/expression.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

class Ledger {
public:
    // The objective takes `share` of expected cost; the rest of it is risk (families/risk.cpp).
    Ledger(solver::ModelBuilder& lp, const Tree& tree, double share)
        : lp_(lp), tree_(tree), share_(share), entries_(), constants_(), at_node_(tree.size()) {}

    // What whoever reaches the node pays: discounted, not weighted with its probability.
    void charge(const std::string& component, std::size_t node, solver::Index column, double amount);
    void charge_constant(const std::string& component, std::size_t node, double amount);

    // Expected cost by component.
    std::map<std::string, double> totals(const std::vector<double>& x) const;

    // Cost at the node as an expression of the columns.
    const Expression& at(std::size_t node) const { return at_node_[node]; }
    std::vector<double> costs_of(const std::vector<Tree::Outcome>& outcomes,
                                 const std::vector<double>& x) const;

private:
    solver::ModelBuilder& lp_;
    const Tree& tree_;
    double share_;
    std::map<std::string, std::vector<solver::Term>> entries_;
    std::map<std::string, double> constants_;
    std::vector<Expression> at_node_;
};

}  // namespace dualflow
