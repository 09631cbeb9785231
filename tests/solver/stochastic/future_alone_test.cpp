// SPDX-License-Identifier: MIT
// Futures solved with a first stage of their own: what their cuts say, and where a decomposition starts that
// knows them.
#include "dualflow/solver/stochastic/future_alone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/futures_of.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/parallel/thread_team.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

// The first stage with cuts in place of futures, without its integers.
double least_with(const TwoStageProgram& program, const std::vector<Cut>& cuts,
                  const std::vector<double>& weight) {
    LpModel master = program.master;
    std::fill(master.integer.begin(), master.integer.end(), std::uint8_t{0});
    for (std::size_t s = 0; s < cuts.size(); ++s) {
        master.offset += weight[s] * cuts[s].constant;
        for (std::size_t j = 0; j < cuts[s].slope.size(); ++j)
            master.cost[static_cast<std::size_t>(program.link[j])] += weight[s] * cuts[s].slope[j];
    }
    return Solver(std::move(master)).solve_relaxation({}).objective;
}

RC_GTEST_PROP(FuturesAlone, CutEachBelowItsCostAndStartAtWaitAndSee, ()) {
    const StochasticProgram program = random_program(true, true);
    const auto two = two_stage(program);
    std::vector<Cut> cuts;
    std::vector<double> weight;
    double wait_and_see = 0;
    BlockSolver block(*two);
    for (std::size_t s = 0; s < two->futures(); ++s) {
        const FutureAlone alone = solve_alone(*two, s, {});
        RC_ASSERT(alone.status == SolveStatus::optimal);
        LpModel one = program_of_one(*two, block_of(*two, s));
        const double cost = Solver(std::move(one)).solve_relaxation({}).objective;
        wait_and_see += two->probability(s) * cost;
        RC_ASSERT(std::abs(least_with(*two, {alone.cut}, {1}) - cost) <= 1e-7 * (1 + std::abs(cost)));
        const double bought = *rc::gen::inRange(0, 300) / 100.0;
        const std::vector<double> link(two->link.size(), bought);
        const BlockAnswer answer = block.solve(two->future(s), link, {}, {});
        RC_ASSERT(alone.cut.at(link) <= answer.objective + 1e-9 * (1 + std::abs(answer.objective)));
        cuts.push_back(alone.cut);
        weight.push_back(two->probability(s));
    }
    const double start = least_with(*two, cuts, weight);
    RC_ASSERT(start >= wait_and_see - 1e-7 * (1 + std::abs(wait_and_see)));
    StochasticOptions options;
    options.method = StochasticMethod::extensive;
    options.gap = 1e-9;
    const StochasticResult whole = solve_stochastic(program, {}, options);
    RC_ASSERT(start <= whole.objective + 1e-7 * (1 + std::abs(whole.objective)));
}

// Whether or not recourse may fail, at every weight of the tail.
RC_GTEST_PROP(FuturesAlone, LeadToTheOptimumOfTheExtensiveForm, ()) {
    const StochasticProgram program = random_program(true, *rc::gen::inRange(0, 3) > 0);
    for (const double lambda : {0.0, 0.5, 1.0}) {
        const Risk risk{lambda, 0.5};
        StochasticOptions options;
        options.gap = 1e-9;
        options.method = StochasticMethod::extensive;
        const StochasticResult whole = solve_stochastic(program, risk, options);
        options.method = StochasticMethod::benders;
        options.clusters = *rc::gen::element(0, 1, 2);
        for (const bool wait_and_see : {true, false}) {
            options.wait_and_see = wait_and_see;
            const StochasticResult cut = solve_stochastic(program, risk, options);
            for (const std::string& line : cut.log) RC_LOG() << line << "\n";
            RC_ASSERT(cut.status == whole.status);
            if (whole.status != SolveStatus::optimal) continue;
            const double slack = 1e-6 * (1 + std::abs(whole.objective));
            RC_ASSERT(std::abs(cut.objective - whole.objective) <= slack);
            RC_ASSERT(cut.bound_proved <= whole.objective + slack / 1e3);
        }
    }
}

RC_GTEST_PROP(FuturesAlone, GiveTheSameBitsOnThreadsRanksAndGoingOn, ()) {
    const StochasticProgram program = random_program(true, true);
    const auto two = two_stage(program);
    const Risk risk{*rc::gen::element(0.0, 0.5), 0.5};
    BendersOptions options;
    options.gap = *rc::gen::element(1e-9, 1e-2);
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    const BendersResult one = solve_benders(*two, risk, options);
    options.on_state = nullptr;
    options.threads = 2;
    states.insert(states.begin(), "");
    for (const std::string& state : states) {
        BendersResult led;
        on_ranks(2, [&](Team& team) {
            BendersOptions own = options;
            own.team = &team;
            own.resume_from = state;
            BendersResult result = solve_benders(*two, risk, own);
            if (team.leads()) led = std::move(result);
        });
        RC_ASSERT(led.why.empty());
        RC_ASSERT(led.status == one.status);
        RC_ASSERT(led.objective == one.objective);
        RC_ASSERT(led.bound == one.bound);
        RC_ASSERT(led.x == one.x);
        RC_ASSERT(led.lp_solves == one.lp_solves);
    }
}

// Rows of the first stage that are given on demand, fewer than a sweep has cuts or more, against the same
// rows in the program.
RC_GTEST_PROP(RowsOnDemand, LeadToTheOptimumOfTheProgramThatHasThem, ()) {
    const StochasticProgram program = random_program(*rc::gen::inRange(0, 2) > 0, true);
    auto two = two_stage(program);
    std::vector<LazyRow> rows(static_cast<std::size_t>(*rc::gen::inRange(1, 5)));
    for (LazyRow& row : rows) {
        row = {-infinity, static_cast<double>(*rc::gen::inRange(0, 9)), {}};
        for (Index j = 0; j < two->master.columns(); ++j)
            row.terms.push_back({j, static_cast<double>(*rc::gen::inRange(1, 4))});
    }
    BendersOptions options;
    options.gap = 1e-9;
    options.clusters = *rc::gen::element(0, 1, 2);
    options.branch_between_rounds = *rc::gen::element(0, 5000);
    int asked = 0;
    options.rows_missed = [&](std::span<const double> x) {
        std::vector<LazyRow> missed;
        for (const LazyRow& row : rows) {
            double value = 0;
            for (const Term& term : row.terms)
                value += term.coefficient * x[static_cast<std::size_t>(term.column)];
            if (value > row.upper + 1e-6) missed.push_back(row);
        }
        ++asked;
        return missed;
    };
    const BendersResult on_demand = solve_benders(*two, {}, options);
    StochasticProgram with = program;
    ModelBuilder builder;
    add_first_stage(builder, program.core.lp);  // all of it
    for (const LazyRow& row : rows) {
        builder.add_row(row.lower, row.upper, row.terms);
        with.core.row_stage.push_back(0);
        with.core.side.push_back(row.upper);
    }
    with.core.lp = builder.finish();
    StochasticOptions extensive;
    extensive.method = StochasticMethod::extensive;
    extensive.gap = 1e-9;
    const StochasticResult whole = solve_stochastic(with, {}, extensive);
    for (const std::string& line : on_demand.log) RC_LOG() << line << "\n";
    RC_LOG() << on_demand.why << " rounds " << on_demand.rounds << " lps " << on_demand.lp_solves
             << " status " << static_cast<int>(on_demand.status) << " " << on_demand.objective << " "
             << on_demand.bound << " whole " << static_cast<int>(whole.status) << " " << whole.objective
             << "\n";
    RC_ASSERT(asked > 0);
    RC_ASSERT(on_demand.status == whole.status);
    if (whole.status != SolveStatus::optimal) return;
    const double size = 1 + std::abs(whole.objective);
    RC_ASSERT(std::abs(on_demand.objective - whole.objective) <= 1e-6 * size);
    RC_ASSERT(on_demand.bound_proved <= whole.objective + 1e-7 * size);
}

}  // namespace
}  // namespace dualflow::solver
