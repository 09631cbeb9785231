// SPDX-License-Identifier: MIT
// Programs of several stages cut in two: the cut, decomposed or not, against the extensive form of the tree.
#include "dualflow/solver/stochastic/two_stage_cut.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

#include "dualflow/solver/stochastic/solve.hpp"
#include "dualflow/solver/stochastic/subtree_shape.hpp"
#include "solver/stochastic/random_tree.hpp"

namespace dualflow::solver {
namespace {

StochasticResult solved(const StochasticProgram& program, const Risk& risk, StochasticMethod method,
                        int clusters = 0) {
    StochasticOptions options;
    options.method = method;
    options.clusters = clusters;
    options.gap = 1e-9;
    return solve_stochastic(program, risk, options);
}

bool near(double a, double b) {
    return std::abs(a - b) <= 1e-6 * (1 + std::abs(b));
}

void expect_cut_costs_the_same(const StochasticProgram& program, const Risk& risk) {
    const StochasticResult whole = solved(program, risk, StochasticMethod::extensive);
    RC_ASSERT(whole.status == SolveStatus::optimal);
    const auto cut = two_stage_cut(program, risk, 1e6);
    RC_ASSERT(cut.has_value());
    const StochasticResult written_out = solved(cut->program, {}, StochasticMethod::extensive);
    RC_LOG() << "whole " << whole.objective << " cut " << written_out.objective << "\n";
    RC_ASSERT(near(written_out.objective, whole.objective));
    for (const int clusters : {0, 1}) {
        const StochasticResult found = solved(program, risk, StochasticMethod::benders, clusters);
        RC_LOG() << "clusters " << clusters << ": " << found.objective << " " << found.bound << " "
                 << static_cast<int>(found.status) << " " << found.why << "\n";
        for (const std::string& line : found.log) RC_LOG() << line << "\n";
        RC_ASSERT(found.method == "Benders on a two-stage cut");
        RC_ASSERT(found.status == SolveStatus::optimal);
        RC_ASSERT(near(found.objective, whole.objective));
        RC_ASSERT(found.bound <= whole.objective + 1e-6 * (1 + std::abs(whole.objective)));
        RC_ASSERT(found.bound_proved <= whole.objective + 1e-6 * (1 + std::abs(whole.objective)));
        RC_ASSERT(found.first_stage.size() == whole.first_stage.size());
    }
}

RC_GTEST_PROP(RandomTrees, OfThreeStagesCostTheSameCutInTwo, ()) {
    const double lambda = *rc::gen::element(0.0, 0.5, 1.0);
    const double alpha = *rc::gen::element(0.0, 0.5, 0.9);
    const bool costs = *rc::gen::inRange(0, 2) > 0;
    expect_cut_costs_the_same(RandomTree::draw(3, costs), {lambda, alpha});
}

RC_GTEST_PROP(RandomTrees, OfFourStagesCostTheSameCutInTwo, ()) {
    const double lambda = *rc::gen::element(0.0, 0.5, 1.0);
    expect_cut_costs_the_same(RandomTree::draw(4, *rc::gen::inRange(0, 2) > 0), {lambda, 0.7});
}

}  // namespace
}  // namespace dualflow::solver
