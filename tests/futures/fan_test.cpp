// SPDX-License-Identifier: MIT
#include "dualflow/futures/fan.hpp"

#include <gtest/gtest.h>

#include "future_rows.hpp"

namespace {

using namespace dualflow;

TEST(WeightedQuantile, CountsWeightsAndNotValues) {
    const std::vector<std::pair<double, double>> values{{3, 0.1}, {1, 0.6}, {2, 0.3}};
    EXPECT_EQ(weighted_quantile(values, 0.5), 1);
    EXPECT_EQ(weighted_quantile(values, 0.6), 1);
    EXPECT_EQ(weighted_quantile(values, 0.61), 2);
    EXPECT_EQ(weighted_quantile(values, 0.95), 3);
}

TEST(OutageSummary, CountsByWeight) {
    FutureRows rows = tests::some_rows();
    rows.end = rows.start + 365;
    const Sampler sampler = make_sampler(rows, {1, 2, 0});
    std::vector<SampledPath> paths(2);
    paths[0].weight = 0.75;
    paths[1].weight = 0.25;
    paths[1].outages = {{1, 0, 10, 30, 0, false}, {1, 0, 100, 140, 0, true}};
    const OutageSummary s = outage_summary(sampler, paths, 1);
    EXPECT_DOUBLE_EQ(s.stated_per_year, 0.5);
    EXPECT_DOUBLE_EQ(s.drawn_per_year, 0.5);
    EXPECT_DOUBLE_EQ(s.mean_days, 30);
    EXPECT_DOUBLE_EQ(s.share_common, 0.5);
    EXPECT_DOUBLE_EQ(s.chance_in_horizon, 0.25);
    const Fan out = outage_fan(sampler, paths);
    EXPECT_DOUBLE_EQ(out.mean[0], 0.25);  // on 16 January
    EXPECT_DOUBLE_EQ(out.mean[1], 0);
    EXPECT_EQ(out.levels[0][4], 1);
}

TEST(CycleShares, AndFansAreOfTheWholeBatch) {
    const Sampler sampler = make_sampler(tests::some_rows(), {1, 400});
    const auto paths = sample_paths(sampler);
    for (const auto& shares : cycle_shares(paths, 0, 2)) EXPECT_NEAR(shares[0] + shares[1], 1, 1e-12);
    for (const auto& shares : tariff_shares(paths, 2, true)) EXPECT_NEAR(shares[0] + shares[1], 1, 1e-12);
    const Fan fan = cycle_fan(paths, 0);
    for (const auto& levels : fan.levels)
        for (std::size_t i = 1; i < levels.size(); ++i) EXPECT_LE(levels[i - 1], levels[i]);
}

}  // namespace
