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
