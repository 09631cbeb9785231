// SPDX-License-Identifier: MIT
// Changes of scenarios: which rows a key names, what a figure becomes in a node, and what is refused.
// Expected figures are found by hand; each refusal stands beside its nearest valid case.
#include "dualflow/case/figure_changes.hpp"

#include <gtest/gtest.h>

#include "case/case_folder.hpp"
#include "dualflow/case/explicit_futures.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

// "a" from the start, "a1" from April on; "b" and "a2" as the tables say.
const char* const four_scenarios =
    "scenario,parent,separates,probability\na,,,0.5\nb,,,0.5\na1,a,2027-04-01,0.5\na2,a,2027-04-01,0.5\n";

class Changes {
public:
    explicit Changes(const std::string& rows) {
        folder.write("scenarios.csv", four_scenarios);
        folder.write("scenario_changes.csv", "scenario,table,key,column,value,factor,from,to\n" + rows);
    }

    Result<ExplicitFutures, Diagnostics> read() const {
        const auto c = folder.read();
        if (!c) return unexpected(c.error());
        return read_explicit_futures(folder.path(), *c);
    }

    Places errors() const {
        const auto futures = read();
        return futures ? Places{} : places(futures.error());
    }
    Places warnings() const { return places(read().value().warnings); }

    // The figures of a scenario in a quarter.
    Case at(const std::string& scenario, std::size_t quarter) const {
        const auto futures = read();
        EXPECT_TRUE(futures.has_value());
        for (const auto& node : futures->nodes)
            if (node.scenario == scenario && node.bucket == quarter) return *futures->figures[node.figures];
        ADD_FAILURE() << "no node " << scenario << ' ' << quarter;
        return futures->base();
    }
    double demand(const std::string& scenario, std::size_t quarter) const {
        return at(scenario, quarter).demand[0].quantity.value;
    }

    CaseFolder folder;

private:
    static Places places(const Diagnostics& problems) {
        Places all;
        for (const Diagnostic& d : problems)
            all.push_back(d.code + " " + std::to_string(d.row) + " " + d.column);
        return all;
    }
};

TEST(FigureChanges, TakeTheValueWhereItHoldsAndTheTableElsewhere) {
    const Changes c("a,demand,market=M,quantity_per_day,25,,2027-04-01,2027-10-01\n");
    EXPECT_EQ(c.demand("a", 0), 10);
    EXPECT_EQ(c.demand("a1", 1), 25);  // what comes from a keeps its changes
    EXPECT_EQ(c.demand("a2", 2), 25);
    EXPECT_EQ(c.demand("a1", 3), 10);
    EXPECT_EQ(c.demand("b", 1), 10);
}

TEST(FigureChanges, GoFromTheParentToTheChildAndMultiplyFactorsAfterValues) {
    const Changes c(
        "a1,demand,market=M,quantity_per_day,,3,,\na,demand,market=M,quantity_per_day,,2,,\n"
        "a,demand,market=M,quantity_per_day,7,,,\na2,demand,market=M,quantity_per_day,5,,,\n"
        "a,demand,*,quantity_per_day,,1.5,,\n");
    EXPECT_DOUBLE_EQ(c.demand("a", 0), 7 * 2 * 1.5);
    EXPECT_DOUBLE_EQ(c.demand("a1", 1), 7 * 2 * 1.5 * 3);
    EXPECT_DOUBLE_EQ(c.demand("a2", 1), 5);
}

TEST(FigureChanges, AreMeansOverTheDaysOfTheBucket) {
    const Changes c("b,demand,market=M,quantity_per_day,30,,2027-04-11,2027-05-11\n");
    EXPECT_NEAR(c.demand("b", 1), (61 * 10 + 30 * 30) / 91.0, 1e-12);
    EXPECT_EQ(c.demand("b", 2), 10);
}

TEST(FigureChanges, CountTheDaysOfTheRowOfDemandWhereItHasItsOwn) {
    Changes c("b,demand,market=M,quantity_per_day,30,,2027-04-11,2027-05-11\n");
    c.folder.write("demand.csv",
                   "market,product,from,to,quantity_per_day,lost_sale_cost\n"
                   "M,engine,2027-05-01,2027-07-01,10,5000\n");
    EXPECT_NEAR(c.demand("b", 1), (51 * 10 + 10 * 30) / 61.0, 1e-12);
}

TEST(FigureChanges, OfAFlagCountAsOnMostOfTheDaysAndWarn) {
    const Changes most("b,processes,site=S;product=piston,available,0,,2027-04-11,2027-07-01\n");
    EXPECT_FALSE(most.at("b", 1).processes[1].available);
    EXPECT_EQ(most.warnings().size(), 1U);
    const Changes whole("b,processes,site=S;product=piston,available,0,,2027-04-01,2027-07-01\n");
    EXPECT_FALSE(whole.at("b", 1).processes[1].available);
    EXPECT_TRUE(whole.at("b", 2).processes[1].available);
    EXPECT_EQ(whole.warnings(), Places{});
}

TEST(FigureChanges, SplitARowThatIsOfAGroupWhereTheKeyNamesAMember) {
    Changes c("b,lanes,from=P;to=M;product=engine,cost_per_unit,99,,,\n");
    c.folder.write("lanes.csv", "from,to,product,cost_per_unit,lead_days\nS,P,piston,1,10\nP,M,*,20,3\n");
    const auto cost = [&](const std::string& scenario, const std::string& product) {
        const Case figures = c.at(scenario, 1);
        for (const Lane& lane : figures.lanes)
            if (figures.sites[*lane.from].id == "P" && figures.products[*lane.product].id == product)
                return lane.cost_per_unit.value;
        return -1.0;
    };
    EXPECT_EQ(cost("b", "engine"), 99);
    EXPECT_EQ(cost("a1", "engine"), 20);
    EXPECT_EQ(cost("b", "piston"), cost("a1", "piston"));
}

TEST(FigureChanges, RefuseTwoValuesOfOneFigureOnADay) {
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,5,,,2027-04-01\n"
                      "a,demand,*,quantity_per_day,6,,2027-03-31,\n")
                  .errors()
                  .front()
                  .substr(5),
              " 3 value");
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,5,,,2027-04-01\n"
                      "a,demand,*,quantity_per_day,6,,2027-04-01,\n")
                  .errors(),
              Places{});
}

TEST(FigureChanges, RefuseNamesThatAreNotThere) {
    const std::pair<const char*, const char*> wrong[] = {
        {"c,demand,market=M,quantity_per_day,5,,,\n", " 2 scenario"},
        {"a,demands,market=M,quantity_per_day,5,,,\n", " 2 table"},
        {"a,demand,market=M,quantity,5,,,\n", " 2 column"},
        {"a,demand,market=M,market,P,,,\n", " 2 column"},  // the same in all futures
        {"a,demand,place=M,quantity_per_day,5,,,\n", " 2 key"},
        {"a,demand,M,quantity_per_day,5,,,\n", " 2 key"},
        {"a,demand,market=W,quantity_per_day,5,,,\n", " 2 key"},
        {"a,demand,market=M,quantity_per_day,many,,,\n", " 2 value"},
        {"a,demand,market=M,quantity_per_day,,,,\n", " 2 value"},
        {"a,demand,market=M,quantity_per_day,5,2,,\n", " 2 factor"},
        {"a,demand,market=M,quantity_per_day,5,,2027-07-01,2027-07-01\n", " 2 to"},
        {"a1,demand,market=M,quantity_per_day,5,,2027-03-31,\n", " 2 from"},  // before it has parted
        {"a,demand,market=M,quantity_per_day,-5,,,\n", " 2 value"},
        {"a,demand,market=M,price,,2,,\n", " 2 factor"},  // blank: nothing to multiply
        {"a,processes,site=S,available,,2,,\n", " 2 factor"},
        {"a,processes,site=S,yield,,2,,\n", " 2 factor"}};  // above one
    for (const auto& [rows, place] : wrong) {
        const Places found = Changes(rows).errors();
        ASSERT_EQ(found.size(), 1U) << rows;
        EXPECT_EQ(found.front().substr(5), place) << rows;
    }
    EXPECT_EQ(Changes("a1,demand,market=M;product=engine,quantity_per_day,5,,2027-04-01,\n").errors(),
              Places{});
}

TEST(FigureChanges, WarnOfAChangeThatChangesNothing) {
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,10,,,\n").warnings().size(), 1U);
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,,1,,\n").warnings().size(), 1U);
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,5,,2029-01-01,\n").warnings().size(), 1U);
    EXPECT_EQ(Changes("a,demand,market=M,quantity_per_day,11,,,\n").warnings(), Places{});
}

TEST(FigureChanges, LeaveOneCaseWhereNothingDiffers) {
    const auto futures = Changes("").read();
    ASSERT_TRUE(futures.has_value());
    EXPECT_EQ(futures->figures.size(), 1U);
}

}  // namespace
}  // namespace dualflow
