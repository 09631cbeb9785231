// SPDX-License-Identifier: MIT
#include "dualflow/futures/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

bool same(const SampledPath& a, const SampledPath& b) {
    const auto outage = [](const Outage& x, const Outage& y) {
        return x.row == y.row && x.member == y.member && x.from == y.from && x.to == y.to &&
               x.common == y.common;
    };
    return a.weight == b.weight && a.cycles[0].factor == b.cycles[0].factor && a.rates == b.rates &&
           a.tariff_regime == b.tariff_regime && a.tariff_seen == b.tariff_seen &&
           std::equal(a.outages.begin(), a.outages.end(), b.outages.begin(), b.outages.end(), outage);
}

TEST(Sample, GivesScenario17AloneAsInABatch) {
    const Sampler sampler = make_sampler(tests::some_rows(), {42, 64});
    const std::vector<SampledPath> batch = sample_paths(sampler);
    EXPECT_TRUE(same(batch[17], sample_path(make_sampler(tests::some_rows(), {42, 64}), 17)));
    EXPECT_FALSE(same(batch[17], batch[18]));
    EXPECT_FALSE(same(batch[17], sample_path(make_sampler(tests::some_rows(), {43, 64}), 17)));
}

TEST(Sample, GivesScenario17OfAnyBatchWhereNothingIsStratified) {
    const SampledPath of_few = sample_path(make_sampler(tests::some_rows(), {42, 18, 0}), 17);
    SampledPath of_many = sample_path(make_sampler(tests::some_rows(), {42, 500, 0}), 17);
    of_many.weight = of_few.weight;
    EXPECT_TRUE(same(of_few, of_many));
}

// An added row leaves the other rows' shocks where they were.
TEST(Sample, LeavesTheOtherRowsAloneWhenOneIsAdded) {
    FutureRows rows = tests::some_rows();
    const SampledPath before = sample_path(make_sampler(rows, {42, 32, 0}), 3);
    rows.disruptions.push_back(tests::outage_row("zoo", 2));
    SampledPath after = sample_path(make_sampler(rows, {42, 32, 0}), 3);
    std::erase_if(after.outages, [](const Outage& o) { return o.row == 4; });
    EXPECT_TRUE(same(before, after));
}

TEST(Strata, HaveWeightsThatSumToOne) {
    for (const double mean : {0.0, 1e-6, 0.1, 0.7, 3.0, 40.0, 2000.0}) {
        for (const std::uint32_t scenarios : {1U, 2U, 7U, 8U, 32U, 1000U}) {
            double weights = 0;
            std::uint32_t given = 0;
            int least = 0;
            for (const Stratum& s : make_strata(mean, scenarios)) {
                EXPECT_EQ(s.first, given);
                EXPECT_EQ(s.least, least);
                EXPECT_GE(s.scenarios, 1U);
                EXPECT_GE(s.probability, 0);
                weights += s.probability / s.scenarios * s.scenarios;
                given += s.scenarios;
                least = s.most + (s.most < std::numeric_limits<int>::max());
            }
            EXPECT_EQ(given, scenarios) << mean;
            EXPECT_NEAR(weights, 1, 1e-12) << mean << " " << scenarios;
            EXPECT_EQ(least, std::numeric_limits<int>::max());
        }
    }
}

TEST(Strata, HaveTheProbabilitiesOfThePoissonLaw) {
    const std::vector<Stratum> strata = make_strata(0.7, 64);
    ASSERT_GE(strata.size(), 3U);
    EXPECT_NEAR(strata[0].probability, std::exp(-0.7), 1e-14);
    EXPECT_NEAR(strata[1].probability, 0.7 * std::exp(-0.7), 1e-14);
    EXPECT_EQ(shocks_in(strata[0], 0.7, 0.999), 0);
    EXPECT_EQ(shocks_in(strata[1], 0.7, 0.5), 1);
}

// Small batches of many seeds: each batch's weighted mean is an unbiased estimate of what is known in closed
// form.
TEST(Strata, EstimateWithoutBias) {
    FutureRows rows = tests::some_rows();
    rows.disruptions = {tests::outage_row("fire", 0.05), tests::outage_row("flood", 0.02),
                        tests::in_group(tests::outage_row("quake", 0.04), "sea", 0.5),
                        tests::in_group(tests::outage_row("wave", 0.02), "sea", 0.5)};
    const double years = 3653 / 365.0, rates = 0.05 + 0.02 + 0.04 + 0.02;
    Mean fires, waves, none, late;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const Sampler sampler = make_sampler(rows, {seed, 12});
        double fire = 0, wave = 0, nothing = 0, second_half = 0;
        for (const SampledPath& path : sample_paths(sampler)) {
            for (const Outage& o : path.outages) {
                fire += o.row == 0 ? path.weight : 0;
                wave += o.row == 3 ? path.weight : 0;
                second_half += o.from > 3653 / 2.0 ? path.weight : 0;
            }
            nothing += path.outages.empty() ? path.weight : 0;
        }
        fires.add(fire);
        waves.add(wave);
        none.add(nothing);
        late.add(second_half);
    }
    EXPECT_TRUE(fires.is(0.05 * years)) << fires.mean();
    EXPECT_TRUE(waves.is(0.02 * years)) << waves.mean();
    EXPECT_TRUE(late.is(rates * years / 2));
    // Processes: fire, flood, half of quake and of wave on their own, and the sea's shocks at half of quake's
    // rate.
    EXPECT_NEAR(none.mean(), std::exp(-(0.05 + 0.02 + 0.02 + 0.01 + 0.02) * years), 1e-12);
}

TEST(Strata, EstimateTheRareMoreCloselyThanPlainSamplingDoes) {
    FutureRows rows = tests::some_rows();
    rows.disruptions = {tests::outage_row("fire", 0.02)};
    Mean plain, stratified;
    const double truth = 1 - std::exp(-0.02 * 3653 / 365.0);
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        for (const double rare : {0.0, 0.05}) {
            double burnt = 0;
            for (const SampledPath& path : sample_paths(make_sampler(rows, {seed, 16, rare})))
                burnt += path.outages.empty() ? 0 : path.weight;
            (rare > 0 ? stratified : plain).add(std::pow(burnt - truth, 2));
        }
    }
    EXPECT_LT(stratified.mean(), 1e-20);  // it is what the strata are made of
    EXPECT_GT(plain.mean(), 1e-3);
}

}  // namespace
