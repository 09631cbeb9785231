// SPDX-License-Identifier: MIT
// Futures at one point of the master, on several threads, summed up by part (partition.hpp): what a sweep
// hands on does not grow with the number of futures.
//
// Where futures differ in right-hand sides and bounds alone, most are answered by a basis that is known
// (basis_dictionary.hpp), and the others by a few pivots from one. Elsewhere each future is solved from its
// own basis of the sweep before (the first time from one that all share). Either way an answer depends on
// nothing but the future, the point and what was known before the sweep or found by its own part: any number
// of threads gives the same bits.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/basis_dictionary.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/future_groups.hpp"
#include "dualflow/solver/stochastic/partition.hpp"

namespace dualflow::solver {

// What the futures of a part say of a point.
struct PartAnswer {
    bool feasible = true;          // every future has an optimum
    Cut cut;                       // Σ p·cut; only where feasible
    double cost = 0;               // Σ p·cost
    double held_cost = 0;          // likewise, of the futures that are held; they have no part in the others
    std::vector<Cut> feasibility;  // of futures without an answer: constant + slope·x ≤ 0
    std::int64_t lp_solves = 0, iterations = 0, cuts_within_reach = 0;
    std::int64_t groups = 0;  // of futures after the sweep; 0: they are in none
    double worst_primal_dual_gap = 0;
    std::string log;  // the first that went wrong
};

// What the futures of a part say each with a first stage of its own (future_alone.hpp).
struct PartAlone {
    bool solved = true;         // every future has an optimum and a cut
    Cut cut;                    // Σ p·cut; only where solved
    std::vector<double> point;  // Σ p·x; likewise
    std::int64_t lp_solves = 0, iterations = 0;
    double worst_primal_dual_gap = 0;
    std::string log;  // the first that went wrong
};

// Bases that a part found, for the dictionary of every rank.
struct PartFound {
    std::vector<Basis> fresh;        // ids from the dictionary's size on
    std::vector<std::int64_t> used;  // by how many futures, of each id
    BasisDictionary::Found made;     // the same as it was made here; empty where it came from elsewhere
};

class Sweep {
public:
    // `keep_cuts`: of every future, for `tail_cut`. `in_groups`: instead of a dictionary, where
    // convex_in_changes().
    Sweep(const TwoStageProgram& program, std::size_t clusters, int threads, bool keep_cuts,
          bool in_groups = false);

    const Partition& partition() const { return partition_; }
    void start_all_from(const Basis& basis);
    // From now on these stand in the master, and cuts leave them out. Not with groups.
    void hold(const std::vector<std::uint64_t>& futures);
    void start_from(const SweepState& state);
    SweepState state() const;

    // Answers of those parts, the others are left as they are. `answers` has one a part. What was found is
    // told to `learn`, once for all parts that were solved at the point, here or elsewhere.
    std::vector<PartFound> solve(std::span<const double> x, std::span<const std::size_t> parts,
                                 const SolveOptions& options, std::vector<PartAnswer>& answers);
    void learn(std::span<const std::size_t> parts, std::vector<PartFound> found, const SolveOptions& options);

    // Every future of those parts with a first stage of its own; `alone` has one a part.
    void solve_alone(std::span<const std::size_t> parts, const SolveOptions& options,
                     std::vector<PartAlone>& alone);

    // Whether futures share what is known of bases, so that a sweep costs little where they are known: not
    // where no basis can be kept (columns without bounds leave no cut proved).
    bool keeps_bases() const;

    // Cuts alone: from bases that are known, at no linear program's cost, or of the mean futures of groups.
    // No cost is told, and a future without an answer goes unseen. Only where can_glance().
    bool has_dictionary() const { return dictionary_.has_value(); }
    bool can_glance() const;
    void glance(std::span<const double> x, std::span<const std::size_t> parts, const SolveOptions& options,
                std::vector<PartAnswer>& answers);
    // Linear programs and iterations that the first solve spends before its parts, on every rank alike.
    const PartAnswer& seeding() const { return seeding_; }

    // Of each future when it was last solved; infinite where it has no optimum.
    const std::vector<double>& costs() const { return cost_; }
    const std::vector<double>& probabilities() const { return probability_; }
    // Σ weight · cut over the futures of a part that are not held, of the cuts last found.
    Cut tail_cut(std::size_t part, std::span<const double> weight) const;

private:
    struct PartWork;
    template <class Work>
    void on_own_threads(std::size_t count, const Work& work);  // work(solver, 0 … count − 1)
    void solve_part(BlockSolver& solver, std::size_t part, PartWork& work);
    PartAlone part_alone(std::size_t part, const SolveOptions& options) const;
    void regroup(std::size_t part, PartWork& work);
    void glance_at_bases(std::size_t part, PartWork& work) const;
    void glance_at_groups(BlockSolver& solver, std::size_t part, PartWork& work);
    BlockAnswer solve_future(BlockSolver& solver, std::size_t future, PartWork& work);
    BlockAnswer solve_block(BlockSolver& solver, const TwoStageProgram::Future& future, const Basis& start,
                            PartWork& work) const;
    bool is_held(std::size_t future) const { return !held_.empty() && held_[future] != 0; }
    bool look_up(std::size_t future, PartWork& work);
    void seed(std::span<const double> link, const SolveOptions& options, PartAnswer& answer);
    void take_over(std::size_t part, BasisDictionary::Id before, const BasisDictionary::Found& found);
    BasisDictionary::Found in_full(PartFound found, const SolveOptions& options) const;

    const TwoStageProgram& program_;
    Partition partition_;
    std::vector<double> probability_, cost_;
    std::vector<std::uint8_t> held_;  // of each future, or empty
    Basis shared_;                    // where a future without anything better starts
    std::vector<Basis> basis_;        // of each future; with a dictionary empty
    std::optional<BasisDictionary> dictionary_;
    std::vector<BasisDictionary::Id> served_by_;  // the last for each future; without a dictionary empty
    std::optional<FutureGroups> groups_;          // not with a dictionary
    std::vector<Cut> cut_;                        // empty where they are not kept
    bool seeded_ = false;
    PartAnswer seeding_;
    std::vector<std::unique_ptr<BlockSolver>> solvers_;  // one a thread
};

// The cut of each cluster: the sums of its parts.
Cut cluster_cut(const Partition& partition, const std::vector<PartAnswer>& answers, std::size_t cluster);

}  // namespace dualflow::solver
