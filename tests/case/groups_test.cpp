// SPDX-License-Identifier: MIT
// Rows that address groups: each member gets the row, a more specific row wins.
#include <gtest/gtest.h>

#include <map>

#include "case/case_folder.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

std::map<std::string, double> stock_by_place(const Case& c) {
    std::map<std::string, double> stock;
    for (const Inventory& row : c.inventory)
        stock[c.sites[*row.site].id + "/" + c.products[*row.product].id] = row.safety_days;
    return stock;
}

using Stock = std::map<std::string, double>;

TEST(Groups, GiveEachMemberTheRowWhereItCanOccur) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product,safety_days\n*,*,1\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(stock_by_place(*c),
              (Stock{{"S/piston", 1}, {"P/piston", 1}, {"P/engine", 1}, {"M/engine", 1}}));
}

TEST(Groups, GiveWayToMoreSpecificRows) {
    CaseFolder folder;
    folder.write(
        "inventory.csv",
        "site,product,safety_days\nP,engine,4\n*,kind:module,2\nregion:US,family:metal,3\n*,piston,5\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(stock_by_place(*c),
              (Stock{{"S/piston", 5}, {"P/piston", 5}, {"P/engine", 4}, {"M/engine", 2}}));
}

TEST(Groups, OfEqualSpecificityCannotClaimTheSameKey) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product,safety_days\nP,*,4\n*,engine,2\n");
    EXPECT_EQ(folder.errors(), Places{"E0401 inventory.csv 3 "});
    folder.append("inventory.csv", "P,engine,1\n");  // settles what the two dispute
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Groups, KeepExplicitRowsThatNothingElseNeeds) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product,safety_days\nW,engine,1\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(stock_by_place(*c), (Stock{{"W/engine", 1}}));
}

TEST(Groups, WithoutMembersAreErrorsWithNearestNames) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product\nP,family:metl\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(folder.errors(), Places{"E0202 inventory.csv 2 product"});
    EXPECT_EQ(c.error()[0].nearest, std::vector<std::string>{"family:metal"});
    folder.write("inventory.csv", "site,product\nP,family:metal\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Groups, WhoseMembersNeverMeetAreWarnedAbout) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product\nkind:warehouse,*\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_TRUE(c->inventory.empty());
    std::vector<std::string> places;
    for (const Diagnostic& d : c->warnings)
        if (d.code == "W0731") places.push_back(d.file + " " + std::to_string(d.row));
    EXPECT_EQ(places, std::vector<std::string>{"inventory.csv 2"});

    folder.write("products.csv", "id,kind\nengine\n");  // what follows from another error is not said
    const auto broken = folder.read();
    ASSERT_FALSE(broken.has_value());
    ASSERT_EQ(broken.error().size(), 1U);
    EXPECT_EQ(broken.error()[0].code, "E0105");
}

TEST(Groups, AreRefusedWhereOneRowIsNeededAndSumsEverywhereHere) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product\nP,together(family:metal)\n");
    EXPECT_EQ(folder.errors(), Places{"E0204 inventory.csv 2 product"});
    folder.write("inventory.csv", "site,product\nP,piston\n");
    folder.write("opening_pipeline.csv",
                 "to,product,date,quantity,from\nP,piston,2027-01-05,3,kind:supplier\n");
    EXPECT_EQ(folder.errors(), Places{"E0203 opening_pipeline.csv 2 from"});
    folder.write("opening_pipeline.csv", "to,product,date,quantity,from\nP,piston,2027-01-05,3,S\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Groups, OfSitesUseTheResourceWhereItStands) {
    CaseFolder folder;
    folder.append("sites.csv", "P2,plant,US,38,-85\nP3,plant,US,38,-86\n");
    folder.append("resources.csv", "P2,line,50\n");
    folder.write("processes.csv", "site,product,resource\nkind:plant,engine,line\nS,piston,\n");
    folder.append("lanes.csv", "S,P2,piston,1,1\nP2,M,engine,1,1\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    ASSERT_EQ(c->processes.size(), 3U);
    EXPECT_EQ(c->sites[*c->processes[1].site].id, "P2");
    EXPECT_EQ(c->resources[*c->processes[1].resource].capacity, PerDay{50});
}

}  // namespace
}  // namespace dualflow
