// SPDX-License-Identifier: MIT
#include "dualflow/case/structure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "case/sample_case.hpp"
#include "dualflow/case/codes.hpp"

namespace {

using namespace dualflow;
using namespace dualflow::samples;

// "E0602 bom.csv 2 component", one a finding.
std::vector<std::string> places(const Diagnostics& found) {
    std::vector<std::string> all;
    for (const Diagnostic& d : found) {
        all.push_back(d.code + " " + d.file + " " + std::to_string(d.row) + " " + d.column);
        EXPECT_FALSE(d.message.empty());
        EXPECT_FALSE(d.remedy.empty());
    }
    return all;
}

std::vector<std::string> findings(const Case& c) {
    return places(check_structure(c));
}

using Places = std::vector<std::string>;

TEST(Structure, FindsNothingInASoundCase) {
    EXPECT_EQ(findings(mine_to_market()), Places{});
}

TEST(Structure, ReportsTheRowThatClosesACircleOfComponents) {
    Case c = mine_to_market();
    c.bom.push_back({ore, "base", truck, 1.0, {}, {}, 3});
    const Diagnostics found = check_structure(c);
    ASSERT_EQ(places(found), Places{"E0601 bom.csv 3 component"});
    EXPECT_NE(found[0].message.find("ore needs truck needs ore"), std::string::npos);
}

TEST(Structure, ReportsAComponentNobodyMakesAndNotWhatFollowsFromIt) {
    Case c = mine_to_market();
    c.processes.erase(c.processes.begin());
    c.lanes.erase(c.lanes.begin());
    c.tariffs.clear();
    EXPECT_EQ(findings(c), Places{"E0602 bom.csv 2 component"});
}

TEST(Structure, TakesOpeningStockForASourceOfAComponent) {
    Case c = mine_to_market();
    c.processes.erase(c.processes.begin());
    Inventory stock;
    stock.site = mine;
    stock.product = ore;
    stock.opening_stock = Units{100};
    c.inventory = {stock};
    c.tariffs.clear();
    EXPECT_EQ(findings(c), Places{});
}

TEST(Structure, ReportsAComponentThatCannotReachTheSiteThatNeedsIt) {
    Case c = mine_to_market();
    c.lanes.erase(c.lanes.begin());
    c.tariffs.clear();
    EXPECT_EQ(findings(c), Places{"E0603 processes.csv 3 site"});
}

TEST(Structure, ReportsAMarketThatNoSourceCanReach) {
    Case c = mine_to_market();
    c.lanes.pop_back();
    EXPECT_EQ(findings(c), Places{"E0605 demand.csv 2 market"});
}

TEST(Structure, ReportsADemandThatNobodyMakesOnceForAllItsRows) {
    Case c = mine_to_market();
    Product bus;
    bus.id = "bus";
    bus.row = 4;
    c.products.push_back(bus);
    for (int row = 3; row < 6; ++row) {
        Demand demand = c.demand[0];
        demand.product = ProductId(2);
        demand.row = row;
        c.demand.push_back(demand);
    }
    EXPECT_EQ(findings(c), Places{"E0604 demand.csv 3 product"});
}

TEST(Structure, CountsALaneOnlyWhenAvailableOrEnabledByAnInvestment) {
    Case c = mine_to_market();
    c.lanes[1].available = false;
    EXPECT_EQ(findings(c), Places{"E0605 demand.csv 2 market"});
    Investment road;
    road.id = "road";
    road.enables_lanes = {LaneId(1)};
    c.investments = {road};
    EXPECT_EQ(findings(c), Places{});
}

TEST(Structure, ReportsMinimaAboveMaxima) {
    Case c = mine_to_market();
    c.resources[0].band_low = Share{0.9};
    c.resources[0].band_high = Share{0.8};
    Contract contract;
    contract.id = "K";
    contract.supplier = mine;
    contract.product = ore;
    contract.base_min = PerDay{5};
    contract.base_max = PerDay{4};
    contract.row = 2;
    c.contracts = {contract};
    EXPECT_EQ(findings(c),
              (Places{"E0606 contracts.csv 2 base_min_per_day", "E0607 resources.csv 2 band_low"}));
}

TEST(Structure, KeepsMakingAndSellingApart) {
    Case c = mine_to_market();
    c.sites[*market].kind = SiteKind::warehouse;
    EXPECT_EQ(findings(c), Places{"E0609 demand.csv 2 market"});
    c = mine_to_market();
    c.processes.push_back(process(market, truck, {}, 4));
    c.lanes.push_back(lane(plant, market, ore, 4));
    c.lanes.push_back(lane(mine, market, ore, 5));
    const Places found = findings(c);
    EXPECT_EQ(std::count(found.begin(), found.end(), "E0608 processes.csv 4 site"), 1);
}

TEST(Structure, ReportsAResourceThatNeverHasCapacity) {
    Case c = mine_to_market();
    c.resources[0].capacity = PerDay{0};
    EXPECT_EQ(findings(c), Places{"E0610 resources.csv 2 capacity_per_day"});
    Investment expansion;
    expansion.id = "more";
    expansion.resource = ResourceId(0);
    expansion.capacity_added = PerDay{5};
    c.investments = {expansion};
    EXPECT_EQ(findings(c), Places{});
}

TEST(Structure, ReportsInvestmentsThatRequireEachOther) {
    Case c = mine_to_market();
    Investment first, second;
    first.id = "first";
    second.id = "second";
    first.row = 2;
    second.row = 3;
    first.resource = second.resource = ResourceId(0);
    first.capacity_added = second.capacity_added = PerDay{1};
    first.required = {InvestmentId(1)};
    c.investments = {first, second};
    EXPECT_EQ(findings(c), Places{});
    c.investments[1].required = {InvestmentId(0)};
    EXPECT_EQ(findings(c), Places{"E0611 investments.csv 3 requires"});
}

TEST(Structure, ReportsInvestmentsThatContradictThemselves) {
    Case c = mine_to_market();
    Investment investment;
    investment.id = "more";
    investment.row = 2;
    investment.capacity_added = PerDay{1};
    investment.opening_count = 2;
    c.investments = {investment};
    EXPECT_EQ(findings(c),
              (Places{"E0612 investments.csv 2 opening_count", "E0613 investments.csv 2 resource"}));
}

TEST(Structure, ReportsASiteThatIsOpenedTwiceAtTheStart) {
    Case c = mine_to_market();
    Investment investment;
    investment.id = "open";
    investment.row = 2;
    investment.kind = InvestmentKind::open;
    investment.site = SiteId{0};
    investment.opening_count = 2;
    investment.max_count = 2;
    c.investments = {investment};
    const Places found = findings(c);
    EXPECT_TRUE(std::find(found.begin(), found.end(), "E0612 investments.csv 2 opening_count") !=
                found.end());
}

TEST(Structure, WarnsOfRowsThatChangeNothing) {
    Case c = mine_to_market();
    c.regions.push_back({"MX", "", "", "", "", 4});
    Product bus = c.products[1];
    bus.id = "bus";
    bus.row = 4;
    c.products.push_back(bus);
    Site depot = c.sites[1];
    depot.id = "DEPOT";
    depot.row = 5;
    c.sites.push_back(depot);
    Resource spare = c.resources[0];
    spare.name = "spare";
    spare.row = 3;
    c.resources.push_back(spare);
    CapacityGroup port;
    port.id = "port";
    port.row = 2;
    c.capacity_groups = {port};
    Tariff duty = c.tariffs[0];
    duty.code_prefix = "99";
    duty.row = 3;
    c.tariffs.push_back(duty);
    c.bom.push_back({truck, "light", ore, 1.0, {}, {}, 3});
    EXPECT_EQ(findings(c),
              (Places{"W0713 bom.csv 3 output", "W0712 capacity_groups.csv 2 id", "W0707 products.csv 4 id",
                      "W0716 regions.csv 4 id", "W0706 resources.csv 3 resource", "W0708 sites.csv 5 id",
                      "W0709 tariffs.csv 3 code_prefix"}));
}

TEST(Structure, WarnsOfRowsAtPlacesThatGoodsNeverReach) {
    Case c = mine_to_market();
    Inventory stock;
    stock.site = market;
    stock.product = ore;
    stock.row = 2;
    c.inventory = {stock};
    c.lanes.push_back(lane(market, plant, ore, 4));
    c.processes.push_back(process(mine, truck, {}, 4));
    c.processes.back().variant = "light";
    c.processes.back().available = false;
    EXPECT_EQ(findings(c), (Places{"W0701 inventory.csv 2 product", "W0702 lanes.csv 4 product",
                                   "W0703 processes.csv 4 available"}));
}

TEST(Structure, WarnsOfAFreeFirstRampAndAnIdleContractAndAnIdleInvestment) {
    Case c = mine_to_market();
    c.resources[0].ramp_up_cost = Money{5};
    Contract contract;
    contract.id = "K";
    contract.supplier = mine;
    contract.destination = market;
    contract.product = ore;
    contract.row = 2;
    c.contracts = {contract};
    Investment idle;
    idle.id = "idle";
    idle.row = 2;
    c.investments = {idle};
    EXPECT_EQ(findings(c), (Places{"W0711 contracts.csv 2 destination", "W0710 investments.csv 2 id",
                                   "W0705 resources.csv 2 opening_rate"}));
}

TEST(Structure, WarnsThatTheOriginOfOpeningStockIsAssumedOnlyWhereDutyMayHangOnIt) {
    Case c = mine_to_market();
    c.processes.push_back(process(mine, truck, {}, 4));  // trucks of two origins
    c.processes.back().variant = "light";
    c.lanes.push_back(lane(mine, market, truck, 4));
    Inventory stock;
    stock.site = market;
    stock.product = truck;
    stock.opening_stock = Units{3};
    stock.row = 2;
    c.inventory = {stock};
    EXPECT_EQ(findings(c), Places{});
    c.lanes.push_back(lane(market, mine, truck, 5));  // now it may leave the region
    EXPECT_EQ(findings(c), Places{"W0704 inventory.csv 2 opening_stock"});
}

TEST(Structure, WarnsOfFiguresTooFarApartAtTheSmaller) {
    Case c = mine_to_market();
    c.processes[0].unit_cost = Money{1e-4};
    c.processes[1].unit_cost = Money{1e4};
    EXPECT_EQ(findings(c), Places{"W0714 processes.csv 2 unit_cost"});
    c.processes[0].unit_cost = Money{1e-3};  // a ratio of exactly ten million is still fine
    EXPECT_EQ(findings(c), Places{});
}

TEST(Structure, SaysOnceWhatAGroupRowRepeats) {
    Case c = mine_to_market();
    Inventory stock;
    stock.product = ore;
    stock.opening_stock = Units{5};
    stock.storage_limit = Units{4};
    stock.row = 2;
    for (const SiteId site : {mine, plant}) {
        stock.site = site;
        c.inventory.push_back(stock);
    }
    const Diagnostics found = check_structure(c);
    EXPECT_EQ(places(found), Places{"W0715 inventory.csv 2 opening_stock"});
    EXPECT_NE(found[0].message.find("and 1 more by this row"), std::string::npos);
}

TEST(Horizon, WarnsOfDatesOutsideAndOfDemandThatEndsEarly) {
    Case c = mine_to_market();
    const Date end = make_date(2028, 1, 1);
    const std::vector<Bucket> year{{c.settings.start, end}};
    EXPECT_EQ(places(check_horizon(c, year)), Places{});
    Investment late;
    late.id = "late";
    late.window_from = end;
    late.row = 2;
    c.investments = {late};
    Contract over;
    over.id = "over";
    over.award_to = c.settings.start;
    over.row = 2;
    c.contracts = {over};
    OpeningArrival gone;
    gone.date = c.settings.start + -1;
    gone.row = 2;
    c.opening_pipeline = {gone};
    Demand next_year = c.demand[0];
    next_year.from = end;
    next_year.to = make_date(2029, 1, 1);
    next_year.row = 3;
    c.demand.push_back(next_year);
    EXPECT_EQ(places(check_horizon(c, year)),
              (Places{"W0724 contracts.csv 2 award_from", "W0721 demand.csv 3 from",
                      "W0720 investments.csv 2 window_from", "W0723 opening_pipeline.csv 2 date"}));
    EXPECT_EQ(places(check_horizon(mine_to_market(), {{c.settings.start, make_date(2028, 1, 2)}})),
              Places{"W0722 demand.csv 2 to"});
}

TEST(Horizon, WarnsOfATariffThatAnotherRowOverrules) {
    Case c = mine_to_market();
    const std::vector<Bucket> year{{c.settings.start, make_date(2028, 1, 1)}};
    Tariff general = c.tariffs[0];
    general.origin = "*";
    general.rate = 0.2;
    general.row = 3;
    c.tariffs.push_back(general);
    EXPECT_EQ(places(check_horizon(c, year)), Places{"W0717 tariffs.csv 3 rate"});
    c.tariffs[0].valid_to = make_date(2027, 7, 1);  // then the general row counts from July on
    EXPECT_EQ(places(check_horizon(c, year)), Places{});
}

TEST(Horizon, WarnsOfTermsThatNoBucketStartsIn) {
    Case c = mine_to_market();
    const Date start = c.settings.start;
    Contract inside;
    inside.id = "inside";
    inside.award_from = start + 1;
    inside.award_to = start + 20;
    inside.row = 2;
    Contract brief;
    brief.id = "brief";
    brief.term = Days{30};
    brief.row = 3;
    c.contracts = {inside, brief};
    const Date end = make_date(2028, 1, 1);
    EXPECT_EQ(places(check_horizon(c, {{start, start + 31}, {start + 31, end}})),
              (Places{"W0725 contracts.csv 2 award_from", "W0726 contracts.csv 3 term_days"}));
    EXPECT_EQ(
        places(check_horizon(c, {{start, start + 10}, {start + 10, start + 30}, {start + 30, start + 60}})),
        Places{});
}

TEST(Structure, RefusesEffectsThatTogetherLeaveNothing) {
    Case c = mine_to_market();
    Resource line;
    line.site = c.processes[0].site;
    line.name = "line";
    line.row = 2;
    c.resources.push_back(line);
    const ResourceId id{c.resources.size() - 1};
    c.processes[0].resource = id;
    c.processes[0].yield = 0.9;
    Investment first;
    first.id = "first";
    first.site = line.site;
    first.resource = id;
    first.unit_cost_effect = -0.6;
    first.yield_effect = 0.06;
    first.row = 2;
    Investment second = first;
    second.id = "second";
    second.row = 3;
    c.investments = {first, second};
    const auto of_effects = [&] {
        Places found;
        for (const std::string& place : places(check_structure(c)))
            if (place.starts_with("E0614") || place.starts_with("E0615")) found.push_back(place);
        return found;
    };
    EXPECT_EQ(of_effects(), (Places{"E0614 processes.csv 2 unit_cost", "E0615 processes.csv 2 yield"}));
    for (Investment& option : c.investments) option.exclusive_group = "one of them";
    EXPECT_EQ(of_effects(), Places{});
}

TEST(StructureCodes, AreInOrderAndExplained) {
    const std::vector<CodeText> codes = structure_codes();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        EXPECT_FALSE(codes[i].title.empty());
        EXPECT_GT(codes[i].text.size(), 30U) << codes[i].code;
        EXPECT_TRUE(i == 0 || codes[i - 1].code < codes[i].code) << codes[i].code;
    }
}

}  // namespace
