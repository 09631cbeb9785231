// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/block_solver.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

constexpr double sharp = 1e-10;    // a cut that misses its objective by more is tried again, relative
constexpr double ray_reach = 1e6;  // likewise, of an infeasible block, which has no point to measure by

// How far a column without bounds is allowed to go where only that proves a cut.
double reach_of(const std::vector<double>& x) {
    double farthest = 1;
    for (const double value : x) farthest = std::max(farthest, std::abs(value));
    return 1000 * farthest;
}

}  // namespace

BlockSolver::BlockSolver(const TwoStageProgram& program) : program_(program), solver_(program.block) {
    for (const Index column : program.link) {
        link_box_.lower.push_back(program.master.lower[at(column)]);
        link_box_.upper.push_back(program.master.upper[at(column)]);
    }
}

void BlockSolver::restore() {
    const LpModel& core = program_.block;
    for (const auto& row : taken_.rows)
        solver_.set_row_bounds(row.row, core.row_lower[at(row.row)], core.row_upper[at(row.row)]);
    for (const auto& column : taken_.columns) {
        solver_.set_column_bounds(column.column, core.lower[at(column.column)],
                                  core.upper[at(column.column)]);
        solver_.set_cost(column.column, core.cost[at(column.column)]);
    }
    for (const auto& entry : taken_.entries)
        solver_.set_entry(entry.row, entry.column, core.value[entry_of(core, entry.row, entry.column)]);
}

void BlockSolver::take(const TwoStageProgram::Future& future) {
    restore();
    for (const auto& row : future.rows) solver_.set_row_bounds(row.row, row.lower, row.upper);
    for (const auto& column : future.columns) {
        solver_.set_column_bounds(column.column, column.lower, column.upper);
        solver_.set_cost(column.column, column.cost);
    }
    for (const auto& entry : future.entries) solver_.set_entry(entry.row, entry.column, entry.value);
    taken_ = future;
}

BlockAnswer BlockSolver::solve(const TwoStageProgram::Future& future, std::span<const double> link,
                               const Basis& basis, const SolveOptions& options, bool with_point) {
    solver_.start_from(basis);
    take(future);
    for (std::size_t j = 0; j < link.size(); ++j)
        solver_.set_column_bounds(static_cast<Index>(j), link[j], link[j]);
    Solution solution = solver_.solve_relaxation(options);
    BlockAnswer answer;
    answer.status = solution.status;
    answer.iterations = solution.iterations;
    answer.lp_solves = solution.lp_solves;
    if (!solution.log.empty()) answer.log = solution.log.front();
    if (solution.status == SolveStatus::optimal) {
        answer.objective = solution.objective;
        const double scale = money_scale(solver_.model(), solution.x, solution.row_dual);
        answer.cut = sharpest_cut(solution, link, scale);
        answer.basis = solver_.basis();
        answer.row_dual = solution.row_dual;
        if (scale > 0) answer.primal_dual_gap = std::abs(answer.objective - answer.cut.at(link)) / scale;
        if (with_point)
            answer.y.assign(solution.x.begin() + static_cast<std::ptrdiff_t>(link.size()), solution.x.end());
    } else if (solution.status == SolveStatus::infeasible && !solution.farkas.empty()) {
        answer.cut = feasibility_cut(solver_.model(), link.size(), solution.farkas, link, ray_reach);
    }
    return answer;
}

// One that holds everywhere, where that is as high as the objective; else the highest, if only within reach.
Cut BlockSolver::sharpest_cut(const Solution& solution, std::span<const double> link, double scale) const {
    const LpModel& block = solver_.model();
    const double miss = sharp * (scale > 0 ? scale : 1);
    const double reach = reach_of(solution.x);
    Cut best = optimality_cut(block, link.size(), solution.row_dual);
    const auto too_low = [&] { return !best.usable() || best.at(link) < solution.objective - miss; };
    const auto take = [&](Cut other) {
        if (other.usable() && (!best.usable() || other.at(link) > best.at(link) + miss))
            best = std::move(other);
    };
    if (too_low()) take(optimality_cut_within(block, link.size(), solution.row_dual, link_box_, infinity));
    if (too_low()) take(optimality_cut(block, link.size(), solution.row_dual, reach));
    if (too_low()) take(optimality_cut_within(block, link.size(), solution.row_dual, link_box_, reach));
    return best;
}

std::vector<double> link_of(const TwoStageProgram& program, std::span<const double> x) {
    std::vector<double> link;
    for (const Index column : program.link) link.push_back(x[at(column)]);
    return link;
}

}  // namespace dualflow::solver
