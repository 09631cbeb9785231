// SPDX-License-Identifier: MIT
// Contracts, investments and what they enable, tariffs and their regimes.
#include <gtest/gtest.h>

#include "case/case_folder.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

TEST(Contracts, JoinRowsOfOneIdToBands) {
    CaseFolder folder;
    folder.write("contracts.csv",
                 "id,supplier,product,volume_from,volume_to,price,base_min_per_day\n"
                 "k,S,piston,1000,,7,5\nk,,,0,1000,8,\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    ASSERT_EQ(c->contracts.size(), 1U);
    const Contract& k = c->contracts[0];
    ASSERT_EQ(k.bands.size(), 2U);
    EXPECT_EQ(k.bands[0].price, Money{8});
    EXPECT_EQ(k.bands[0].volume_to, 1000);
    EXPECT_EQ(k.bands[1].price, Money{7});
    EXPECT_FALSE(k.bands[1].volume_to.has_value());
    EXPECT_EQ(k.base_min, PerDay{5});
    EXPECT_FALSE(k.destination);
}

TEST(Contracts, AskForBandsThatDifferInVolumeAndPriceOnlyAndLeaveNoGap) {
    CaseFolder folder;
    const std::string header =
        "id,supplier,product,volume_from,volume_to,price,notice_days\nk,S,piston,0,100,8,30\n";
    folder.write("contracts.csv", header + "k,S,piston,100,,7,30\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("contracts.csv", header + "k,S,piston,100,,7,60\n");
    EXPECT_EQ(folder.errors(), Places{"E0402 contracts.csv 3 notice_days"});
    folder.write("contracts.csv", header + "k,S,piston,150,,7,30\n");
    EXPECT_EQ(folder.errors(), Places{"E0403 contracts.csv 3 volume_from"});
    folder.write("contracts.csv", header + "k,S,piston,0,,7,30\n");
    EXPECT_EQ(folder.errors(), Places{"E0401 contracts.csv 3 volume_from"});
    folder.write("contracts.csv", header + "k,S,piston,100,90,7,30\n");
    EXPECT_EQ(folder.errors(), Places{"E0403 contracts.csv 3 volume_to"});
}

TEST(Contracts, AreForWhatTheSupplierMakes) {
    CaseFolder folder;
    folder.write("contracts.csv", "id,supplier,product,price\nk,P,piston,8\n");
    const auto c = folder.read();
    ASSERT_FALSE(c.has_value());
    EXPECT_EQ(folder.errors(), Places{"E0210 contracts.csv 2 supplier"});
    EXPECT_EQ(c.error()[0].nearest, std::vector<std::string>{"S"});
}

TEST(Contracts, OfAGroupAreNamedAfterTheirMembers) {
    CaseFolder folder;
    folder.append("sites.csv", "S2,supplier,US,30,-100\n");
    folder.append("processes.csv", "S2,piston,,9\n");
    folder.append("lanes.csv", "S2,P,piston,1,1\n");
    folder.write("contracts.csv", "id,supplier,product,price\nk,kind:supplier,piston,8\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    ASSERT_EQ(c->contracts.size(), 2U);
    EXPECT_EQ(c->contracts[0].id, "k@S");
    EXPECT_EQ(c->contracts[1].id, "k@S2");
}

const std::string investments =
    "id,site,resource,kind,capital,enables,capacity_added_per_day,ramp_up,capital_schedule,requires\n";

TEST(Investments, BindTheirSiteResourceCurvesAndRequirements) {
    CaseFolder folder;
    folder.write("investments.csv", investments +
                                        "wing,P,line,expand,100,,10,0.5@90;1@180,0.4@0;0.6@200,hall\n"
                                        "hall,P,,expand,900,,,,,\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    const Investment& wing = c->investments[0];
    EXPECT_EQ(c->resources[*wing.resource].name, "line");
    ASSERT_EQ(wing.ramp_up.size(), 2U);
    EXPECT_EQ(wing.ramp_up[0].share, 0.5);
    EXPECT_EQ(wing.capital_schedule[1].day, 200);
    ASSERT_EQ(wing.required.size(), 1U);
    EXPECT_EQ(c->investments[*wing.required[0]].id, "hall");
}

TEST(Investments, EnableRowsByKeysWithOrWithoutTheTable) {
    CaseFolder folder;
    folder.write("contracts.csv", "id,supplier,product,price\nk,S,piston,8\n");
    folder.write("investments.csv",
                 investments +
                     "a,P,,enable,1,processes:site=P;product=engine|lanes:from=S;to=P|contracts:id=k,,,,\n"
                     "b,P,,enable,1,site=S|supplier=S,,,,\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    const Investment &a = c->investments[0], &b = c->investments[1];
    ASSERT_EQ(a.enables_processes.size(), 1U);
    EXPECT_EQ(c->processes[*a.enables_processes[0]].row, 2);
    ASSERT_EQ(a.enables_lanes.size(), 1U);
    EXPECT_FALSE(c->lanes[*a.enables_lanes[0]].available);
    EXPECT_EQ(a.enables_contracts.size(), 1U);
    ASSERT_EQ(b.enables_processes.size(), 1U);
    EXPECT_EQ(c->processes[*b.enables_processes[0]].row, 3);
    EXPECT_EQ(b.enables_contracts.size(), 1U);
}

TEST(Investments, NameWhatIsWrongWithAKey) {
    const auto errors_of = [](const std::string& key) {
        CaseFolder folder;
        folder.write("investments.csv", investments + "a,P,line,enable,1," + key + ",1,,,\n");
        return folder.errors();
    };
    EXPECT_EQ(errors_of("processes:site=P;product=engine"), Places{});
    EXPECT_EQ(errors_of("proceses:site=P"), Places{"E0205 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("processes:sit=P"), Places{"E0205 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("processes:"), Places{"E0205 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("processes:site"), Places{"E0205 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("product=engine"), Places{"E0205 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("processes:site=PP"), Places{"E0201 investments.csv 2 enables"});
    EXPECT_EQ(errors_of("processes:site=S;product=engine"), Places{"E0206 investments.csv 2 enables"});
}

TEST(Investments, RefuseCurvesRequirementsAndResourcesThatCannotBe) {
    const auto errors_of = [](const std::string& row) {
        CaseFolder folder;
        folder.write("investments.csv", investments + row);
        return folder.errors();
    };
    EXPECT_EQ(errors_of("a,P,line,expand,1,,1,0.5@1;1@2,0.5@1;0.5@2,\n"), Places{});
    EXPECT_EQ(errors_of("a,P,line,expand,1,,1,0.5@1;0.4@2,,\n"), Places{"E0309 investments.csv 2 ramp_up"});
    EXPECT_EQ(errors_of("a,P,line,expand,1,,1,,0.5@1;0.4@2,\n"),
              Places{"E0309 investments.csv 2 capital_schedule"});
    EXPECT_EQ(errors_of("a,P,line,expand,1,,1,half,,\n"), Places{"E0309 investments.csv 2 ramp_up"});
    EXPECT_EQ(errors_of("a,P,line,expand,1,,1,,,b\n"), Places{"E0201 investments.csv 2 requires"});
    EXPECT_EQ(errors_of("a,,line,expand,1,,1,,,\n"), Places{"E0313 investments.csv 2 site"});
    EXPECT_EQ(errors_of("a,P,lin,expand,1,,1,,,\n"), Places{"E0207 investments.csv 2 resource"});
}

const std::string tariffs = "origin,destination,code_prefix,rate,measure,regime,valid_from,valid_to\n";

TEST(Tariffs, TakeRegionsBlocsAndRegimes) {
    CaseFolder folder;
    folder.write("tariff_regimes.csv", "regime,start_probability\ntoday,1\nother,0\n");
    folder.write("tariffs.csv",
                 tariffs + "*,US,8408,0.025,MFN,,,\nbloc:NA,region:US,*,0,FTA,today;other,2027-01-01,\n");
    const auto c = folder.read();
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(c->tariff_regime, "today");
    EXPECT_EQ(c->tariffs[1].origin, "NA");
    EXPECT_EQ(c->tariffs[1].destination, "US");
    EXPECT_EQ(c->tariffs[1].code_prefix, "");
    EXPECT_EQ(c->tariffs[1].regimes, (std::vector<std::string>{"today", "other"}));
    EXPECT_TRUE(c->tariffs[0].regimes.empty());
}

TEST(Tariffs, RefuseUnknownAreasCodesAndRegimes) {
    CaseFolder folder;
    folder.write("tariffs.csv",
                 tariffs + "USA,US,8408,0.025,MFN,,,\n*,US,84.08,0.1,other,,,\n*,US,84,0.1,more,T9,,\n");
    EXPECT_EQ(folder.errors(), (Places{"E0201 tariffs.csv 2 origin", "E0302 tariffs.csv 3 code_prefix",
                                       "E0201 tariffs.csv 4 regime"}));
}

TEST(Tariffs, RefuseTwoRatesOfOneMeasureOnOneDay) {
    CaseFolder folder;
    folder.write("tariffs.csv",
                 tariffs + "*,US,84,0.02,MFN,,2027-01-01,2028-01-01\n*,US,84,0.03,MFN,,2028-01-01,\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("tariffs.csv",
                 tariffs + "*,US,84,0.02,MFN,,2027-01-01,2028-01-02\n*,US,84,0.03,MFN,,2028-01-01,\n");
    EXPECT_EQ(folder.errors(), Places{"E0404 tariffs.csv 3 valid_from"});
}

TEST(TariffRegimes, OfThemTheLikeliestIsInForceAtTheStart) {
    CaseFolder folder;
    folder.write("tariff_regimes.csv", "regime,start_probability\ntoday,0.4\nother,0.6\n");
    EXPECT_EQ(folder.errors(), Places{});
    EXPECT_EQ(folder.read()->tariff_regime, "other");
    folder.write("tariff_regimes.csv", "regime,start_probability\ntoday,0\nother,1\n");
    EXPECT_EQ(folder.errors(), Places{});
    folder.write("tariff_regimes.csv", "regime,start_probability\ntoday,0\n");
    EXPECT_EQ(folder.errors(), Places{"E0504 tariff_regimes.csv 2 start_probability"});
}

}  // namespace
}  // namespace dualflow
