// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/dive.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace dualflow::solver {
namespace {

constexpr double integral = 1e-6;
constexpr double near_above = 0.85, near_below = 0.1;
constexpr std::size_t share_a_round = 5;  // a fifth

struct Fractional {
    double part = 0;
    Index column = 0;
    auto operator<=>(const Fractional&) const = default;
};

std::vector<Fractional> fractionals(const std::vector<Index>& columns, const std::vector<double>& x) {
    std::vector<Fractional> found;
    for (const Index column : columns) {
        const double value = x[static_cast<std::size_t>(column)];
        const double part = value - std::floor(value);
        if (part > integral && part < 1 - integral) found.push_back({part, column});
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    return found;
}

}  // namespace

FixedIntegers::FixedIntegers(Solver& solver) : solver_(solver) {
    const LpModel& model = solver.model();
    for (Index j = 0; j < model.columns(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        if (model.integer[at] == 0) continue;
        columns_.push_back(j);
        lower_.push_back(model.lower[at]);
        upper_.push_back(model.upper[at]);
    }
}

FixedIntegers::~FixedIntegers() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        solver_.set_column_bounds(columns_[i], lower_[i], upper_[i]);
}

void FixedIntegers::fix_all(const std::vector<double>& x) {
    for (const Index column : columns_) fix(column, std::round(x[static_cast<std::size_t>(column)]));
}

Dive dive(Solver& solver, const SolveOptions& options, const std::vector<double>& relaxed) {
    Dive result;
    FixedIntegers fixed(solver);
    std::vector<double> x = relaxed;
    for (auto open = fractionals(fixed.columns(), x); !open.empty(); open = fractionals(fixed.columns(), x)) {
        const std::size_t fifth = std::max<std::size_t>(1, open.size() / share_a_round);
        for (std::size_t i = 0; i < open.size(); ++i) {
            const double value = x[static_cast<std::size_t>(open[i].column)];
            if (i < fifth || open[i].part >= near_above) {
                fixed.fix(open[i].column, std::ceil(value));
            } else if (open[i].part <= near_below) {
                fixed.fix(open[i].column, std::floor(value));
            }
        }
        Solution solution = solver.solve_relaxation(options);
        result.iterations += solution.iterations;
        result.lp_solves += solution.lp_solves;
        if (solution.status != SolveStatus::optimal) return result;
        x = std::move(solution.x);
    }
    result.x = std::move(x);
    return result;
}

}  // namespace dualflow::solver
