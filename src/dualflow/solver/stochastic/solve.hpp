// SPDX-License-Identifier: MIT
// A stochastic program, solved by whatever suits its size.
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
#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/solver/stochastic/risk.hpp"

namespace dualflow::solver {

// automatic: the extensive form where it is small, has fewer than 200 leaves in more than two stages, or
// integers after the first, else Benders; the extensive form as well where Benders finds no proof.
// benders: with more than two stages on a two-stage cut (two_stage_cut.hpp).
enum class StochasticMethod { automatic, extensive, benders };

struct StochasticOptions {
    StochasticMethod method = StochasticMethod::automatic;
    double gap = 1e-6;  // relative
    int threads = 1, clusters = 0;
    Team* team = nullptr;  // ranks of which all call; only the leader's result says something
    bool stabilise = true, mean_in_master = true, wait_and_see = true, partial_sweeps = true;
    bool adaptive_partition = false;
    int worst_futures = 0;
    // Benders: rows of the first stage found on demand (benders.hpp). Not of a cut of several stages.
    std::function<std::vector<LazyRow>(std::span<const double> first_stage)> rows_missed;
    std::function<double(std::span<const double> first_stage, double cost)> whole_cost;
    double whole_gap = 0;
    KnownCuts begin_with;  // of the program itself, not of a cut of several stages
    Index branch_between_rounds = 5000;
    int round_limit = 100'000;
    double time_limit = infinity;  // seconds
    const std::atomic<bool>* interrupt = nullptr;
    std::function<void(const Progress&)> on_progress;
    // Benders: see benders.hpp. The extensive form keeps no state.
    std::function<void(const std::string& state)> on_state;
    std::string resume_from;
};

struct StochasticResult {
    SolveStatus status = SolveStatus::failed;
    std::string method;  // "extensive form", "Benders" or "Benders on a two-stage cut"
    double objective = infinity, bound = -infinity, bound_proved = -infinity, gap = infinity;
    std::vector<double> first_stage;
    std::vector<std::string> first_stage_names;
    KnownCuts known;
    int rounds = 0;
    std::int64_t cuts = 0, lp_solves = 0, iterations = 0;
    double worst_primal_dual_gap = 0;
    std::int64_t cuts_within_reach = 0;  // with any of them bound_proved is −∞ (benders.hpp)
    std::vector<std::string> log;
    int resumed_after_round = 0;
    std::string why;  // the method asked for cannot solve this program, or not from that state
};

// Whether the extensive form is solved without a try at anything else. (It is also what is left where a
// decomposition finds no proof, or none is possible.)
bool begins_with_extensive_form(const StochasticProgram& program, StochasticMethod method);

StochasticResult solve_stochastic(const StochasticProgram& program, const Risk& risk,
                                  const StochasticOptions& options);

}  // namespace dualflow::solver
