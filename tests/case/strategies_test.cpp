// SPDX-License-Identifier: MIT
#include "dualflow/case/strategies.hpp"

#include <gtest/gtest.h>

#include "case/case_folder.hpp"
#include "dualflow/case/explicit_futures.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

const std::string header = "strategy,table,key,column,value\n";

// The case under a strategy; the case itself must be valid.
Result<Case, Diagnostics> under(const CaseFolder& folder, const std::string& strategy) {
    const auto base = folder.read();
    if (!base) throw std::logic_error("the case is invalid without a strategy");
    return read_case_under(folder.path(), *base, strategy);
}

Diagnostics errors_of(Diagnostics found) {
    std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
    return found;
}

Places places_of(const Diagnostics& found) {
    Places places;
    for (const Diagnostic& d : errors_of(found))
        places.push_back(d.code + " " + d.file + " " + std::to_string(d.row) + " " + d.column);
    return places;
}

TEST(Strategies, TakeThePlaceOfWhatTheTablesSay) {
    CaseFolder folder;
    folder.write("strategies.csv", header +
                                       "near,lanes,from=S;to=P,lead_days,2\n"
                                       "near,sites,id=W,status,candidate\n"
                                       "near,demand,*,to,2027-07-01\n"
                                       "far,lanes,from=S;to=P,lead_days,40\n");
    const auto base = folder.read();
    ASSERT_TRUE(base.has_value());
    EXPECT_EQ(base->strategies, (std::vector<std::string>{"near", "far"}));
    EXPECT_EQ(base->lanes[0].lead.value, 10);
    const auto near = under(folder, "near"), far = under(folder, "far");
    ASSERT_TRUE(near.has_value() && far.has_value());
    EXPECT_EQ(near->lanes[0].lead.value, 2);
    EXPECT_EQ(near->sites[3].status, SiteStatus::candidate);
    EXPECT_EQ(near->demand[0].to, make_date(2027, 7, 1));
    EXPECT_EQ(far->lanes[0].lead.value, 40);
    EXPECT_EQ(far->sites[3].status, SiteStatus::open);
}

TEST(Strategies, GiveEachCaseAHashOfItsOwn) {
    CaseFolder folder;
    folder.write("strategies.csv", header + "same,lanes,from=S,lead_days,10\n");
    const auto base = folder.read(), same = under(folder, "same");
    ASSERT_TRUE(base.has_value() && same.has_value());
    EXPECT_EQ(same->strategy, "same");
    EXPECT_NE(same->hash, base->hash);
}

TEST(Strategies, SplitARowOfAGroupForTheMembersThatTheyName) {
    CaseFolder folder;
    folder.write("inventory.csv", "site,product,safety_days\n*,*,1\n");
    folder.write("strategies.csv", header + "near,inventory,site=region:MX;product=*,safety_days,5\n");
    const auto near = under(folder, "near");
    ASSERT_TRUE(near.has_value());
    for (const Inventory& row : near->inventory)
        EXPECT_EQ(row.safety_days, near->sites[*row.site].id == "S" ? 5 : 1);
}

TEST(Strategies, ComeBeforeWhatScenariosChange) {
    CaseFolder folder;
    folder.write("scenarios.csv", "scenario,probability\nlow,0.5\nhigh,0.5\n");
    folder.write("scenario_changes.csv",
                 "scenario,table,key,column,factor\nhigh,processes,site=S,unit_cost,3\n");
    folder.write("strategies.csv", header + "near,processes,site=S,unit_cost,20\n");
    const auto near = under(folder, "near");
    ASSERT_TRUE(near.has_value());
    const auto futures = read_explicit_futures(folder.path(), *near);
    ASSERT_TRUE(futures.has_value());
    EXPECT_EQ(futures->base().strategy, "near");
    for (const auto& node : futures->nodes)
        EXPECT_EQ(futures->figures[node.figures]->processes[1].unit_cost.value,
                  node.scenario == "high" ? 60 : 20);
}

TEST(Strategies, AreRefusedRowByRowWhereWhatTheyNameIsNotThere) {
    CaseFolder folder;
    folder.write("strategies.csv", header +
                                       "a,lane,from=S,lead_days,2\n"
                                       "a,lanes,from=S,lead,2\n"
                                       "a,lanes,from=W,lead_days,2\n"
                                       "a,lanes,form=S,lead_days,2\n"
                                       "a,lanes,from=S,lead_days,soon\n"
                                       "a,lanes,from=S,lead_days,-1\n"
                                       "a,sites,id=W,status,shut\n"
                                       "a,strategies,*,value,2\n");
    EXPECT_EQ(folder.errors(), (Places{"E0110 strategies.csv 2 table", "E0108 strategies.csv 3 column",
                                       "E0206 strategies.csv 4 key", "E0205 strategies.csv 5 key",
                                       "E0302 strategies.csv 6 value", "E0305 strategies.csv 7 value",
                                       "E0308 strategies.csv 8 value", "E0110 strategies.csv 9 table"}));
    folder.write("strategies.csv", header +
                                       "a,lanes,from=S,lead_days,2\n"
                                       "a,sites,id=W,status,candidate\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Strategies, GiveACellOneValue) {
    CaseFolder folder;
    folder.write("strategies.csv", header +
                                       "a,lanes,*,lead_days,2\n"
                                       "b,lanes,from=S,lead_days,3\n"
                                       "a,lanes,from=S,lead_days,2\n");
    EXPECT_EQ(folder.errors(), Places{"E0404 strategies.csv 4 value"});
    folder.write("strategies.csv", header +
                                       "a,lanes,from=P,lead_days,2\n"
                                       "b,lanes,from=S,lead_days,3\n"
                                       "a,lanes,from=S,lead_days,2\n");
    EXPECT_EQ(folder.errors(), Places{});
}

TEST(Strategies, MakeACaseThatIsCheckedAsAnyOtherAndTellTheirName) {
    CaseFolder folder;
    folder.write("strategies.csv", header +
                                       "typo,sites,id=S,region,MEX\n"
                                       "cut,processes,site=S,available,0\n");
    const auto typo = under(folder, "typo"), cut = under(folder, "cut");
    ASSERT_FALSE(typo.has_value());
    EXPECT_EQ(places_of(typo.error()), Places{"E0201 strategies.csv 2 value"});
    EXPECT_EQ(errors_of(typo.error())[0].message,
              "in row 2 of sites.csv: no region \"MEX\" (with strategy \"typo\")");
    ASSERT_FALSE(cut.has_value());  // nobody makes pistons
    EXPECT_TRUE(has_errors(cut.error()));
    for (const Diagnostic& d : errors_of(cut.error()))
        EXPECT_NE(d.message.find("(with strategy \"cut\")"), std::string::npos) << d.message;
}

TEST(Strategies, LeaveAloneWhatIsOff) {
    CaseFolder folder;
    folder.write("case.toml",
                 "name = \"small\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"4 quarters\"\n"
                 "[model]\noff = [\"contracts\", \"lanes.capacity_per_day\"]\n");
    folder.write("strategies.csv", header +
                                       "a,contracts,id=k,price,2\n"
                                       "a,lanes,from=S,capacity_per_day,3\n");
    const auto c = under(folder, "a");
    ASSERT_TRUE(c.has_value());
    EXPECT_FALSE(c->lanes[0].capacity.has_value());
}

TEST(StrategyLimits, AreThoseOfTheStrategyAndOfEachMemberUnlessSummed) {
    CaseFolder folder;
    folder.write("strategy_limits.csv",
                 "strategy,products,regions,least_share,most_share\n"
                 "near,*,bloc:NA,0.2,\n"
                 "near,together(*),together(bloc:NA;CN),0.5,1\n"
                 "far,piston,CN,,0.4\n");
    const auto near = under(folder, "near"), far = under(folder, "far");
    ASSERT_TRUE(near.has_value() && far.has_value());
    ASSERT_EQ(near->strategy_limits.size(), 5U);
    EXPECT_EQ(near->strategy_limits[4].products.size(), 2U);
    EXPECT_EQ(near->strategy_limits[4].regions.size(), 3U);
    EXPECT_EQ(near->strategy_limits[0].regions.size(), 1U);
    ASSERT_EQ(far->strategy_limits.size(), 1U);
    EXPECT_EQ(far->strategy_limits[0].most, 0.4);
    EXPECT_TRUE(folder.read()->strategy_limits.empty());
}

TEST(StrategyLimits, AreRefusedWhereTheySayNothingOrContradictThemselves) {
    CaseFolder folder;
    folder.write("strategy_limits.csv",
                 "strategy,products,regions,least_share,most_share\n"
                 "a,piston,MX,,\n"
                 "a,piston,US,0.6,0.5\n"
                 "a,pisten,CN,0.5,\n"
                 "a,together(),CN,0.5,\n"
                 "b,piston,MX,0.5,\n"
                 "b,piston,MX,0.4,\n");
    EXPECT_EQ(folder.errors(),
              (Places{"E0301 strategy_limits.csv 2 least_share", "E0305 strategy_limits.csv 3 most_share",
                      "E0201 strategy_limits.csv 4 products", "E0202 strategy_limits.csv 5 products",
                      "E0401 strategy_limits.csv 7 "}));
    folder.write("strategy_limits.csv",
                 "strategy,products,regions,least_share,most_share\na,piston,US,0.5,0.6\nb,piston,MX,0.5,\n");
    EXPECT_EQ(folder.errors(), Places{});
}

const std::string flows = "from,to,product,mode,from_date,to_date,quantity\n";

TEST(RecordedFlows, MakeABaselineOfTheCase) {
    CaseFolder folder;
    EXPECT_TRUE(folder.read()->strategies.empty());
    folder.write("recorded_flows.csv", flows + "S,P,piston,,2027-01-01,2027-04-01,900\n");
    const auto c = under(folder, "baseline");
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(c->strategies, std::vector<std::string>{"baseline"});
    ASSERT_EQ(c->recorded_flows.size(), 1U);
    EXPECT_EQ(c->recorded_flows[0].quantity, 900);
}

TEST(RecordedFlows, AreOnLanesOfTheCaseAndDoNotOverlap) {
    CaseFolder folder;
    folder.write("lanes.csv",
                 "from,to,product,mode,cost_per_unit,lead_days\nS,P,piston,truck,1,10\nS,P,piston,rail,1,20\n"
                 "P,M,engine,,20,3\n");
    folder.write("recorded_flows.csv", flows +
                                           "S,M,piston,,2027-01-01,2027-02-01,9\n"
                                           "S,P,piston,ship,2027-01-01,2027-02-01,9\n"
                                           "P,M,engine,,2027-02-01,2027-02-01,9\n"
                                           "S,P,piston,truck,2027-03-01,2027-04-01,9\n"
                                           "S,P,piston,rail,2027-03-01,2027-05-01,9\n"
                                           "S,P,piston,,2027-04-01,2027-06-01,9\n");
    EXPECT_EQ(folder.errors(),
              (Places{"E0206 recorded_flows.csv 2 to", "E0206 recorded_flows.csv 3 mode",
                      "E0311 recorded_flows.csv 4 to_date", "E0404 recorded_flows.csv 7 from_date"}));
    folder.write("recorded_flows.csv", flows +
                                           "S,P,piston,truck,2027-03-01,2027-04-01,9\n"
                                           "S,P,piston,rail,2027-03-01,2027-05-01,9\n"
                                           "S,P,piston,,2027-05-01,2027-06-01,9\n");
    EXPECT_EQ(folder.errors(), Places{});
}

}  // namespace
}  // namespace dualflow
