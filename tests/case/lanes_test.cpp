// SPDX-License-Identifier: MIT
// Lanes: which there are, and what they cost.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>

#include "case/case_folder.hpp"
#include "dualflow/case/freight.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

// "S>P piston truck", in order of the alphabet.
std::set<std::string> lanes_of(const Case& c) {
    std::set<std::string> lanes;
    for (const Lane& lane : c.lanes)
        lanes.insert(c.sites[*lane.from].id + ">" + c.sites[*lane.to].id + " " +
                     c.products[*lane.product].id + " " + lane.mode);
    return lanes;
}

using Lanes = std::set<std::string>;

const Lane& lane_named(const Case& c, const std::string& from, const std::string& to) {
    for (const Lane& lane : c.lanes)
        if (c.sites[*lane.from].id == from && c.sites[*lane.to].id == to) return lane;
    throw std::runtime_error("no lane " + from + " " + to);
}

TEST(LaneClasses, MakeALaneWhereAProductIsMadeAndNeeded) {
    CaseFolder folder;
    folder.write("lanes.csv", "from,to\n");
    folder.write("lane_classes.csv", "id,from_group,to_group,mode\ntruck,*,*,truck\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    // Directly, and through the warehouse; never through a supplier, plant or market.
    EXPECT_EQ(lanes_of(*c), (Lanes{"S>P piston truck", "S>W piston truck", "W>P piston truck",
                                   "P>M engine truck", "P>W engine truck", "W>M engine truck"}));
    EXPECT_TRUE(c->lanes[0].from_class);
    EXPECT_EQ(c->lanes[0].row, 2);
}

TEST(LaneClasses, JoinTermsOfAGroupByAndOfProductsByOr) {
    CaseFolder folder;
    folder.append("sites.csv", "S2,supplier,US,30,-100\n");
    folder.append("processes.csv", "S2,piston,,9\n");
    folder.append("lane_classes.csv",
                  "id,from_group,to_group,products,mode\nsouth,kind:supplier;MX,region:US;plant,kind:part;"
                  "engine,sea\n");
    folder.write("lanes.csv", "from,to,product,mode\nS2,P,piston,truck\nP,M,engine,truck\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(lanes_of(*c), (Lanes{"S>P piston sea", "S2>P piston truck", "P>M engine truck"}));
}

TEST(LaneClasses, LeaveALaneToTheRowThatNamesIt) {
    CaseFolder folder;
    folder.write(
        "lane_classes.csv",
        "id,from_group,to_group,mode,cost_per_kg,lead_days\ntruck,kind:supplier,kind:plant,truck,2,5\n");
    folder.write("lanes.csv",
                 "from,to,product,mode,lane_class,lead_days,capacity_per_day\nS,P,piston,,truck,9,40\nP,M,"
                 "engine,rail,,1,\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(lanes_of(*c), (Lanes{"S>P piston truck", "P>M engine rail"}));
    const Lane& lane = lane_named(*c, "S", "P");
    EXPECT_EQ(lane.lead, Days{9});            // the row's
    EXPECT_EQ(lane.cost_per_unit, Money{5});  // the class's: 2 × chargeable 2.5 kg
    EXPECT_EQ(lane.capacity, PerDay{40});
    EXPECT_FALSE(lane.from_class);
}

TEST(LaneClasses, ThatMakeTheSameLaneAreRefused) {
    CaseFolder folder;
    folder.write("lanes.csv", "from,to,product,mode\nP,M,engine,truck\n");
    folder.write("lane_classes.csv",
                 "id,from_group,to_group,mode\na,MX,kind:plant,truck\nb,kind:supplier,US,truck\n");
    EXPECT_EQ(folder.errors(), Places{"E0401 lane_classes.csv 3 id"});
    folder.write("lane_classes.csv",
                 "id,from_group,to_group,mode\na,MX,kind:plant,truck\nb,kind:supplier,US,rail\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(LaneClasses, NeedBothGroupsAndKnownNames) {
    CaseFolder folder;
    folder.write("lane_classes.csv", "id,from_group,to_group\nfigures,,\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("lane_classes.csv", "id,from_group,to_group\nhalf,*,\n");
    EXPECT_EQ(folder.errors(), Places{"E0313 lane_classes.csv 2 to_group"});
    folder.write("lane_classes.csv", "id,from_group,to_group\na,kind:suplier,Q\n");
    EXPECT_EQ(folder.errors(),
              (Places{"E0202 lane_classes.csv 2 from_group", "E0201 lane_classes.csv 2 to_group"}));
    folder.write("lane_classes.csv", "id,from_group,to_group\na,kind:supplier;US,*\n");
    EXPECT_EQ(folder.errors(), Places{"E0202 lane_classes.csv 2 from_group"});
}

TEST(Lanes, WithoutAProductCarryEveryUsefulOne) {
    CaseFolder folder;
    folder.write("lanes.csv", "from,to\nS,P\nP,M\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(lanes_of(*c), (Lanes{"S>P piston ", "P>M engine "}));
}

TEST(Lanes, OfRowsShipOnThroughAnySiteButNotStraightBack) {
    CaseFolder folder;
    folder.append("sites.csv", "Q,plant,US,38,-85\n");
    folder.write("lanes.csv", "from,to\nS,Q\nQ,P\nP,Q\nP,M\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(lanes_of(*c), (Lanes{"S>Q piston ", "Q>P piston ", "P>M engine "}));
}

TEST(Lanes, NeverLeadToTheirOwnStart) {
    CaseFolder folder;
    folder.append("lanes.csv", "P,P,engine,1,1\n");
    EXPECT_EQ(folder.errors(), Places{"E0208 lanes.csv 4 to"});
    folder.write("lanes.csv", "from,to,product\nregion:US,region:US,engine\nS,P,piston\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Freight, AddsAllPartsOfThePrice) {
    CaseFolder folder;
    folder.write("lane_classes.csv",
                 "id,cost_per_kg,cost_per_kg_km,cost_per_km,distance_factor\nc,0.5,0.001,2,1.2\n");
    folder.write("lanes.csv",
                 "from,to,product,lane_class,cost_per_unit,cost_per_kg,cost_per_container,distance_km\n"
                 "P,M,engine,c,7,,500,100\nS,P,piston,c,0,0.25,0,200\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    // engine: 1000 chargeable kg, 4 m3 and 800 kg; a container holds 67 m3 or 26.5 t.
    EXPECT_DOUBLE_EQ(lane_named(*c, "P", "M").cost_per_unit.value, 7 + 500 + 100 + (500 + 200) * 4.0 / 67);
    // piston: 2.5 chargeable kg; the row's 0.25 a kg stands for the class's 0.5.
    EXPECT_DOUBLE_EQ(lane_named(*c, "S", "P").cost_per_unit.value,
                     0.25 * 2.5 + 0.001 * 200 * 2.5 + 2 * 200 * 0.01 / 67);
}

// Along a meridian the great circle is the difference of latitude, along the equator that of longitude.
TEST(Freight, MeasuresGreatCircles) {
    const double degree = 6371.0088 * std::numbers::pi / 180;
    Site a, b;
    a.latitude = 20, a.longitude = -100, b.latitude = 21, b.longitude = -100;
    EXPECT_NEAR(great_circle_km(a, b).value_or(0), degree, 1e-9);
    a.latitude = 0, a.longitude = -179, b.latitude = 0, b.longitude = 179;
    EXPECT_NEAR(great_circle_km(a, b).value_or(0), 2 * degree, 1e-9);
    a.latitude = 90, b.latitude = -90;
    EXPECT_NEAR(great_circle_km(a, b).value_or(0), 180 * degree, 1e-3);
    b.latitude.reset();
    EXPECT_FALSE(great_circle_km(a, b).has_value());
}

TEST(Freight, AsksForCoordinatesOnlyWhereACostDependsOnThem) {
    CaseFolder folder;
    folder.append("sites.csv", "N,market,US,,\n");
    folder.append("demand.csv", "N,engine,2027-01-01,2028-01-01,1,5000\n");
    folder.write("lane_classes.csv", "id,cost_per_kg,cost_per_kg_km\nkm,0,0.001\nflat,1,0\n");
    folder.write("lanes.csv", "from,to,product,lane_class,distance_km\nS,P,piston,km,\nP,*,engine,km,\n");
    EXPECT_EQ(folder.errors(), Places{"E0209 lanes.csv 3 distance_km"});
    folder.write("lanes.csv", "from,to,product,lane_class,distance_km\nS,P,piston,km,\nP,*,engine,km,500\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("lanes.csv", "from,to,product,lane_class,distance_km\nS,P,piston,km,\nP,*,engine,flat,\n");
    EXPECT_EQ(folder.errors(), Places{});
}

}  // namespace
}  // namespace dualflow
