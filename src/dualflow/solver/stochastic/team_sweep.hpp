// SPDX-License-Identifier: MIT
// A sweep on all ranks of a team: part p is worked on by rank p mod ranks, and answers are put together in
// the parts' order, so that any number of ranks gives the same bits.
//
// The leader calls; the others follow. What is sent a sweep is the point one way, and an answer a part and
// the bases that are new the other: no more for more futures. Under risk costs are asked for as well, and the
// weights of the tail sent: sixteen bytes a future. So is, where a state is kept, what each future begins
// from.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/parallel/team.hpp"
#include "dualflow/solver/stochastic/sweep.hpp"

namespace dualflow::solver {

class TeamSweep {
public:
    // The same on every rank, but for threads. `keep_cuts` and `in_groups` as of Sweep.
    TeamSweep(const TwoStageProgram& program, Team& team, std::size_t clusters, int threads, bool keep_cuts,
              bool in_groups = false);
    ~TeamSweep();  // of the leader: lets the others go
    TeamSweep(const TeamSweep&) = delete;
    TeamSweep& operator=(const TeamSweep&) = delete;

    // Does what the leader asks for until it needs no more. Of the others alone; what follows is the
    // leader's.
    void follow();

    const Partition& partition() const { return sweep_.partition(); }
    const std::vector<double>& probabilities() const { return sweep_.probabilities(); }

    void start_all_from(const Basis& basis);
    void hold(const std::vector<std::uint64_t>& futures);
    void start_from(const SweepState& state);
    SweepState state();

    // As of Sweep, with what was found learned by all.
    void run(std::span<const double> x, std::span<const std::size_t> parts, const SolveOptions& options,
             std::vector<PartAnswer>& answers);
    void run_alone(std::span<const std::size_t> parts, const SolveOptions& options,
                   std::vector<PartAlone>& alone);
    std::vector<PartAnswer> run_all(std::span<const double> x, const SolveOptions& options);
    bool keeps_bases() const { return sweep_.keeps_bases(); }
    bool can_glance() const { return sweep_.can_glance(); }
    void glance(std::span<const double> x, const SolveOptions& options, std::vector<PartAnswer>& answers);

    const std::vector<double>& costs();               // of each future when it was last solved
    Cut tail_cut(const std::vector<double>& weight);  // Σ weight · cut over all futures but those held

private:
    enum class Order : std::uint8_t { stop, start_all, hold, start, state, run, glance, costs, tail, alone };
    template <class... Values>
    void give(Order order, const Values&... values);
    bool obey(const std::string& bytes);

    // What every rank does of each order, the leader included.
    void do_run(std::span<const double> x, const std::vector<std::size_t>& parts, const SolveOptions& options,
                std::vector<PartAnswer>& answers);
    void do_alone(const std::vector<std::size_t>& parts, const SolveOptions& options,
                  std::vector<PartAlone>& alone);
    void do_glance(std::span<const double> x, const SolveOptions& options, std::vector<PartAnswer>& answers);
    void do_state(SweepState& state);
    void keep_own(SweepState& state) const;
    void do_costs();
    void do_tail(const std::vector<double>& weight, Cut& cut);
    std::vector<std::size_t> mine(std::span<const std::size_t> parts, int rank) const;
    std::vector<std::size_t> all_parts() const;
    template <class Value>
    void put_together(std::span<const std::size_t> parts, std::vector<Value>& by_part);

    Team& team_;
    Sweep sweep_;
    std::vector<double> costs_;  // empty until asked for
};

}  // namespace dualflow::solver
