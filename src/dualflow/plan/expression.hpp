// SPDX-License-Identifier: MIT
// A linear expression over columns of the model: constant + Σ coefficient × column.
#pragma once

#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

struct Expression {
    double constant = 0;
    std::vector<solver::Term> terms;

    void add(solver::Index column, double coefficient) {
        if (column >= 0 && coefficient != 0) terms.push_back({column, coefficient});
    }
    void add(const Expression& other, double factor) {
        constant += factor * other.constant;
        for (const solver::Term& term : other.terms) add(term.column, factor * term.coefficient);
    }
    double at(const std::vector<double>& x) const {
        double sum = constant;
        for (const solver::Term& term : terms)
            sum += term.coefficient * x[static_cast<std::size_t>(term.column)];
        return sum;
    }
};

// expression ≥ 0, ≤ 0 or = 0 as a row.
inline solver::Index add_at_least_zero(solver::ModelBuilder& lp, const Expression& e) {
    return lp.add_row(-e.constant, solver::infinity, e.terms);
}
inline solver::Index add_at_most_zero(solver::ModelBuilder& lp, const Expression& e) {
    return lp.add_row(-solver::infinity, -e.constant, e.terms);
}
inline solver::Index add_equal_zero(solver::ModelBuilder& lp, const Expression& e) {
    return lp.add_row(-e.constant, -e.constant, e.terms);
}

}  // namespace dualflow
