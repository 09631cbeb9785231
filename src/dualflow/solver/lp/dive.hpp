// SPDX-License-Identifier: MIT
// A point for branch and bound to start from. Dives from a solved relaxation: each round fixes the fifth of
// the fractional integers that are nearest to the integer above them (and all within 0.15 of it) upwards,
// those within 0.1 of the integer below downwards, and solves the relaxation again; that suits models in
// which the integers open something that flows need. Where that leaves no point, only the first of them is
// fixed, or that one on its other side. Then integers that were fractional are tried on the other side of
// their value in the relaxation, and kept there where the objective falls, until the gap asked for is reached
// or those that are left promise too little. What one promises is its reduced cost: by linear programming
// duality it brings no more, and several together no more than the sum. An integer is tried again, twice at
// most, after others gained. No optimum is claimed: it is a start.
#pragma once

#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::solver {

struct Dive {
    std::vector<double> x;  // empty where the dive met a model without a point
    double objective = infinity;
    std::int64_t iterations = 0;
    int lp_solves = 0;
};

// `relaxed` is a solution of the solver's relaxation. The bounds of all columns are as before afterwards.
Dive dive(Solver& solver, const SolveOptions& options, const Solution& relaxed);

// What a dive fixes next at a point, of integer columns that are not whole there; nothing where all are.
struct Fixing {
    Index column = 0;
    double value = 0;
};
std::vector<Fixing> next_fixings(const std::vector<Index>& integers, const std::vector<double>& x);

// Holds integer columns at given values for as long as it lives.
class FixedIntegers {
public:
    explicit FixedIntegers(Solver& solver);
    ~FixedIntegers();
    FixedIntegers(const FixedIntegers&) = delete;
    FixedIntegers& operator=(const FixedIntegers&) = delete;

    const std::vector<Index>& columns() const { return columns_; }
    void fix(Index column, double value) { solver_.set_column_bounds(column, value, value); }
    void fix_all(const std::vector<double>& x);  // at the nearest integers
    void release(Index column);

private:
    Solver& solver_;
    std::vector<Index> columns_;
    std::vector<double> lower_, upper_;
};

}  // namespace dualflow::solver
