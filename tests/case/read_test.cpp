// SPDX-License-Identifier: MIT
// Whole folders: files, cells, keys and what is off. Each refusal stands beside its nearest valid case.
#include "dualflow/case/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "case/case_folder.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

TEST(ReadCase, BindsASmallCase) {
    const auto c = CaseFolder().read();
    ASSERT_TRUE(c.has_value());
    ASSERT_EQ(c->sites.size(), 4U);
    EXPECT_EQ(c->sites[0].kind, SiteKind::supplier);
    EXPECT_EQ(c->regions[*c->sites[1].region].id, "US");
    EXPECT_EQ(c->products[0].chargeable_kg, 1000);  // 4 m3 × 250 above 800 kg
    EXPECT_EQ(c->products[0].customs_value, Money{1000});
    ASSERT_EQ(c->processes.size(), 2U);
    EXPECT_EQ(c->resources[*c->processes[0].resource].name, "line");
    EXPECT_FALSE(c->processes[1].resource);
    EXPECT_EQ(c->processes[1].row, 3);
    EXPECT_EQ(c->bom[0].variant, "base");
    EXPECT_EQ(c->demand[0].to, make_date(2028, 1, 1));
    EXPECT_EQ(c->hash.size(), 32U);
}

TEST(ReadCase, RefusesAFolderThatIsNotThere) {
    const auto c = read_case("/no/such/folder");
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(c.error().at(0).code, "E0101");
}

TEST(ReadCase, AsksForSettingsAndRequiredTables) {
    CaseFolder folder;
    folder.remove("case.toml");
    EXPECT_EQ(folder.errors(), Places{"E0101 case.toml 0 "});
    folder.remove("sites.csv");
    EXPECT_EQ(folder.errors(), (Places{"E0101 case.toml 0 ", "E0111 sites.csv 0 "}));
}

TEST(ReadCase, TakesOptionalTablesAsEmptyAndHeadersAlone) {
    CaseFolder folder;
    folder.write("contracts.csv", "id,supplier,product,price\n");
    folder.write("inventory.csv", "site,product\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("contracts.csv", "");
    EXPECT_EQ(folder.errors(), Places{"E0103 contracts.csv 0 "});
}

TEST(ReadCase, RefusesCsvFilesThatAreNoTables) {
    CaseFolder folder;
    folder.write("NOTES.md", "free text");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("lane.csv", "from,to\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(folder.errors(), Places{"E0110 lane.csv 0 "});
    EXPECT_EQ(c.error()[0].nearest.front(), "lanes");
}

TEST(ReadCase, DoesNotBlameReferencesOnATableThatCannotBeRead) {
    CaseFolder folder;
    folder.write("sites.csv", "id,kind,region\nP,plant\n");
    EXPECT_EQ(folder.errors(), Places{"E0105 sites.csv 2 "});
}

TEST(ReadCase, NamesUnknownAndMissingColumns) {
    CaseFolder folder;
    folder.write("lanes.csv", "from,to,product,cost_per_unt,note\nS,P,piston,1,x\nP,M,engine,20,\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(folder.errors(), Places{"E0108 lanes.csv 1 cost_per_unt"});
    EXPECT_EQ(c.error()[0].nearest.front(), "cost_per_unit");
    folder.write("lanes.csv", "from,product\nS,piston\n");
    EXPECT_EQ(folder.errors(), Places{"E0109 lanes.csv 1 to"});
}

TEST(ReadCase, CollectsAllErrorsSortedByPlace) {
    CaseFolder folder;
    folder.write("resources.csv", "site,resource,capacity_per_day\nP,line,-1\n");
    folder.write("lanes.csv", "from,to,product,cost_per_unit\nS,P,piston,1\nP,MM,engine,25%%\n,P,piston,1\n");
    EXPECT_EQ(folder.errors(), (Places{"E0302 lanes.csv 3 cost_per_unit", "E0201 lanes.csv 3 to",
                                       "E0301 lanes.csv 4 from", "E0305 resources.csv 2 capacity_per_day"}));
}

TEST(ReadCase, NamesTheNearestIds) {
    CaseFolder folder;
    folder.append("sites.csv", "HAGERSTOWN,warehouse,US,39,-77\n");
    folder.append("lanes.csv", "P,HGRSTOWN,engine,1,1\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(c.error().at(0).message, "no site \"HGRSTOWN\"");
    EXPECT_EQ(c.error().at(0).expected, "the id of a row in sites (5 rows)");
    EXPECT_EQ(c.error().at(0).nearest, std::vector<std::string>{"HAGERSTOWN"});
}

TEST(ReadCase, RefusesDuplicateKeysAndNamesTheFirst) {
    CaseFolder folder;
    folder.append("sites.csv", "P,plant,US,,\n");
    EXPECT_EQ(folder.errors(), Places{"E0401 sites.csv 6 id"});
    CaseFolder other;
    other.append("bom.csv", "engine,piston,3\n");
    const auto c = other.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(other.errors(), Places{"E0401 bom.csv 3 "});
    EXPECT_EQ(c.error()[0].message,
              "output=engine, variant=base, component=piston appears again; first in row 2");
}

TEST(ReadCase, AllowsRowsThatFollowEachOtherInTimeOnly) {
    CaseFolder folder;
    folder.write(
        "demand.csv",
        "market,product,from,to,quantity_per_day,lost_sale_cost\nM,engine,2027-07-01,2028-01-01,12,5000\n"
        "M,engine,2027-01-01,2027-07-01,10,5000\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write(
        "demand.csv",
        "market,product,from,to,quantity_per_day,lost_sale_cost\nM,engine,2027-01-01,2027-07-01,10,5000\n"
        "M,engine,2027-06-30,2028-01-01,12,5000\n");
    EXPECT_EQ(folder.errors(), Places{"E0404 demand.csv 3 from"});
    folder.write(
        "demand.csv",
        "market,product,from,to,quantity_per_day,lost_sale_cost\nM,engine,2027-07-01,2027-07-01,10,5000\n");
    EXPECT_EQ(folder.errors(), Places{"E0311 demand.csv 2 to"});
}

TEST(ReadCase, RefusesTablesAndColumnsThatAreNotSupportedUntilTheyAreOff) {
    CaseFolder folder;
    folder.write("learning.csv", "technology_group,rate,start_cumulative\npacks,0.15,100\n");
    folder.write("demand.csv",
                 "market,product,from,to,quantity_per_day,lost_sale_cost,service_target\n"
                 "M,engine,2027-01-01,2027-07-01,10,5000,0.9\nM,engine,2027-07-01,2028-01-01,10,5000,0.9\n");
    EXPECT_EQ(folder.errors(), (Places{"E0502 demand.csv 2 service_target", "E0501 learning.csv 0 "}));
    folder.append("case.toml", "[model]\noff = [\"learning\", \"demand.service_target\"]\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(ReadCase, AllowsColumnsThatAreNotSupportedAtTheirDefault) {
    CaseFolder folder;
    folder.write("lanes.csv", "from,to,product,lead_sd_days\nS,P,piston,0\nP,M,engine,\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("lanes.csv", "from,to,product,lead_sd_days\nS,P,piston,0\nP,M,engine,2\n");
    EXPECT_EQ(folder.errors(), Places{"E0502 lanes.csv 3 lead_sd_days"});
}

TEST(ReadCase, SwitchesOffTablesThatAreUsedAndWhatLeadsToThem) {
    CaseFolder folder;
    ASSERT_TRUE(folder.read().has_value());
    folder.append("case.toml", "[model]\noff = [\"resources\", \"bom\"]\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_TRUE(c->resources.empty());
    EXPECT_TRUE(c->bom.empty());
    EXPECT_FALSE(c->processes[0].resource);
}

TEST(ReadCase, RefusesResourcesThatTheSiteDoesNotHave) {
    CaseFolder folder;
    folder.write("processes.csv", "site,product,resource\nP,engine,lines\nS,piston,\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(folder.errors(), Places{"E0207 processes.csv 2 resource"});
    EXPECT_EQ(c.error()[0].nearest, std::vector<std::string>{"line"});
}

TEST(ReadCase, TakesOneWayOfHoldingCostOnly) {
    CaseFolder folder;
    folder.write("inventory.csv",
                 "site,product,holding_rate_per_year,holding_cost_per_day\nP,engine,0.15,\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("inventory.csv",
                 "site,product,holding_rate_per_year,holding_cost_per_day\nP,engine,0.15,1\n");
    EXPECT_EQ(folder.errors(), Places{"E0312 inventory.csv 2 holding_cost_per_day"});
}

std::string hash_of(const CaseFolder& folder) {
    return folder.read().map([](const Case& c) { return c.hash; }).value_or("");
}

TEST(ContentHash, DoesNotDependOnOrderOfRowsOrColumnsNotesOrWrittenDefaults) {
    CaseFolder folder;
    const std::string hash = hash_of(folder);
    ASSERT_EQ(hash.size(), 32U);
    folder.write("lanes.csv",
                 "note,to,from,product,lead_days,cost_per_unit,cost_per_container\n"
                 "x,M,P,engine,3,20.0,0\ny, P ,S,piston,10,1,0\n");
    folder.append("case.toml", "discount_rate = 0\n");
    EXPECT_EQ(hash_of(folder), hash);
}

TEST(ContentHash, DependsOnEveryCellAndSetting) {
    CaseFolder folder;
    const std::string hash = hash_of(folder);
    folder.write("lanes.csv", "from,to,product,cost_per_unit,lead_days\nS,P,piston,1,10\nP,M,engine,20,4\n");
    const std::string other_lane = hash_of(folder);
    EXPECT_NE(other_lane, hash);
    folder.append("case.toml", "discount_rate = 0.01\n");
    EXPECT_NE(hash_of(folder), other_lane);
    EXPECT_NE(hash_of(folder), hash);
}

}  // namespace
}  // namespace dualflow
