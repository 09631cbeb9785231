// SPDX-License-Identifier: MIT
#include "dualflow/publish/summary.hpp"

#include <gtest/gtest.h>

#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using testing::small_case;
using testing::small_plan;

double share_of(const std::vector<SourceShare>& shares, int year, ProductId product, RegionId region) {
    for (const SourceShare& row : shares)
        if (row.year == year && row.product == product && row.region == region) return row.share;
    return -1;
}

TEST(Summary, AddsUpSalesOfTheHorizon) {
    const Summary s = summarise(small_case(), small_plan());
    EXPECT_DOUBLE_EQ(s.demand, 95);
    EXPECT_DOUBLE_EQ(s.sales, 85);
    EXPECT_DOUBLE_EQ(s.lost, 10);
    EXPECT_DOUBLE_EQ(s.served_share.value(), 85.0 / 95);
}

TEST(Summary, TakesMarginFromTheDiscountedComponents) {
    const Summary s = summarise(small_case(), small_plan());
    EXPECT_DOUBLE_EQ(s.revenue.value(), 8000);
    EXPECT_DOUBLE_EQ(s.margin.value(), (8000 - 6000) / 8000.0);
}

TEST(Summary, HasNoMarginWithoutPrices) {
    PlanResult plan = small_plan();
    plan.cost_components.erase("revenue");
    plan.objective = 6000;
    const Summary s = summarise(small_case(), plan);
    EXPECT_FALSE(s.revenue);
    EXPECT_FALSE(s.margin);
    EXPECT_FALSE(s.by_year.at(0).revenue);
}

TEST(Summary, PricesTheSalesOfAYearAtItsOwnPrice) {
    const Summary s = summarise(small_case(), small_plan());
    ASSERT_EQ(s.by_year.size(), 2U);
    EXPECT_EQ(s.by_year[0].year, 2027);
    EXPECT_DOUBLE_EQ(s.by_year[0].revenue.value(), 40 * 100.0);
    EXPECT_DOUBLE_EQ(s.by_year[1].revenue.value(), 45 * 110.0);
    EXPECT_DOUBLE_EQ(s.by_year[0].lost, 10);
}

TEST(Summary, SharesSourcesByRegionOfOriginAndYear) {
    const Summary s = summarise(small_case(), small_plan());
    const ProductId truck{0}, axle{1};
    EXPECT_DOUBLE_EQ(share_of(s.source_shares, 2027, axle, RegionId{0}), 0.25);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares, 2027, axle, RegionId{1}), 0.75);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares, 2028, axle, RegionId{0}), 0.5);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares, 2028, truck, RegionId{2}), 1);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares_total, 2027, {}, RegionId{0}), 0.25);
    EXPECT_EQ(s.source_shares_total.size(), 4U);  // the truck is not a bought part
}

TEST(Summary, WeighsBoughtPartsByTheirValue) {
    Case c = small_case();
    PlanResult plan = small_plan();
    Product bolt;
    bolt.id = "bolt";
    bolt.unit_value = Money{40};
    c.products.push_back(bolt);
    c.bom.push_back({ProductId{0}, "base", ProductId{2}, 1, {}, {}});
    Process process = c.processes[0];
    process.product = ProductId{2};
    c.processes.push_back(process);
    plan.flows.push_back({0, SiteId{0}, SiteId{2}, ProductId{2}, RegionId{0}, "", 10, 0, 0, 0, 0});
    const Summary s = summarise(c, plan);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares_total, 2027, {}, RegionId{0}),
                     (20 * 10.0 + 10 * 40.0) / (80 * 10.0 + 400));
}

TEST(Summary, DoesNotCountAPartThatOnlyPassesAWarehouseTwice) {
    Case c = small_case();
    PlanResult plan = small_plan();
    Site hub;
    hub.id = "hub";
    hub.kind = SiteKind::warehouse;
    hub.region = RegionId{0};
    c.sites.push_back(hub);
    plan.flows.push_back({0, SiteId{1}, SiteId{4}, ProductId{1}, RegionId{1}, "", 1000, 0, 0, 0, 0});
    const Summary s = summarise(c, plan);
    EXPECT_DOUBLE_EQ(share_of(s.source_shares, 2027, ProductId{1}, RegionId{1}), 0.75);
}

TEST(Summary, TakesUtilisationOverAllBuckets) {
    const Summary s = summarise(small_case(), small_plan());
    ASSERT_EQ(s.utilisation.size(), 1U);
    EXPECT_DOUBLE_EQ(s.utilisation[0].mean, 85.0 / 100);
}

// A shock of probability ¼ in the last bucket, which sells nothing there: its fan counts with ¼, the path
// beside it with ¾.
TEST(Summary, CountsTheBucketOfAShockOnce) {
    PlanResult plan = small_plan();
    std::vector<Node> nodes = plan.tree.nodes;
    const int last = static_cast<int>(nodes.size()) - 1;
    nodes.push_back({last - 1, nodes.back().bucket, 0.25, last});
    plan.tree = Tree(nodes);
    const std::vector<SalesRow> undisturbed = plan.sales;
    double of_last = 0;
    for (SalesRow row : undisturbed) {
        if (row.node != last) continue;
        of_last += row.sales;
        row.node = last + 1;
        row.lost += row.sales;
        row.sales = 0;
        plan.sales.push_back(row);
    }
    const Summary with = summarise(small_case(), plan), without = summarise(small_case(), small_plan());
    EXPECT_DOUBLE_EQ(with.demand, without.demand);
    EXPECT_DOUBLE_EQ(with.sales, without.sales - 0.25 * of_last);
    EXPECT_DOUBLE_EQ(with.lost, without.lost + 0.25 * of_last);
}

TEST(Summary, WeighsNodesByTheirProbability) {
    PlanResult plan = small_plan();
    plan.tree = Tree({{-1, 0, 1}, {0, 1, 0.25}, {0, 1, 0.75}});
    plan.sales = {{0, SiteId{3}, ProductId{0}, 40, 40, 0, 0, 100, ""},
                  {1, SiteId{3}, ProductId{0}, 100, 80, 20, 0, 110, ""},
                  {2, SiteId{3}, ProductId{0}, 60, 60, 0, 0, 110, ""}};
    const Summary s = summarise(small_case(), plan);
    EXPECT_DOUBLE_EQ(s.demand, 40 + 25 + 45);
    EXPECT_DOUBLE_EQ(s.lost, 5);
    EXPECT_DOUBLE_EQ(s.by_year[1].sales, 20 + 45);
}

}  // namespace
}  // namespace dualflow
