// SPDX-License-Identifier: MIT
// The retry ladder: an LP is solved in one way after another until an answer passes our own tests.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dualflow/solver/lp/engine.hpp"

namespace dualflow::solver {

// The wall clock and the counters of one call of the solver.
class Budget {
public:
    explicit Budget(const SolveOptions& options);
    void spend(std::int64_t iterations) { iterations_ += iterations; }
    std::int64_t iterations() const { return iterations_; }
    Limits left() const;

private:
    SolveOptions options_;
    double began_;
    std::int64_t iterations_ = 0;
};

struct LpOutcome {
    SolveStatus status = SolveStatus::failed;
    bool has_point = false;
    double objective = infinity;
    double bound = -infinity;  // the best safe bound of all dual vectors seen
    double gap = infinity;     // of the accepted answer
    std::vector<double> x, row_dual;
    std::vector<double> farkas;  // of an infeasible LP: the last ray claimed to prove it
    int solves = 0;
};

// The ways to solve an LP of this many columns or rows, whichever are more, in order; the first starts from
// the basis if there is one.
std::vector<Attempt> rungs(Index size, bool has_basis, bool iterations_limited);

// Makes one attempt; the engine's run() in earnest, anything in a test.
using Run = std::function<LpAnswer(const Attempt& attempt, const Limits& limits)>;

LpOutcome climb(const Run& run, bool has_basis, const LpModel& model, const SolveOptions& options,
                Budget& budget, std::vector<std::string>& log);

}  // namespace dualflow::solver
