// SPDX-License-Identifier: MIT
// Goods keep the country in which they were made, whatever they pass through.
#include <gtest/gtest.h>

#include "dualflow/plan/network.hpp"
#include "dualflow/plan/plan.hpp"
#include "small_case.hpp"

namespace dualflow {
namespace {

// An Asian and a Mexican maker send the same part to a Mexican warehouse, which serves a U.S. market.
testing::SmallCase through_mexico() {
    auto s = testing::small_case(10);
    s.c.settings.calendar = "2 months";
    Region mexico, china;
    mexico.id = "MX";
    china.id = "CN";
    s.c.regions.push_back(mexico);
    s.c.regions.push_back(china);
    s.c.products[0].customs_value = Money{100};
    s.c.products[0].tariff_code = "8708";
    s.c.sites[0].region = RegionId{2};  // the plant is Chinese
    Site warehouse, mexican;
    warehouse.id = "WAREHOUSE";
    warehouse.kind = SiteKind::warehouse;
    mexican.id = "MEXICAN";
    warehouse.region = mexican.region = RegionId{1};
    s.c.sites.push_back(warehouse);
    s.c.sites.push_back(mexican);
    s.c.lanes[0].to = SiteId{2};
    Lane onward = s.c.lanes[0], local = s.c.lanes[0];
    onward.from = SiteId{2};
    onward.to = s.market;
    local.from = SiteId{3};
    s.c.lanes.push_back(onward);
    s.c.lanes.push_back(local);
    Process making;
    making.site = SiteId{3};
    making.product = s.product;
    making.variant = "base";
    making.unit_cost = Money{20};
    s.c.processes.push_back(making);
    Tariff tariff;
    tariff.origin = "CN";
    tariff.destination = "US";
    tariff.code_prefix = "87";
    tariff.measure = "MFN";
    tariff.rate = 0.25;
    s.c.tariffs = {tariff};
    testing::add_demand(s, 0, 31, 10);
    return s;
}

TEST(Origin, IsToldApartWhereAWarehouseSendsOnWhatItReceivesFromTwoRegions) {
    const auto s = through_mexico();
    const Network net = make_network(s.c, {&s.c});
    int at_warehouse = 0;
    for (const Point& point : net.points) at_warehouse += point.site == SiteId{2} ? 1 : 0;
    EXPECT_EQ(at_warehouse, 2);
}

TEST(Origin, OfAsianGoodsIsNotChangedByAMexicanWarehouse) {
    const auto s = through_mexico();
    // Chinese goods cost nothing and 25 of duty, Mexican goods cost 20 and none.
    const PlanResult dear = make_plan(s.c, {});
    EXPECT_NEAR(dear.objective, 310 * 20, 1e-6);
    auto cheap = s;
    cheap.c.tariffs[0].rate = 0.15;
    const PlanResult plan = make_plan(cheap.c, {});
    EXPECT_NEAR(plan.cost_components.at("duty"), 310 * 15, 1e-6);
    for (const FlowRow& flow : plan.flows) EXPECT_EQ(cheap.c.regions[*flow.origin].id, "CN");
}

}  // namespace
}  // namespace dualflow
