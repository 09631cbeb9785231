// SPDX-License-Identifier: MIT
// Every figure of the objective is charged through the ledger, under the name of its component, so
// that the components sum to the objective by construction (docs/reference/model.md, eq. 7.1).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

class Ledger {
public:
    explicit Ledger(solver::ModelBuilder& lp) : lp_(lp) {}

    // `amount` is discounted and weighted with the probability of its node.
    void charge(const std::string& component, solver::Index column, double amount) {
        if (amount == 0) return;
        lp_.add_cost(column, amount);
        entries_[component].push_back({column, amount});
    }
    void charge_constant(const std::string& component, double amount) {
        if (amount == 0) return;
        lp_.add_offset(amount);
        constants_[component] += amount;
    }

    std::map<std::string, double> totals(const std::vector<double>& x) const;

private:
    solver::ModelBuilder& lp_;
    std::map<std::string, std::vector<solver::Term>> entries_;
    std::map<std::string, double> constants_;
};

}  // namespace dualflow
