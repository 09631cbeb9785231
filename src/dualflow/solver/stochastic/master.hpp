// SPDX-License-Identifier: MIT
// The master of Benders decomposition: the first stage, a cost for each cluster of futures and for the tail,
// the mean future where it bounds the mean cost, and the cuts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/risk.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"

namespace dualflow::solver {

// The first stage with one future, the mean of all (or, where figures of the block itself change, the
// core's): where a decomposition starts. Not a bound.
class StartProblem {
public:
    explicit StartProblem(const TwoStageProgram& program);
    // Without integers, from nothing; its first columns are the first stage's.
    Solution solve(const SolveOptions& options);
    void add(const LazyRow& row) { solver_.add_rows({row}); }

private:
    Solver solver_;
};

// The row that a feasibility cut is in the first stage's columns.
LazyRow feasibility_row(const TwoStageProgram& program, const Cut& cut);

// Those of `rows` that are not among the known ones: a row that a solver misses by its tolerance is given
// again.
std::vector<LazyRow> new_rows(const std::vector<LazyRow>& rows, const std::vector<LazyRow>& known);

class Master {
public:
    // One base cut a cluster in the state. θ_k = base_k(x) + δ_k with δ_k ≥ 0, so that the first
    // cut of a cluster is in the objective and no cost needs a bound that could only be guessed; likewise φ
    // and `tail`, which is not used without risk. Futures that are held have their block and such a δ of
    // their own.
    Master(const TwoStageProgram& program, const Risk& risk, bool mean_future, MasterState state);
    MasterState state() const;  // as it stands between two solves

    // Keeps first-stage columns without a bound within `reach` of a point, where the cuts so far leave the
    // master unbounded.
    void keep_near(std::span<const double> point, double reach);
    void release();  // no longer
    bool is_kept_near() const { return !kept_.empty(); }
    // Whether a point touches such a bound, so that the master's optimum there bounds nothing.
    bool at_reach(std::span<const double> point) const;

    // Integers at a first stage's values, but for those that are NaN, until they are let go.
    void hold_integers(std::span<const double> x);
    void let_integers_go();
    // Integers, until they are let go: to what also lies between those bounds.
    void narrow(std::span<const BoundChange> changes);

    // Cuts may be missed by what `options.feasibility` allows: the costs of the point are then raised to
    // them. Rows of the first stage may be missed by 1e-7 then, relative.
    Solution solve_relaxation(const SolveOptions& options);
    // After a solve: where cuts have so many entries, counts for how many solves each did not bear on its
    // optimum and, if it may, takes those out that did not for some; whether it did. A sweep finds them again
    // where they are missed. So many rows that were added first stay as they are.
    bool drop_idle(const Solution& solution, std::int64_t heavy, std::size_t stay, bool may_drop);
    std::size_t rows_added() const { return state_.rows.size(); }
    // The first stage nearest to a point (the sum of distances, each relative to 1 + |value|), with the
    // bounds of now; empty where none is found.
    Solution nearest(std::span<const double> point, const SolveOptions& options) const;
    // With integers; `start` is a first stage to try, or empty.
    Solution solve(const SolveOptions& options, double gap, const std::vector<double>& start);

    // Cuts of a sweep. Each says by how much (money) or whether the master's point violates it.
    double add_cluster(std::size_t cluster, const Cut& cut, std::span<const double> point);
    // `weight` of each future: those that are held are not in the cut.
    bool add_tail(const Cut& cut, std::span<const double> weight, std::span<const double> point);
    bool add_feasibility(const Cut& cut, std::span<const double> point);
    Index add_rows(const std::vector<LazyRow>& rows);  // of the first stage; how many are new

    std::int64_t cuts() const { return state_.cuts; }
    const std::vector<HeldFuture>& held() const { return state_.held; }
    // Empty, or what a check of the rows found wrong (cut_check.hpp): then nothing that follows counts.
    const std::string& wrong() const { return wrong_; }

    // For a search that solves the relaxation itself: the rows before the cuts, what it added to the LP and
    // what it took out of it.
    Solver& lp() { return solver_; }
    Index own_rows() const { return solver_.model().rows() - static_cast<Index>(state_.rows.size()); }
    void note_rows(const std::vector<LazyRow>& added);
    void forget_rows(const std::vector<Index>& deleted);  // ascending

private:
    void add(LazyRow row, double missed, std::span<const double> point);
    Solution checked(Solution solution);
    bool is_cut(const LazyRow& row) const;
    bool keeps_first_stage(const Solution& solution) const;
    void raise_costs(Solution& solution) const;
    void add_held(ModelBuilder& builder) const;
    double add_row(Index delta, const Cut& base, const Cut& cut, std::span<const double> point,
                   std::span<const Term> more = {});

    const TwoStageProgram& program_;
    MasterState state_;  // but for the basis
    std::vector<Index> delta_, held_delta_;
    Index tail_delta_ = -1;
    struct Kept {
        Index column;
        double lower, upper;  // ours; infinite where the column has its own bound
    };
    std::vector<Kept> kept_;
    Solver solver_;
    std::string wrong_;
};

}  // namespace dualflow::solver
