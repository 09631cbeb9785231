// SPDX-License-Identifier: MIT
#include "dualflow/futures/sampled_tree.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "case/case_folder.hpp"
#include "tree_case.hpp"

namespace {

using namespace dualflow;
using tests::buckets_of;
using tests::small_tree;
using tests::tree_case;
using tests::tree_rows;

SampledTree tree_of(std::size_t leaves) {
    const Case c = tree_case();
    return make_sampled_tree(c, tree_rows(), buckets_of(c), small_tree(leaves));
}

TEST(SampledTree, HasAsManyLeavesAsAskedForAndProbabilitiesThatSumToOne) {
    for (const std::size_t leaves : {1U, 2U, 7U, 32U}) {
        const SampledTree made = tree_of(leaves);
        EXPECT_EQ(made.tree.leaves().size(), leaves);
        std::vector<double> by_bucket(15, 0), by_parent(made.tree.size() + 1, 0);
        for (const Node& node : made.tree.nodes) {
            EXPECT_GT(node.probability, 0);
            by_bucket[node.bucket] += node.probability;
            by_parent[node.parent < 0 ? made.tree.size() : static_cast<std::size_t>(node.parent)] +=
                node.probability;
        }
        for (const double sum : by_bucket) EXPECT_NEAR(sum, 1, 1e-12);
        EXPECT_NEAR(by_parent[made.tree.size()], 1, 1e-12);
        for (std::size_t n = 0; n < made.tree.size(); ++n)
            EXPECT_TRUE(by_parent[n] == 0 || std::abs(by_parent[n] - made.tree.nodes[n].probability) < 1e-12);
        ASSERT_EQ(made.states.size(), made.tree.size());
    }
}

// A node has one state, so futures that share it know the same; futures that part differ where they part.
TEST(SampledTree, PartsFuturesOnlyWhereTheyDiffer) {
    const SampledTree made = tree_of(12);
    std::map<int, std::vector<std::size_t>> children;
    for (std::size_t n = 0; n < made.tree.size(); ++n) children[made.tree.nodes[n].parent].push_back(n);
    std::size_t parted = 0;
    for (const auto& [parent, nodes] : children) {
        for (std::size_t i = 1; i < nodes.size(); ++i, ++parted)
            EXPECT_FALSE(made.states[nodes[0]] == made.states[nodes[i]]);
    }
    EXPECT_EQ(parted, 11U);
}

TEST(SampledTree, IsTheSameAgainAndAnotherWithAnotherSeed) {
    const Case c = tree_case();
    TreeOptions options = small_tree(8);
    const SampledTree a = make_sampled_tree(c, tree_rows(), buckets_of(c), options);
    const SampledTree b = make_sampled_tree(c, tree_rows(), buckets_of(c), options);
    EXPECT_EQ(a.states, b.states);
    options.seed = 2;
    EXPECT_NE(a.states, make_sampled_tree(c, tree_rows(), buckets_of(c), options).states);
}

// Tables with their rows the other way round.
SampledTree tree_of_tables(bool turned) {
    const test::CaseFolder plain;
    const auto write = [&](test::CaseFolder& folder, const std::string& file, const std::string& head,
                           const std::string& a, const std::string& b) {
        folder.write(file, head + "\n" + (turned ? b + "\n" + a : a + "\n" + b) + "\n");
    };
    test::CaseFolder folder;
    write(folder, "cycle.csv", "target,regime,level,sigma,ar1", "engine,low,0.8,0.1,0.5",
          "engine,high,1.2,0.1,0.5");
    write(folder, "cycle_transitions.csv", "target,from,to,probability_per_month",
          "engine,low,high,0.1\nengine,low,low,0.9", "engine,high,low,0.1\nengine,high,high,0.9");
    write(folder, "rates.csv", "series,kind,volatility_per_year,last", "MXN,currency,0.1,20",
          "CNY,currency,0.1,7");
    write(folder, "disruptions.csv", "id,scope,target,rate_per_year,mean_days,group,group_correlation",
          "fire,site,S,0.04,30,g,0.5", "flood,site,P,0.03,30,g,0.5\nstrike,site,P,2,30,,");
    const Case c = plain.read().value();
    const FutureRows rows = read_future_rows(folder.path(), c).value();
    return make_sampled_tree(c, rows, buckets_of(c), small_tree(6));
}

TEST(SampledTree, IsTheSameInWhateverOrderTheRowsAre) {
    const SampledTree a = tree_of_tables(false), b = tree_of_tables(true);
    EXPECT_EQ(a.states, b.states);
    ASSERT_EQ(a.fans.size(), b.fans.size());
    ASSERT_GT(a.fans.size(), 0U);
    for (std::size_t k = 0; k < a.fans.size(); ++k) {
        EXPECT_EQ(a.fans[k].node, b.fans[k].node);
        EXPECT_EQ(a.fans[k].probability, b.fans[k].probability);
        EXPECT_EQ(a.fans[k].members, b.fans[k].members);
        EXPECT_EQ(a.fans[k].states, b.fans[k].states);
    }
}

TEST(SampledTree, IsOnePathWhereNothingIsRandom) {
    const Case c = tree_case();
    FutureRows rows;
    rows.start = tree_rows().start;
    rows.end = tree_rows().end;
    const SampledTree made = make_sampled_tree(c, rows, buckets_of(c), small_tree(16));
    EXPECT_EQ(made.tree.leaves().size(), 1U);
    EXPECT_EQ(made.tree.size(), 15U);
    EXPECT_TRUE(made.fans.empty());
    EXPECT_EQ(made.states[3], NodeState{});
}

TEST(SampledTree, BranchesWhereItIsTold) {
    const Case c = tree_case();
    TreeOptions options = small_tree(1);
    options.children.assign(15, 1);
    options.children[4] = 3;
    options.children[8] = 2;
    const SampledTree made = make_sampled_tree(c, tree_rows(), buckets_of(c), options);
    std::vector<std::size_t> at(15, 0);
    for (const Node& node : made.tree.nodes) ++at[node.bucket];
    EXPECT_EQ(at, (std::vector<std::size_t>{1, 1, 1, 1, 3, 3, 3, 3, 6, 6, 6, 6, 6, 6, 6}));
}

// The mean of the factor in the long run and its variance, by hand: regimes have the law (2/3, 1/3), the
// factor in one is lognormal with mean L and coefficient of variation √(exp(σ²) − 1). By days of a month,
// against the buckets of one month.
TEST(SampledTree, ReportsItsErrorsAgainstTheTrueLaw) {
    Case c = tree_case();
    FutureRows rows = tree_rows();
    c.settings.calendar = "3 months";
    rows.end = make_date(2027, 4, 1);
    TreeOptions options = small_tree(24);
    options.samples = 8192;
    options.report_samples = 20000;
    const SampledTree made = make_sampled_tree(c, rows, buckets_of(c), options);
    const double mean = (2 * 1.2 + 0.7) / 3;
    const double square = (2 * 1.44 * std::exp(0.01) + 0.49 * std::exp(0.04)) / 3;
    const double deviation = std::sqrt(square - mean * mean);
    for (std::size_t b = 0; b < 3; ++b) {
        const FigureError& e = made.report.demand.at(0).at(b);
        EXPECT_NEAR(e.mean, mean, 4 * deviation / std::sqrt(20000.0));
        EXPECT_NEAR(e.deviation, deviation, 4 * deviation / std::sqrt(20000.0));
        double tree_mean = 0, tree_square = 0;  // from the states alone
        for (std::size_t n = 0; n < made.tree.size(); ++n)
            if (const Node& node = made.tree.nodes[n]; node.bucket == b) {
                tree_mean += node.probability * made.states[n].cycle[0];
                tree_square += node.probability * std::pow(made.states[n].cycle[0], 2);
            }
        EXPECT_NEAR(e.tree_mean, tree_mean, 1e-12);
        EXPECT_NEAR(e.tree_deviation, std::sqrt(tree_square - tree_mean * tree_mean), 1e-9);
        EXPECT_NEAR(e.tree_mean, e.mean, 0.02);
        EXPECT_NEAR(e.tree_deviation, e.deviation, 0.05);
        EXPECT_GE(e.transport * e.mean, std::abs(e.tree_mean - e.mean) - 1e-12);
    }
    EXPECT_GT(made.report.transport, 0);
    EXPECT_LT(made.report.transport, 1);
}

TEST(SampledTree, TellsMoreWithMoreLeaves) {
    double before = 1.2;
    for (const std::size_t leaves : {1U, 8U, 64U}) {
        const SampledTree made = tree_of(leaves);
        EXPECT_LT(made.report.transport, before) << leaves;
        before = made.report.transport;
    }
}

// A chain of two regimes without residual, one step a bucket: with four leaves over two buckets every path of
// regimes is a leaf, with the chance that the chain gives it (within what 1000 draws and more allow).
TEST(SampledTree, HasTheLawOfAChainOfTwoRegimes) {
    Case c = tree_case();
    c.settings.calendar = "2 months";
    FutureRows rows;
    rows.start = c.settings.start;
    rows.end = make_date(2027, 3, 1);
    Cycle cycle = tests::two_regimes();
    for (CycleRegime& regime : cycle.regimes) regime.sigma = 0;
    cycle.start = {0.5, 0.5};
    cycle.target.products = {ProductId(0)};
    rows.cycles = {cycle};
    TreeOptions options;
    options.children = {2, 2};
    const SampledTree made = make_sampled_tree(c, rows, buckets_of(c), options);
    ASSERT_EQ(made.tree.leaves().size(), 4U);
    for (const std::size_t leaf : made.tree.leaves()) {
        const Node& node = made.tree.nodes[leaf];
        const bool first = made.states[static_cast<std::size_t>(node.parent)].cycle[0] > 1;
        const bool second = made.states[leaf].cycle[0] > 1;
        const double step = first ? (second ? 0.9 : 0.1) : (second ? 0.2 : 0.8);
        const double given =
            node.probability / made.tree.nodes[static_cast<std::size_t>(node.parent)].probability;
        EXPECT_NEAR(given, step, 4 * std::sqrt(step * (1 - step) / 1000));
    }
}

}  // namespace
