// SPDX-License-Identifier: MIT
// From a case to a plan: builds the model of docs/reference/model.md on the tree of futures, solves
// it and reads the answer back.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/futures/futures.hpp"
#include "dualflow/plan/result.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::solver {
class Team;
}

namespace dualflow {

struct AskedKinks;
struct PlanModel;
class NoiseTables;

// automatic: the whole model at once (extensive form), or a decomposition over its branches where that is
// worth it; see choose() in plan.cpp.
enum class PlanMethod { automatic, extensive, benders };

struct PlanOptions {
    PlanMethod method = PlanMethod::automatic;
    double gap = 1e-4;
    int threads = 1;
    double time_limit = solver::infinity;  // seconds
    const std::atomic<bool>* interrupt = nullptr;
    std::function<void(const solver::Progress&)> on_progress;
    std::function<void(const std::string&)> on_message;  // model size, ranges, rounds
    // By decomposition only: what to keep after a round, and where to go on from.
    std::function<void(const std::string& state)> on_state;
    std::string resume_from;
    // By decomposition only: ranks that share its branches (solver/parallel/team.hpp). The leader makes the
    // plan, the others call help_to_plan; null: this process alone.
    solver::Team* team = nullptr;
    // Rows of a branch from which the trunk is branched on between rounds (BendersOptions).
    solver::Index branch_between_rounds = 5000;
    // For plans that are set against each other (foresight.hpp, values.hpp). How near its bound a start by
    // diving is to come, where that is nearer than the gap; tables of the noise already made; rows for kinks
    // that the plan of another future asked for, and where to leave those of this one (of the whole model at
    // once); what is asked of the model beside the case, once it is built; model and point of the plan found.
    std::optional<double> start_gap;
    std::shared_ptr<NoiseTables> noise_tables;
    std::shared_ptr<const AskedKinks> known_kinks;
    std::shared_ptr<AskedKinks> kinks_found;
    std::function<void(PlanModel&)> restrict_model;
    std::function<void(const PlanModel&, const std::vector<double>&)> on_plan;
};

// For the futures given, which are those of `c`: their tree has its buckets.
PlanResult make_plan(const Case& c, const Futures& futures, const PlanOptions& options);

// What a rank of options.team that does not lead does while the leader makes the plan of the same case,
// futures and options; returns when the leader has its plan. The leader's plan is the same bits on any number
// of ranks.
void help_to_plan(const Case& c, const Futures& futures, const PlanOptions& options);

// For one future, the case itself.
PlanResult make_plan(const Case& c, const PlanOptions& options);

}  // namespace dualflow
