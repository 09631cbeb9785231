// SPDX-License-Identifier: MIT
// All that a decomposition needs to go on where it stopped, as bytes for whoever keeps them.
//
// With the same program and options a run that goes on from a state gives the same bits as one that never
// stopped: every solve starts from a basis that the state holds, and from nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/future_groups.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::solver {

// A future that stands in the master itself, with a cut of its cost.
struct HeldFuture {
    std::uint64_t future = 0;
    Cut base;
};

// What a master is made of, apart from the program.
struct MasterState {
    std::vector<HeldFuture> held;
    std::vector<Cut> base;      // one a cluster; empty: there is no master yet
    Cut tail;                   // likewise of the tail; not used without risk
    std::vector<LazyRow> rows;  // cuts, and rows of the first stage found on demand, as they came
    std::vector<int> idle;      // of each row: solves since it last bore on the optimum
    Basis basis;                // where its next solve starts
    std::int64_t cuts = 0;
};

// Where the next sweep's solves start.
struct SweepState {
    Basis shared;                      // of futures that have nothing better
    std::vector<Basis> bases;          // one a future, or those of the dictionary
    std::vector<std::int64_t> used;    // how much each of a dictionary's is worth
    std::vector<std::int32_t> served;  // with a dictionary: by which each future was served last; −1: none
    std::vector<PartGroups> groups;    // of an adaptive partition, one a part
    bool seeded = false;               // with a dictionary: whether a few futures were asked for their bases
};

// A part of the space of integers that has rounds of its own (benders_sides.hpp).
struct Side {
    std::vector<BoundChange> changes;  // of the first stage's bounds: all hold
    double bound = -infinity, bound_proved = -infinity;
    std::vector<double> best;  // of its relaxation, or where its rounds are to begin
    double objective = infinity, size = 0;
    double target = 0;  // the gap of the relaxation to which rounds go on
    bool dived = false;
};

struct BendersState {
    bool integers = false;  // the phase
    double step = 0;        // of the way from the best point to the master's; 0: as a phase begins
    std::vector<double> start, best, incumbent;
    std::vector<double> dived;          // of the first stage during a dive: integers it has fixed, else NaN
    std::vector<double> held_integers;  // of the first stage while its integers are held there; else empty
    std::uint64_t rows_of_whole = 0;    // of the master, added before integers were held
    double incumbent_objective = infinity;
    double before_dive = infinity;  // the incumbent's objective as the last dive began
    int dives = 0;  // for a plan to search on from; one more than there are: elsewhere was asked too
    std::vector<Side> sides;  // all there is; the first is at hand
    int sides_made = 0;
    double whole_objective = infinity;  // of the plan whose whole cost was asked (BendersOptions::whole_cost)
    double asked_objective = infinity;  // of the last one, in the program
    double best_objective = infinity;
    double best_size = 0;  // Σ |terms| of the best objective: what rounding is measured by
    double bound = -infinity, bound_proved = -infinity;
    double reach = 0;  // of columns without bounds; 0: not needed so far
    bool kept_near = false;
    bool glance = false;  // the next sweep tries known bases alone first
    std::uint64_t next_cluster = 0;
    std::uint64_t last_point = 0;  // hash of the master's
    int stuck = 0;                 // rounds in which it did not move
    bool shares_basis = false;     // futures start from one of the first sweep's
    bool stopped_early = false;    // the last sweep, at a master of this bound
    double last_bound = -infinity;
    double dropped_at = -infinity;  // the master's bound as idle cuts were last taken out of it
    int early_stops_in_vain = 0, whole_sweeps = 0;  // in a row; to come
    MasterState master;
    SweepState sweep;
    SearchTree tree;          // of the integers
    bool restarting = false;  // the tree gave up
    std::int64_t rounds = 0, lp_solves = 0, iterations = 0, cuts_within_reach = 0;
    double worst_primal_dual_gap = 0;
    std::vector<std::string> log;
};

// `key` says what the state belongs to.
std::string to_bytes(const BendersState& state, std::string_view key);
// Error, one sentence: bytes that are not of a state, cut short, of another version or of another key.
Result<BendersState, std::string> from_bytes(std::string_view bytes, std::string_view key);

}  // namespace dualflow::solver
