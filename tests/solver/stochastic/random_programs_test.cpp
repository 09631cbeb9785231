// SPDX-License-Identifier: MIT
// Random two-stage programs with integers and risk: Benders against the extensive form, and what a
// decomposition must not depend on.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

StochasticResult solved(const StochasticProgram& program, const Risk& risk, StochasticMethod method,
                        int clusters = 0, int threads = 1) {
    StochasticOptions options;
    options.method = method;
    options.clusters = clusters;
    options.threads = threads;
    options.gap = 1e-9;
    return solve_stochastic(program, risk, options);
}

void expect_same(const StochasticProgram& program, const Risk& risk) {
    const StochasticResult whole = solved(program, risk, StochasticMethod::extensive);
    for (const int clusters : {0, 1}) {
        const StochasticResult cut = solved(program, risk, StochasticMethod::benders, clusters);
        RC_LOG() << "clusters " << clusters << " whole " << whole.objective << " cut " << cut.objective << " "
                 << cut.bound << " gap " << cut.gap << " status " << static_cast<int>(cut.status) << "\n";
        for (const auto& line : cut.log) RC_LOG() << line << "\n";
        RC_ASSERT(cut.status == whole.status);
        if (whole.status != SolveStatus::optimal) continue;
        RC_ASSERT(std::abs(cut.objective - whole.objective) <= 1e-6 * (1 + std::abs(whole.objective)));
        RC_ASSERT(cut.bound <= whole.objective + 1e-6 * (1 + std::abs(whole.objective)));
    }
}

RC_GTEST_PROP(RandomPrograms, CostTheSameDecomposed, ()) {
    const double lambda = *rc::gen::element(0.0, 0.5, 1.0);
    const double alpha = *rc::gen::element(0.0, 0.5, 0.9);
    const bool costs = *rc::gen::inRange(0, 2) > 0;
    expect_same(random_program(costs, true), {lambda, alpha});
}

// A hundred programs, each at three risks and with both kinds of recourse: the tree and the master solved
// anew against the extensive form, and what the tree proves.
RC_GTEST_PROP(RandomPrograms, CostTheSameInOneTreeAndProveIt, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 2) > 0);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    for (const double lambda : {0.0, 0.5, 1.0}) {
        const Risk risk{lambda, 0.5};
        const StochasticResult whole = solved(program, risk, StochasticMethod::extensive);
        const double slack = 1e-6 * (1 + std::abs(whole.objective));
        for (const bool one_tree : {true, false}) {
            BendersOptions options;
            options.gap = 1e-9;
            options.one_tree = one_tree;
            const BendersResult found = solve_benders(*two, risk, options);
            for (const auto& line : found.log) RC_LOG() << line << "\n";
            RC_ASSERT(found.status == whole.status);
            if (whole.status != SolveStatus::optimal) continue;
            RC_ASSERT(std::abs(found.objective - whole.objective) <= slack);
            RC_ASSERT(found.bound_proved <= whole.objective + slack / 1e3);
            if (one_tree && found.cuts_within_reach == 0)
                RC_ASSERT(found.bound_proved >= whole.objective - slack);
        }
    }
}

RC_GTEST_PROP(RandomPrograms, WhoseRecourseMayFailCostTheSameDecomposed, ()) {
    const double lambda = *rc::gen::element(0.0, 0.5);
    const bool costs = *rc::gen::inRange(0, 2) > 0;
    expect_same(random_program(costs, false), {lambda, 0.5});
}

RC_GTEST_PROP(RandomPrograms, WhoseOptimumIsZeroAreSolvedToIt, ()) {
    StochasticProgram program = random_program(false, true);
    const StochasticResult before = solved(program, {}, StochasticMethod::extensive);
    program.core.lp.offset -= before.objective;
    const StochasticResult zero = solved(program, {}, StochasticMethod::benders);
    RC_ASSERT(zero.status == SolveStatus::optimal);
    RC_ASSERT(std::abs(zero.objective) <= 1e-9 * (1 + std::abs(before.objective)));
    RC_ASSERT(zero.gap <= 1e-9);
}

RC_GTEST_PROP(RandomPrograms, GiveTheSameBitsOnAnyNumberOfThreads, ()) {
    const StochasticProgram program = random_program(true, true);
    const StochasticResult one = solved(program, {0.5, 0.5}, StochasticMethod::benders, 0, 1);
    for (const int threads : {2, 3, 8}) {
        const StochasticResult many = solved(program, {0.5, 0.5}, StochasticMethod::benders, 0, threads);
        RC_ASSERT(many.objective == one.objective);
        RC_ASSERT(many.bound == one.bound);
        RC_ASSERT(many.first_stage == one.first_stage);
        RC_ASSERT(many.iterations == one.iterations);
    }
}

RC_GTEST_PROP(RandomPrograms, HaveCutsBelowTheRecourseCostEverywhere, ()) {
    const StochasticProgram program = random_program(true, true);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    BlockSolver solver(*two);
    const auto point = [&] {
        std::vector<double> x;
        for (Index j = 0; j < two->master.columns(); ++j) x.push_back(*rc::gen::inRange(0, 6));
        return link_of(*two, x);
    };
    const std::vector<double> here = point(), there = point();
    for (std::size_t s = 0; s < two->futures(); ++s) {
        const BlockAnswer at_here = solver.solve(two->future(s), here, {}, {});
        const BlockAnswer at_there = solver.solve(two->future(s), there, {}, {});
        RC_ASSERT(std::abs(at_here.cut.at(here) - at_here.objective) <= 1e-9 * (1 + at_here.objective));
        RC_ASSERT(at_here.cut.at(there) <= at_there.objective + 1e-9 * (1 + at_there.objective));
        // So does a vector that is no dual at all, for the core's own figures.
        std::vector<double> wild;
        for (Index i = 0; i < two->block.rows(); ++i) wild.push_back(*rc::gen::inRange(-5, 6));
        const Cut cut = optimality_cut(two->block, two->link.size(), wild);
        const BlockAnswer core = solver.solve({}, there, {}, {});
        RC_ASSERT(!cut.usable() || cut.at(there) <= core.objective + 1e-9 * (1 + core.objective));
    }
}

// 100,000 with DUALFLOW_MANY=1 (make many). A point is the bounds of the block's first columns. Every cut
// holds at its own point and at the forty-nine before it.
TEST(Resolves, OfChangedBoundsFromTheLastBasisGiveNoWrongCut) {
    const int many = std::getenv("DUALFLOW_MANY") != nullptr ? 100'000 : 2'000;
    std::mt19937 random(20261125);
    const auto below = [&](unsigned bound) { return static_cast<double>(random() % bound); };
    ModelBuilder builder;
    CoreProgram core;
    core.stages = 2;
    constexpr int links = 6, columns = 40, rows = 20;
    for (int j = 0; j < links + columns; ++j) {
        builder.add_column(0, j < links ? 10 : 5 + below(20), 1 + below(9));
        core.column_stage.push_back(j < links ? 0 : 1);
        core.column_names.push_back("c" + std::to_string(j));
    }
    for (int i = 0; i < rows; ++i) {
        const Index row = builder.add_row(5 + below(20), infinity);
        for (int k = 0; k < 8; ++k)
            builder.add_term(row, static_cast<Index>(random() % (links + columns)), 1 + below(5));
        builder.add_term(row, builder.add_column(0, infinity, 50), 1);
        core.column_stage.push_back(1);
        core.column_names.push_back("lost" + std::to_string(i));
        core.row_stage.push_back(1);
    }
    core.lp = builder.finish();
    core.side = core.lp.row_lower;
    StochasticProgram program;
    program.core = core;
    program.tree = {{0, -1, 1, {}}, {1, 0, 1, {}}};
    const auto two = two_stage(program);
    ASSERT_TRUE(two) << two.error();
    BlockSolver solver(*two);
    std::vector<std::pair<std::vector<double>, double>> seen;
    Basis basis;
    for (int k = 0; k < many; ++k) {
        std::vector<double> link;
        for (std::size_t j = 0; j < two->link.size(); ++j) link.push_back(below(11));
        const BlockAnswer answer = solver.solve({}, link, basis, {});
        ASSERT_EQ(answer.status, SolveStatus::optimal);
        EXPECT_LE(answer.primal_dual_gap, 1e-9);
        basis = answer.basis;
        if (seen.size() == 50) seen.erase(seen.begin());
        seen.emplace_back(link, answer.objective);
        for (const auto& [point, cost] : seen)
            EXPECT_LE(answer.cut.at(point), cost + 1e-9 * (1 + std::abs(cost)));
    }
}

TEST(TailWeights, AreThoseOfTheWorstShare) {
    const std::vector<double> p{0.1, 0.2, 0.3, 0.4}, cost{5, 9, 1, 7};
    const std::vector<double> half = tail_weights(p, cost, 0.5);
    EXPECT_NEAR(half[1], 0.4, 1e-15);
    EXPECT_NEAR(half[3], 0.6, 1e-15);
    EXPECT_EQ(half[0], 0);
    EXPECT_EQ(tail_weights(p, cost, 0), p);
}

}  // namespace
}  // namespace dualflow::solver
