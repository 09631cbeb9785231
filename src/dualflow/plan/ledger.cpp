// SPDX-License-Identifier: MIT
#include "dualflow/plan/ledger.hpp"

#include <cmath>

namespace dualflow {
namespace {

// Neumaier's compensated sum: components of 1e10 must still add up to the objective at 1e-9.
struct Sum {
    double total = 0, lost = 0;
    void add(double value) {
        const double next = total + value;
        lost += std::abs(total) >= std::abs(value) ? (total - next) + value : (value - next) + total;
        total = next;
    }
};

}  // namespace

void Ledger::charge(const std::string& component, std::size_t node, solver::Index column, double amount) {
    if (amount == 0) return;
    const double expected = tree_.weight(node) * amount;
    lp_.add_cost(column, share_ * expected);
    entries_[component].push_back({column, expected});
    at_node_[node].terms.push_back({column, amount});
}

void Ledger::charge_constant(const std::string& component, std::size_t node, double amount) {
    if (amount == 0) return;
    const double expected = tree_.weight(node) * amount;
    lp_.add_offset(share_ * expected);
    constants_[component] += expected;
    at_node_[node].constant += amount;
}

std::vector<double> Ledger::costs_of(const std::vector<Tree::Outcome>& outcomes,
                                     const std::vector<double>& x) const {
    std::vector<double> node_cost, costs;
    for (const Expression& cost : at_node_) node_cost.push_back(cost.at(x));
    for (const Tree::Outcome& outcome : outcomes) {
        Sum path;
        for (const std::size_t n : outcome.nodes) path.add(node_cost[n]);
        costs.push_back(path.total + path.lost);
    }
    return costs;
}

std::map<std::string, double> Ledger::totals(const std::vector<double>& x) const {
    std::map<std::string, Sum> sums;
    for (const auto& [component, amount] : constants_) sums[component].add(amount);
    for (const auto& [component, terms] : entries_) {
        Sum& sum = sums[component];
        for (const solver::Term& term : terms)
            sum.add(term.coefficient * x[static_cast<std::size_t>(term.column)]);
    }
    std::map<std::string, double> totals;
    for (const auto& [component, sum] : sums) totals[component] = sum.total + sum.lost;
    return totals;
}

}  // namespace dualflow
