// SPDX-License-Identifier: MIT
// What a run of Benders decomposition knows, and its books: bounds, the best point, rounds, the state to go
// on from, and why it ended. Which point is swept next is not decided here (benders.hpp).
//
// What can end a run sets `out.status` and says so by its answer; the caller returns.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/master.hpp"
#include "dualflow/solver/stochastic/point_sweeps.hpp"

namespace dualflow::solver {

struct BendersRun {
    // Keeps references to the program, the options and the team.
    BendersRun(const TwoStageProgram& its_program, const Risk& its_risk, const BendersOptions& its_options,
               Team& team);

    // Goes on from a state that was kept, if there is one; false where that is of another run.
    bool restored();
    // Hands on all that is needed to go on from here. Not after an interrupt, which may have cut the round
    // short.
    void keep_state();

    // Whether a limit is met or the user interrupts.
    bool stopped();
    double seconds_left() const;
    bool stop(SolveStatus status);                                         // with what there is; false
    bool fail(std::string why, SolveStatus status = SolveStatus::failed);  // false
    // Ends the run where a check of what we did ourselves says why it is wrong.
    bool is_wrong(std::string why);
    bool checks_failed(const Swept& swept);
    bool finish();  // what there is now is the answer; false where a check fails

    void price(const Swept& swept);  // keeps a point that costs less than all before
    void go_back_to_incumbent();     // as the best point
    void note_round();
    void tell() const;                          // those who watch, how far it is
    bool take_bound(const Solution& solution);  // of the master; false where that has no point
    std::size_t first_stage() const { return static_cast<std::size_t>(program.master.columns()); }
    bool holds_integers() const { return !state.held_integers.empty(); }
    // Whether the rounds are those of a side's relaxation (benders_sides.hpp).
    bool at_side() const { return !state.sides.empty() && !holds_integers(); }
    void hold_as_stated();       // the master's bounds: those of the side at hand, of a dive, of what is held
    double local_bound() const;  // of what the rounds are of
    double cutoff() const;       // what costs as much is no better than the plan, but for the gap
    // Whether the bound is as near as is asked for to what a plan costs in whole.
    bool is_enough() const;
    void raise_bound(double bound, double proved);
    void take_tree();    // its bounds
    double gap() const;  // relative
    bool closed(double target) const;
    BendersResult result();

    const TwoStageProgram& program;
    Risk risk;
    const BendersOptions& options;
    std::optional<Master> master;
    SolveOptions solve_options;
    std::string key;
    BendersState state;  // but for the master and the bases, which are put in when it is handed on
    PointSweeps sweep;
    std::string wrong;  // of what we did ourselves
    BendersResult out;

private:
    bool is_nothing() const;  // whether plan and bound are both zero but for rounding
    double nothing_;
    bool interrupted() const;
    void keep_incumbent();
    double seconds() const;

    std::int64_t kept_round_ = 0;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

// Of a run that cannot go on.
inline constexpr const char* no_proof = "a future without an answer, and no proof that cuts its point off";

}  // namespace dualflow::solver
