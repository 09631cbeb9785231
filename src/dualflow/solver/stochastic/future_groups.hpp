// SPDX-License-Identifier: MIT
// Adaptive partition: futures of a part in groups, each with its mean future.
//
// Where the recourse cost is convex in what changes (right-hand sides, bounds, entries of linking columns),
// Q(x, mean of a group) ≤ Σ p_s Q(x, s) / Σ p_s, so a cut of the mean future is one of every future of its
// group on average, at one linear program a group. Groups begin as whole parts and are split where their
// futures have different duals (Song and Luedtke 2015, "An adaptive partition-based approach for solving
// two-stage stochastic programs with fixed recourse"; with cuts kept for an oracle whose accuracy is raised
// on demand: van Ackooij, de Oliveira and Song 2018). The mean's sides and bounds are rounded outwards, so
// that its cut is safe; entries to the nearest, as is the slope of any cut.
//
// Departure from the paper: a split makes at most twice as many groups, and a sweep of all futures says what
// a point costs and proves the end, so that groups only ever save linear programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/partition.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

// The groups of one part as they are kept in a state.
struct PartGroups {
    std::vector<std::int32_t> of;  // of each of the part's futures, in their order
    std::vector<Basis> basis;      // where each group's next solve starts; may be empty
};

class FutureGroups {
public:
    using Future = TwoStageProgram::Future;

    // Of a program whose recourse cost is convex in what changes; it must outlive this.
    FutureGroups(const TwoStageProgram& program, const Partition& partition);

    // Parts may be worked on at the same time, each by one thread.
    const std::vector<Future>& means(std::size_t part);
    PartGroups& part(std::size_t part) { return parts_[part]; }
    // Splits groups whose futures have different marks, one a future of the part.
    void split(std::size_t part, std::span<const std::uint64_t> marks);

    const std::vector<PartGroups>& state() const { return parts_; }
    void restore(const std::vector<PartGroups>& state);

private:
    const TwoStageProgram& program_;
    Partition partition_;
    std::vector<PartGroups> parts_;
    std::vector<std::vector<Future>> means_;  // of each part; empty where they are to be made
};

// The same for duals that are the same but for rounding, mostly.
std::uint64_t mark_of(std::span<const double> row_dual);

// Σ p · figures / Σ p over futures; sides and bounds rounded outwards where they are not all equal.
TwoStageProgram::Future mean_future(const TwoStageProgram& program, std::span<const std::size_t> futures);
TwoStageProgram::Future mean_future(const TwoStageProgram& program);  // of all

}  // namespace dualflow::solver
