// SPDX-License-Identifier: MIT
#include "dualflow/futures/drawn.hpp"

#include <gtest/gtest.h>

namespace dualflow {
namespace {

TEST(DrawnFigures, HaveTheNodesOfTheTreeAndThenThoseOfTheFans) {
    FutureRows rows;
    rows.cycles.resize(1);
    rows.cycles[0].target.text = "truck";
    rows.cycles[0].regimes = {{"high", 1, 0, 0}, {"low", 1, 0, 0}};
    rows.rates.resize(1);
    rows.rates[0].id = "EUR";
    rows.tariffs.names = {"T0"};
    rows.disruptions.resize(2);
    rows.disruptions[0].id = "flood";
    rows.disruptions[1].id = "quake";
    NodeState calm;
    calm.cycle = {0.5};
    calm.cycle_share = {{0.25, 0.75}};
    calm.rate = {1.5};
    calm.tariff_share = {1};
    NodeState struck = calm;
    struck.cycle = {2};
    struck.capacity = {{1, 0, 0.5}};
    SampledTree sampled{Tree::path(1), {calm}, {}, {}};
    sampled.fans.resize(1);
    sampled.fans[0].states = {struck};
    const DrawnFigures drawn = drawn_figures(rows, sampled);
    ASSERT_EQ(drawn.series.size(), 2U);
    EXPECT_EQ(drawn.series[0].values, (std::vector<double>{0.5, 2}));
    EXPECT_EQ(drawn.series[1].name, "EUR");
    ASSERT_EQ(drawn.regimes.size(), 2U);
    EXPECT_EQ(drawn.regimes[0].shares[1], (std::vector<double>{0.25, 0.75}));
    EXPECT_EQ(drawn.regimes[1].kind, "tariffs");
    ASSERT_EQ(drawn.outages.size(), 2U);
    EXPECT_EQ(drawn.outages[0].short_of, (std::vector<bool>{false, false}));
    EXPECT_EQ(drawn.outages[1].short_of, (std::vector<bool>{false, true}));
}

TEST(NodeState, SharesTheDaysOfABucketAmongTheRegimesOfItsMonths) {
    FutureRows rows;
    rows.start = make_date(2027, 1, 1);
    rows.end = make_date(2027, 4, 1);
    rows.cycles.resize(1);
    rows.cycles[0].regimes = {{"high", 1, 0, 0}, {"low", 1, 0, 0}};
    const std::vector<Bucket> months = {{make_date(2027, 1, 1), make_date(2027, 2, 1)},
                                        {make_date(2027, 2, 1), make_date(2027, 3, 1)},
                                        {make_date(2027, 3, 1), make_date(2027, 4, 1)}};
    SampledPath path;
    path.cycles.push_back({{1, 0, 1}, {1, 1, 1}, {0, 0, 0}});
    const NodeState state = node_state(rows, months, path, {rows.start, rows.end});
    ASSERT_EQ(state.cycle_share.size(), 1U);
    EXPECT_NEAR(state.cycle_share[0][0], 28.0 / 90, 1e-12);
    EXPECT_NEAR(state.cycle_share[0][1], 62.0 / 90, 1e-12);
}

}  // namespace
}  // namespace dualflow
