// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "dualflow/solver/smps/read.hpp"
#include "dualflow/solver/stochastic/student_t.hpp"
#include "dualflow/support/philox.hpp"

namespace dualflow::solver {
namespace {

// Known answers of the Random123 distribution.
TEST(Philox, GivesTheKnownAnswers) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(StudentT, HasTheQuantilesOfTheTables) {
    EXPECT_NEAR(student_t_quantile(0.975, 1), 12.7062047362, 1e-8);
    EXPECT_NEAR(student_t_quantile(0.95, 19), 1.7291328115, 1e-9);
    EXPECT_NEAR(student_t_quantile(0.975, 29), 2.0452296421, 1e-9);
    EXPECT_NEAR(student_t_quantile(0.025, 29), -2.0452296421, 1e-9);
    EXPECT_NEAR(student_t_quantile(0.975, 1'000'000), 1.9599663, 1e-6);
    // With one degree of freedom it is the Cauchy distribution.
    for (const double t : {-3.0, -0.2, 0.0, 0.7, 40.0})
        EXPECT_NEAR(student_t_below(t, 1), 0.5 + std::atan(t) / 3.14159265358979323846, 1e-13);
}

StochasticProgram lands() {
    const std::string base = DUALFLOW_SOURCE_DIR "/tests/data/smps/nwouda/LandS";
    return *smps::read_smps(base + ".cor", base + ".tim", base + ".sto");
}

TEST(SampleAverage, BoundsTheOptimumOnBothSides) {
    SaaOptions options;
    options.futures = 40;
    options.samples = 8;
    options.fresh = 1000;
    options.confidence = 0.9999;  // a wrong bound is then a wrong program and no bad luck
    const auto found = sample_average(lands(), options);
    ASSERT_TRUE(found) << found.error();
    constexpr double optimum = 397.7513333;  // of all 27 futures
    EXPECT_LT(found->below.at_least, optimum);
    EXPECT_GT(found->above.at_most, optimum);
    EXPECT_TRUE(found->proved);
    EXPECT_LT(found->gap(), 0.2 * optimum);
    EXPECT_EQ(found->bounds.size(), 8u);
    const auto again = sample_average(lands(), options);
    EXPECT_EQ(again->bounds, found->bounds);
    EXPECT_EQ(again->above.at_most, found->above.at_most);
}

// By hand, from the samples' bounds: t of 7 degrees of freedom is 1.894578605 at 95 % and 2.364624252 at 97.5
// %.
TEST(SampleAverage, TellsABoundOnOneSideAndAnIntervalOnBoth) {
    SaaOptions options;
    options.futures = 40;
    options.samples = 8;
    options.fresh = 100;
    const auto found = sample_average(lands(), options);
    ASSERT_TRUE(found) << found.error();
    double mean = 0, squares = 0;
    for (const double bound : found->bounds) mean += bound / 8;
    for (const double bound : found->bounds) squares += (bound - mean) * (bound - mean);
    const double error = std::sqrt(squares / 7 / 8);
    ASSERT_GT(error, 0);
    EXPECT_NEAR(found->below.mean, mean, 1e-9);
    EXPECT_NEAR(found->below.at_least, mean - 1.894578605 * error, 1e-6);
    EXPECT_NEAR(found->below.from, mean - 2.364624252 * error, 1e-6);
    EXPECT_NEAR(found->below.to, mean + 2.364624252 * error, 1e-6);
    EXPECT_LT(found->above.from, found->above.mean);
    EXPECT_LT(found->above.mean, found->above.at_most);
    EXPECT_LT(found->above.at_most, found->above.to);
}

// x is to cover a demand of 1 or, once in a hundred futures, 9: samples of two seldom see the latter.
TEST(SampleAverage, CountsFreshFuturesThatTheFirstStageLeavesWithoutAnAnswer) {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 10, 1), y = builder.add_column(0, 1, 0);
    const Index row = builder.add_row(1, infinity);
    builder.add_term(row, x, 1);
    builder.add_term(row, y, 1);
    program.core = {builder.finish(), {1}, {1}, {0, 1}, 2, {"r"}, {"x", "y"}, {"one", "two"}};
    program.blocks = {{1, {{0.99, {}}, {0.01, {{Change::Kind::side, row, -1, 9}}}}}};
    SaaOptions options;
    options.futures = 2;
    options.samples = 2;
    options.fresh = 2000;
    const auto found = sample_average(program, options);
    ASSERT_TRUE(found) << found.error();
    ASSERT_EQ(found->first_stage, (std::vector<double>{0}));
    EXPECT_NEAR(static_cast<double>(found->without_answer), 20, 5 * std::sqrt(20.0));
    EXPECT_TRUE(std::isinf(found->above.at_most));
}

TEST(SampleAverage, DrawsAFutureAloneAsInABatch) {
    const StochasticProgram program = lands();
    const StochasticProgram many = sampled(program, 30, 7, 2), few = sampled(program, 5, 7, 2);
    for (std::size_t s = 1; s <= 5; ++s) {
        ASSERT_EQ(many.tree[s].changes.size(), few.tree[s].changes.size());
        for (std::size_t k = 0; k < many.tree[s].changes.size(); ++k)
            EXPECT_EQ(many.tree[s].changes[k].value, few.tree[s].changes[k].value);
    }
}

TEST(SampleAverage, RefusesASingleSample) {
    SaaOptions options;
    options.samples = 1;
    EXPECT_NE(sample_average(lands(), options).error().find("expected at least 2"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::solver
