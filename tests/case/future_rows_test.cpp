// SPDX-License-Identifier: MIT
// The tables of random futures, and what is refused in them.
#include "dualflow/case/future_rows.hpp"

#include <gtest/gtest.h>

#include "case_folder.hpp"

namespace {

using namespace dualflow;
using Places = std::vector<std::string>;

// The small case beside tables of its futures.
struct Folder : test::CaseFolder {
    Result<FutureRows, Diagnostics> futures() const {
        test::CaseFolder plain;
        const auto c = plain.read();
        return read_future_rows(path(), *c);
    }
    // "E0314 cycle.csv 2 start_probability", warnings too.
    Places problems() const {
        const auto rows = futures();
        Places places;
        for (const Diagnostic& d : rows ? rows->warnings : rows.error())
            places.push_back(d.code + " " + d.file + " " + std::to_string(d.row) + " " + d.column);
        return places;
    }
};

const std::string cycle = "target,regime,level,sigma,ar1,start_probability\n";
const std::string steps = "target,from,to,probability_per_month\n";
const std::string outages =
    "id,scope,target,rate_per_year,duration_dist,mean_days,sd_days,group,group_correlation\n";

TEST(FutureRows, AreEmptyWhereACaseHasNone) {
    const auto rows = Folder().futures();
    ASSERT_TRUE(rows);
    EXPECT_TRUE(rows->cycles.empty() && rows->rates.empty() && rows->disruptions.empty());
    EXPECT_EQ(to_string(rows->end), "2028-01-01");
}

TEST(FutureRows, HoldCyclesByNameInWhateverOrderTheirRowsAre) {
    for (const bool turned : {false, true}) {
        Folder folder;
        const std::string low = "kind:module,low,0.8,0.1,0.5,0.4\n",
                          high = "kind:module,high,1.2,0.2,0.6,0.6\n";
        folder.write("cycle.csv", cycle + (turned ? high + low : low + high));
        folder.write("cycle_transitions.csv",
                     steps +
                         "kind:module,low,low,0.9\nkind:module,low,high,0.1\nkind:module,high,low,0.2\n"
                         "kind:module,high,high,0.8\n");
        const auto rows = folder.futures();
        ASSERT_TRUE(rows);
        const Cycle& c = rows->cycles.at(0);
        EXPECT_EQ(c.regimes.at(0).name, "high");
        EXPECT_EQ(c.start, (std::vector<double>{0.6, 0.4}));
        EXPECT_EQ(c.transition, (std::vector<std::vector<double>>{{0.8, 0.2}, {0.1, 0.9}}));
        EXPECT_EQ(c.target.products.size(), 1U);
        EXPECT_EQ(c.stream, "kind:module");
    }
}

TEST(FutureRows, LeaveTheStartToTheChainWhereItIsBlank) {
    Folder folder;
    folder.write("cycle.csv", "target,regime,level\nM,low,0.8\nM,high,1.2\n");
    folder.write("cycle_transitions.csv", steps + "M,low,high,1\nM,high,low,1\n");
    const auto rows = folder.futures();
    ASSERT_TRUE(rows);
    EXPECT_TRUE(rows->cycles[0].start.empty());
    EXPECT_EQ(rows->cycles[0].target.markets.size(), 1U);
    EXPECT_TRUE(rows->cycles[0].target.products.empty());
}

TEST(FutureRows, RefuseChancesThatDoNotSumToOne) {
    Folder folder;
    folder.write("cycle.csv", cycle + "*,low,0.8,0.1,0.5,0.4\n*,high,1.2,0.2,0.6,0.5\n");
    folder.write("cycle_transitions.csv", steps + "*,low,low,0.9\n*,low,high,0.2\n*,high,high,1\n");
    folder.write("tariff_regimes.csv", "regime,start_probability\nfree,0.5\nwar,0.4\n");
    folder.write("tariff_transitions.csv", "from,to,probability_per_year\nfree,war,0.3\nwar,war,1\n");
    EXPECT_EQ(folder.problems(), (Places{"E0314 cycle.csv 3 start_probability",
                                         "E0314 cycle_transitions.csv 2 probability_per_month",
                                         "E0314 tariff_regimes.csv 2 start_probability",
                                         "E0314 tariff_transitions.csv 2 probability_per_year"}));
}

TEST(FutureRows, RefuseNamesThatAreNotKnown) {
    Folder folder;
    folder.write("cycle.csv", cycle + "kind:ship,low,0.8,0.1,0.5,1\n");
    folder.write("cycle_transitions.csv", steps + "kind:ship,low,lwo,1\nkind:boat,a,b,1\n");
    folder.write("rates.csv", "series,kind,volatility_per_year,last\nEUR,currency,0.1,0.9\n");
    folder.write("rate_correlations.csv", "series,other,correlation\nEUR,SEK,0.5\n");
    folder.write("disruptions.csv",
                 outages + "a,site,Z,1,,5,,,\nb,region,JP,1,,5,,,\nc,lane,port=X,1,,5,,,\n");
    EXPECT_EQ(folder.problems(),
              (Places{"E0202 cycle.csv 2 target", "E0201 cycle_transitions.csv 2 to",
                      "E0201 cycle_transitions.csv 3 target", "E0201 disruptions.csv 2 target",
                      "E0201 disruptions.csv 3 target", "E0205 disruptions.csv 4 target",
                      "E0201 rate_correlations.csv 2 other"}));
}

TEST(FutureRows, RefuseCorrelationsThatNoSeriesCanHave) {
    Folder folder;
    folder.write("rates.csv",
                 "series,kind,volatility_per_year,last\nA,cost,0.1,1\nB,cost,0.1,1\nC,cost,0.1,1\n");
    folder.write("rate_correlations.csv", "series,other,correlation\nA,B,0.9\nB,C,0.9\nC,A,-0.9\n");
    EXPECT_EQ(folder.problems(), Places{"E0315 rate_correlations.csv 2 correlation"});
    folder.write("rate_correlations.csv", "series,other,correlation\nA,B,0.9\nB,C,0.9\nC,A,0.9\n");
    EXPECT_EQ(folder.problems(), Places{});
    folder.write("rate_correlations.csv", "series,other,correlation\nA,B,0.9\nB,A,0.8\nC,C,1\n");
    EXPECT_EQ(folder.problems(),
              (Places{"E0401 rate_correlations.csv 3 ", "E0315 rate_correlations.csv 4 other"}));
}

TEST(FutureRows, AskForTwelveMonths) {
    Folder folder;
    std::string season = "target,month,factor\n";
    for (int m = 1; m <= 11; ++m) season += "*," + std::to_string(m) + ",1\n";
    folder.write("seasonality.csv", season);
    EXPECT_EQ(folder.problems(), Places{"E0301 seasonality.csv 2 month"});
    folder.write("seasonality.csv", season + "*,12,1.5\n");
    EXPECT_EQ(folder.problems(), Places{});
    EXPECT_EQ(folder.futures()->seasonality[0].factor[11], 1.5);
}

TEST(FutureRows, ExpandOutagesToTheirMembers) {
    Folder folder;
    folder.write("disruptions.csv", outages +
                                        "b,site,region:US,0.1,,20,,,\na,lane,from=region:MX;to=P,0.2,,9,,,\n"
                                        "c,region,bloc:NA,0.3,,9,4,,\n");
    const auto rows = folder.futures();
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->disruptions[0].members, Places{"from=region:MX;to=P"});
    EXPECT_EQ(rows->disruptions[1].members, (Places{"P", "M", "W"}));
    EXPECT_EQ(rows->disruptions[1].duration, DurationLaw::exponential);
    EXPECT_EQ(rows->disruptions[2].members, (Places{"US", "MX"}));
    EXPECT_EQ(rows->disruptions[2].duration, DurationLaw::lognormal);
}

TEST(FutureRows, RefuseDurationsThatContradictThemselves) {
    Folder folder;
    folder.write("disruptions.csv", outages +
                                        "a,site,S,1,lognormal,5,,,\nb,site,S,1,exponential,5,6,,\n"
                                        "c,site,S,1,constant,5,1,,\nd,site,S,1,weibull,5,1,,\n"
                                        "e,site,S,1,,5,,,0.5\nf,site,S,1,exponential,5,5,g,0.5\n");
    EXPECT_EQ(folder.problems(),
              (Places{"E0313 disruptions.csv 2 sd_days", "E0312 disruptions.csv 3 sd_days",
                      "E0312 disruptions.csv 4 sd_days", "E0308 disruptions.csv 5 duration_dist",
                      "E0313 disruptions.csv 6 group"}));
}

TEST(FutureRows, WarnOfAGroupThatSharesNothing) {
    Folder folder;
    folder.write("disruptions.csv", outages + "a,site,S,1,,5,,g,\nb,site,P,1,,5,,g,0\n");
    EXPECT_EQ(folder.problems(), Places{"W0732 disruptions.csv 2 group_correlation"});
}

TEST(FutureRows, TakeTheirStreamFromTheColumnOfThatName) {
    Folder folder;
    folder.write("disruptions.csv",
                 "id,scope,target,rate_per_year,mean_days,stream\na,site,S,1,5,port\nb,site,S,1,5,\n");
    const auto rows = folder.futures();
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->disruptions[0].stream, "port");
    EXPECT_EQ(rows->disruptions[1].stream, "b");
}

}  // namespace
