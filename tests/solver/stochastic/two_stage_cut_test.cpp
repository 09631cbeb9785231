// SPDX-License-Identifier: MIT
// Programs of several stages cut in two: the cut, decomposed or not, against the extensive form of the tree.
#include "dualflow/solver/stochastic/two_stage_cut.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

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

// One column and one row a stage: make what the node asks for, at the node's price.
StochasticProgram chain(int stages, bool last_is_integer) {
    StochasticProgram program;
    ModelBuilder builder;
    for (int t = 0; t < stages; ++t) {
        const Index x = builder.add_column(0, 100, 1, last_is_integer && t + 1 == stages);
        builder.add_term(builder.add_row(1, infinity), x, 1);
        program.core.column_stage.push_back(t);
        program.core.row_stage.push_back(t);
        program.core.side.push_back(1);
        program.core.column_names.push_back("x" + std::to_string(t));
    }
    program.core.lp = builder.finish();
    program.core.stages = stages;
    return program;
}

const std::vector<TreeNode> ragged{{0, -1, 1, {}},  {1, 0, 0.5, {}}, {1, 0, 0.5, {}},
                                   {2, 1, 0.2, {}}, {2, 1, 0.3, {}}, {2, 2, 0.5, {}}};

TEST(SubtreeShape, TakesANodeTwiceWhereAnotherSubtreeHasMoreBranches) {
    const auto shape = subtree_shape(ragged, 3, 100);
    ASSERT_TRUE(shape) << shape.error();
    ASSERT_EQ(shape->places.size(), 3u);
    EXPECT_EQ(shape->subtrees(), 2u);
    EXPECT_EQ(shape->places[1].filling[0].node, 3);
    EXPECT_EQ(shape->places[2].filling[0].node, 4);
    EXPECT_EQ(shape->places[1].filling[1].node, 5);
    EXPECT_EQ(shape->places[2].filling[1].node, 5);
    EXPECT_EQ(shape->places[2].filling[1].share, 0.5);
    EXPECT_EQ(shape->places[2].filling[0].share, 1);
}

TEST(SubtreeShape, IsRefusedForWhatIsNoTreeOfTheStages) {
    std::vector<TreeNode> short_path = ragged;
    short_path.pop_back();
    EXPECT_NE(subtree_shape(short_path, 3, 100).error().find("ends in stage 2, at node 2"),
              std::string::npos);
    std::vector<TreeNode> jump = ragged;
    jump[5].stage = 1;
    EXPECT_NE(subtree_shape(jump, 3, 100).error().find("node 5 of the tree"), std::string::npos);
    EXPECT_NE(subtree_shape({}, 3, 100).error().find("root"), std::string::npos);
    EXPECT_NE(subtree_shape(ragged, 3, 5).error().find("more than 5 nodes"), std::string::npos);
    EXPECT_TRUE(subtree_shape(ragged, 3, 6));
}

// Every node asks for 1 at the price 1, but node 4 asks for 3 and node 5 pays 2: 1 + 1 + 0.2 + 0.3 · 3 + 0.5
// · 2.
TEST(TwoStageCut, OfARaggedTreeCostsWhatIsFoundByHand) {
    StochasticProgram program = chain(3, false);
    program.tree = ragged;
    program.tree[4].changes = {{Change::Kind::side, 2, -1, 3}};
    program.tree[5].changes = {{Change::Kind::cost, -1, 2, 2}};
    EXPECT_NEAR(solved(program, {}, StochasticMethod::benders).objective, 4.1, 1e-9);
    // The worst half: paths of node 4, which cost 5, with 0.3, and of node 5, which cost 4, with 0.2.
    EXPECT_NEAR(solved(program, {1, 0.5}, StochasticMethod::benders).objective, 4.6, 1e-9);
}

TEST(TwoStageCut, OfIndependentBlocksCostsTheSame) {
    StochasticProgram program = chain(4, false);
    for (int t = 1; t < 4; ++t)
        program.blocks.push_back({t,
                                  {{0.3, {{Change::Kind::side, static_cast<Index>(t), -1, 2}}},
                                   {0.7, {{Change::Kind::side, static_cast<Index>(t), -1, 5}}}}});
    const auto cut = two_stage_cut(program, {}, 100);
    ASSERT_TRUE(cut) << cut.error();
    EXPECT_EQ(cut->nodes_of_shape, 7u);
    EXPECT_NEAR(solved(program, {}, StochasticMethod::benders).objective, 1 + 3 * (0.3 * 2 + 0.7 * 5), 1e-9);
}

TEST(TwoStageCut, IsRefusedWhereItIsNoCutOfTheProgram) {
    EXPECT_NE(two_stage_cut(chain(1, false), {}, 100).error().find("1 stage"), std::string::npos);
    EXPECT_NE(two_stage_cut(chain(3, true), {}, 100).error().find("column x2"), std::string::npos);
    EXPECT_TRUE(two_stage_cut(chain(1 + 1, false), {}, 100));
    StochasticProgram program = chain(3, false);
    program.tree = ragged;
    program.tree[2].probability = 0;
    EXPECT_NE(two_stage_cut(program, {}, 100).error().find("node 5"), std::string::npos);
    program.tree[5].probability = 0;
    EXPECT_TRUE(two_stage_cut(program, {}, 100));
}

}  // namespace
}  // namespace dualflow::solver
