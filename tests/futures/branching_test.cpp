// SPDX-License-Identifier: MIT
#include "dualflow/futures/branching.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tree_case.hpp"

namespace {

using namespace dualflow;

std::vector<Bucket> months(int count) {
    return make_calendar(std::to_string(count) + " months", make_date(2027, 1, 1)).value();
}

TEST(ChooseBranching, BranchesWhereSomethingIsLearnt) {
    using Counts = std::vector<std::size_t>;
    EXPECT_EQ(choose_branching(months(4), {0, 0, 1, 0}, 6), (Counts{1, 1, 6, 1}));
    EXPECT_EQ(choose_branching(months(4), {0, 0, 0, 0}, 6), (Counts{1, 1, 1, 1}));
    EXPECT_EQ(choose_branching(months(4), {1, 1, 1, 1}, 1), (Counts{1, 1, 1, 1}));
    // Much is learnt in the first year and in the third, nothing in their neighbours.
    const auto years = make_calendar("4 years", make_date(2027, 1, 1)).value();
    const Counts made = choose_branching(years, {9, 0, 4, 0}, 12);
    EXPECT_EQ(made[1], 1U);
    EXPECT_EQ(made[3], 1U);
    EXPECT_GE(made[0], made[2]);
    EXPECT_GE(made[0] * made[2], 12U);
    EXPECT_GE(made[2], 2U);
}

TEST(ShareLeaves, GivesEachChildOneAndTheRestByProbability) {
    using Counts = std::vector<std::size_t>;
    EXPECT_EQ(share_leaves({0.5, 0.3, 0.2}, 10, 10), (Counts{5, 3, 2}));
    EXPECT_EQ(share_leaves({0.99, 0.01}, 2, 8), (Counts{1, 1}));
    EXPECT_EQ(share_leaves({0.99, 0.01}, 9, 8), (Counts{8, 1}));
    EXPECT_EQ(share_leaves({0.99, 0.01}, 12, 8), (Counts{8, 4}));
    EXPECT_EQ(share_leaves({1}, 5, 8), (Counts{5}));
}

// What is learnt bucket by bucket adds up to what there is to know: the variances of the figures, which for a
// chain without residual are known in closed form. Levels 1.2 and 0.7 with the long-run law (2/3, 1/3).
TEST(LearntByBucket, AddsUpToTheVariance) {
    Case c = tests::tree_case();
    c.settings.calendar = "12 months";
    FutureRows rows;
    rows.start = c.settings.start;
    rows.end = make_date(2028, 1, 1);
    rows.cycles = {tests::two_regimes()};
    for (CycleRegime& regime : rows.cycles[0].regimes) regime.sigma = 0;
    rows.cycles[0].target.products = {ProductId(0)};
    const Sampler sampler = make_sampler(rows, {3, 16, 0.05});
    const PathFigures figures = make_figures(c, sampler, months(12));
    std::vector<SampledPath> paths;
    for (std::uint32_t i = 0; i < 4000; ++i) paths.push_back(continue_path(sampler, {}, rows.start, i));
    double sum = 0;
    const std::vector<double> learnt = learnt_by_bucket(figures, paths);
    for (const double v : learnt) sum += v;
    EXPECT_NEAR(sum, 0.25 * 2 / 9, 0.25 * 2 / 9 * 0.1);
    EXPECT_GT(learnt[0], learnt[11]);
    // The last bucket tells only itself: its weight × the mean variance of a step, (2/3 · 0.09 + 1/3 ·
    // 0.16)/4.
    EXPECT_NEAR(learnt[11], figures.bucket_weight[11] * 0.25 * (2 * 0.09 + 0.16) / 3,
                0.1 * figures.bucket_weight[11] * 0.25 * (2 * 0.09 + 0.16) / 3);
}

// The forecast from a month is the mean of the paths that go on from it.
TEST(PathFigures, ForecastTheMeanOfWhatFollows) {
    const Case c = tests::tree_case();
    FutureRows rows = tests::tree_rows();
    rows.disruptions.clear();
    const Sampler sampler = make_sampler(rows, {3, 16, 0.05});
    const std::vector<Bucket> buckets = tests::buckets_of(c);
    const PathFigures f = make_figures(c, sampler, buckets);
    const SampledPath path = continue_path(sampler, {}, rows.start, 5);
    const std::size_t known = 5, width = f.size();
    const std::vector<double> forecast = figures_of(f, path, 0, known);
    std::vector<tests::Mean> means(forecast.size());
    for (std::uint32_t i = 0; i < 4000; ++i) {
        const auto real = figures_of(f, continue_path(sampler, path, buckets[known + 1].start, 100 + i), 0,
                                     buckets.size() - 1);
        for (std::size_t e = 0; e < real.size(); ++e) means[e].add(real[e]);
    }
    for (std::size_t e = 0; e < forecast.size(); ++e) {
        // At the middle of a bucket and by median of rates: near, and exact for what is known.
        const double near = e / width <= known ? 1e-12 : 4 * means[e].error() + 0.03 * f.scale[e % width];
        EXPECT_NEAR(means[e].mean(), forecast[e], near) << e / width << " " << e % width;
    }
}

}  // namespace
