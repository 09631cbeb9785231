// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/future_alone.hpp"

#include "dualflow/solver/stochastic/futures_of.hpp"

namespace dualflow::solver {

FutureAlone solve_alone(const TwoStageProgram& program, std::size_t future, const SolveOptions& options) {
    const LpModel block = block_of(program, future);
    Solver solver(program_of_one(program, block));
    Solution solution = solver.solve_relaxation(options);
    FutureAlone alone;
    alone.status = solution.status;
    alone.iterations = solution.iterations;
    alone.lp_solves = solution.lp_solves;
    alone.primal_dual_gap = solution.worst_primal_dual_gap;
    if (!solution.log.empty()) alone.log = std::move(solution.log.front());
    if (solution.status != SolveStatus::optimal) return alone;
    const auto own = static_cast<std::ptrdiff_t>(program.master.rows());
    const std::vector<double> dual(solution.row_dual.begin() + own, solution.row_dual.end());
    alone.cut = optimality_cut(block, program.link.size(), dual);
    solution.x.resize(static_cast<std::size_t>(program.master.columns()));
    alone.x = std::move(solution.x);
    return alone;
}

}  // namespace dualflow::solver
