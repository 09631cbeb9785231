// SPDX-License-Identifier: MIT
// Points of the master swept for a decomposition: by batches of clusters, with a glance from known bases
// first, cuts added to the master as they are found.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/master.hpp"
#include "dualflow/solver/stochastic/team_sweep.hpp"

namespace dualflow::solver {

// What a sweep says of a point.
struct Swept {
    bool feasible = true;
    bool cut_off = false;         // the master's point violates a cut that was added
    double objective = infinity;  // of `point`, where all futures were solved
    double size = 0;              // Σ |terms| of the objective
    std::vector<double> point;    // the one asked for, or the master's
    std::vector<PartAnswer> answers;
    std::string wrong;  // what a check of the cuts says (cut_check.hpp); empty mostly
};

class PointSweeps {
public:
    // Counts into the state, which must outlive it, as must all else but `team` of the ranks that follow.
    PointSweeps(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options, Team& team,
                BendersState& state);

    TeamSweep& ranks() { return sweep_; }

    // Each future with a first stage of its own, some parts at a time: false once one has no answer. `alone`
    // has one a part.
    bool next_alone(std::vector<PartAlone>& alone, std::size_t& done);

    // All futures, and what the point costs; no cut is added.
    Swept all(const std::vector<double>& point);

    // Clusters one batch after the other, their cuts added, until the cuts raise the master (at `at`) by more
    // than `raise`, or all are done.
    Swept batches(Master& master, std::vector<double> point, std::span<const double> at, double raise);

    // Of the tail at the point where all futures were solved last.
    Cut tail_cut();

private:
    void count(const PartAnswer& answer, std::span<const double> link, Swept& swept);
    bool glance_is_enough(Master& master, std::vector<double>& point, std::span<const double> at,
                          double enough, Swept& swept, double& moved);
    double add_glance(Master& master, std::span<const double> point, std::span<const double> at,
                      Swept& swept);
    std::int64_t add_clusters(Master& master, std::size_t size, std::span<const double> at,
                              const Swept& swept, double& moved);
    void solve_clusters(const std::vector<double>& point, std::size_t size, Swept& swept);
    static bool add_feasibility(Master& master, const Swept& swept, std::span<const double> at);
    void judge_groups(std::int64_t groups, std::size_t futures);
    void share_basis(const std::vector<double>& point);
    void set_cost(const std::vector<double>& point, Swept& swept);
    bool add_tail(Master& master, const std::vector<double>& point, std::span<const double> at, Swept& swept);

    const TwoStageProgram& program_;
    const Risk& risk_;
    const BendersOptions& options_;
    BendersState& state_;
    TeamSweep sweep_;
    SolveOptions solve_options_;
};

}  // namespace dualflow::solver
