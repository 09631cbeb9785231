// SPDX-License-Identifier: MIT
// Benders decomposition of a two-stage program (Benders 1962; Van Slyke and Wets 1969; Birge and Louveaux
// 1988).
//
// The master holds the first stage, a cost θ_k for each cluster of futures, and, under risk, the tail cost φ:
//   minimise c x + (1 − λ) Σ θ_k + λ φ.
// A sweep solves every future at a point and gives each cluster the cut Σ p_s (constant_s + slope_s x), and φ
// the same with the weights of the tail at that point: any weights 0 ≤ w_s ≤ p_s / (1 − α) of sum one give a
// valid cut (Künzi-Bay and Mayer 2006; Fábián 2008). Where the recourse cost is convex in what changes, the
// mean future stands in the master itself (Crainic, Hewitt, Maggioni and Rei 2021).
//
// It starts from the cuts of a decomposition before it, where those are given (known_cuts.hpp); else, with
// few futures and without the mean in the master, from a cut of each solved alone (future_alone.hpp).
//
// Points to sweep lie between the best one so far and the master's (in-out: Ben-Ameur and Neto 2007). First
// the master without its integers, to a part of the gap asked for. Then dives fix integers a few at a
// time, with a sweep after each time, and with those held the rounds go on: a plan (benders_dives.hpp). Where
// its gap is not closed, one tree over the same LP (branch_and_cut.hpp) follows. Where the tree finds an LP
// without answer, the master is solved anew with its integers after each sweep. Where blocks are large, it is
// branched between rounds instead (benders_sides.hpp).
//
// Cuts that have not borne on the master's optimum for some solves are taken out where cuts make most of its
// work: bounds stay the highest seen.
//
// A sweep goes cluster by cluster, each time on from where the last one stopped, and stops as soon as the
// cuts found move the master by a good part of the gap (by batch: Blanchot, Clautiaux, Detienne, Froger and
// Ruiz 2023); only one that goes round tells what a point costs. Where stopping early does not move the
// bound, sweeps go round.
//
// `bound_proved` is the least of the tree's leaves, without integers that of the master, cuts and bounds by
// safe arithmetic; where the tree was left it is that of the relaxation; −∞ where a cut holds within a reach
// only, or where the master was kept near a point. `bound` is that of the accepted LPs (of wide gaps the
// proved one), or where the tree was left that of the branch and bound over the master.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/parallel/team.hpp"
#include "dualflow/solver/stochastic/known_cuts.hpp"
#include "dualflow/solver/stochastic/risk.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

struct Round {
    int number = 0;
    bool integers = false;
    double bound = -infinity, objective = infinity, gap = infinity;
    double seconds = 0;
    std::int64_t lp_solves = 0;
};

struct BendersOptions {
    double gap = 1e-7;  // relative
    int clusters = 0;   // of futures that share a cut; 0: chosen by size, 1: single cut, ≥ futures: one each
    bool stabilise = true;
    bool mean_in_master = true;  // where it is valid
    // Futures that stand in the master themselves: so many of those that cost most at the first point that
    // all have an answer to (partial Benders). Valid whatever changes.
    int worst_futures = 0;
    // Start from a cut of each future solved with a first stage of its own (future_alone.hpp): where futures
    // are few and the mean future is not in the master.
    bool wait_and_see = true;
    bool partial_sweeps = true;  // without risk: stop a sweep whose cuts already say enough
    // Cuts of groups' mean futures before all are solved, instead of a dictionary of bases
    // (future_groups.hpp). Refused under risk and where the recourse cost is not convex in what changes. No
    // instance at hand is solved sooner by it.
    bool adaptive_partition = false;
    // A plan from elsewhere, of which only the integers are taken, and what it cost to find; without a point,
    // none. Asked once, on the leader, where one tree is to follow and dives leave more than a hundredth
    // open; in so many seconds, but for those the same at every call.
    std::function<Solution(double seconds)> plan_from_elsewhere;
    bool one_tree = true;  // of the integers; false: their master is solved anew after each sweep
    // Blocks of so many rows are too large for a tree: it is branched between rounds (benders_sides.hpp).
    Index branch_between_rounds = 5000;
    // Entries of cuts from which a master is heavy: idle cuts are taken out of its relaxation then.
    std::int64_t heavy_master = 100'000;
    // What a plan costs in whole, where futures have integers that the program relaxes; infinite where none
    // is found, NaN where the search for it was cut short. `cost` is that with relaxed futures. Asked, on the
    // leader, of a plan that is well within `whole_gap`, where it is branched between rounds: what is left to
    // do is then what that cost and `whole_gap` ask for.
    std::function<double(std::span<const double> first_stage, double cost)> whole_cost;
    double whole_gap = 0;
    // Rows of the first stage that are found on demand: those that a point violates, a function of the point
    // alone. Asked on the leader. In rounds a point that misses fewer new ones than a sweep has cuts is swept
    // all the same, but its cost is not taken.
    std::function<std::vector<LazyRow>(std::span<const double> first_stage)> rows_missed;
    // Begin with those of another decomposition, near its best point (known_cuts.hpp); empty: from nothing.
    // Not used with `worst_futures`, or where clusters or what links the stages are not those of before.
    KnownCuts begin_with;
    int threads = 1;            // of each rank
    Team* team = nullptr;       // ranks that share the sweeps; none: this process alone
    int round_limit = 100'000;  // of this call
    double time_limit = infinity;
    const std::atomic<bool>* interrupt = nullptr;
    std::function<void(const Round&)> on_round;
    // After every round all that is needed to go on from there; what the call keeps, `resume_from` takes.
    // The same program, risk and options are expected then, but for threads, limits and these.
    std::function<void(const std::string& state)> on_state;
    std::string resume_from;
};

struct BendersResult {
    SolveStatus status = SolveStatus::failed;
    double objective = infinity, bound = -infinity, bound_proved = -infinity, gap = infinity;
    std::vector<double> x;  // of the first stage
    KnownCuts known;  // for a decomposition after it; empty with `worst_futures` or where no master was made
    int rounds = 0;
    std::int64_t lp_solves = 0, iterations = 0, cuts = 0;
    double worst_primal_dual_gap = 0;
    // Cuts that hold within a reach only, of recourse columns without bounds: with any of them nothing is
    // proved.
    std::int64_t cuts_within_reach = 0;
    int resumed_after_round = 0;  // of a run that went on from a state
    std::vector<std::string> log;
    std::string why;  // an option is none for this program, or the state to go on from is of another
};

// On several ranks all call it; only the leader's result says something.
BendersResult solve_benders(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options);

}  // namespace dualflow::solver
