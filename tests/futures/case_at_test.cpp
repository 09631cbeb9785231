// SPDX-License-Identifier: MIT
#include "dualflow/futures/case_at.hpp"

#include <gtest/gtest.h>

#include "case/case_folder.hpp"
#include "dualflow/futures/sample.hpp"

namespace {

using namespace dualflow;

// The small case of the tests, with a currency, capacities on lanes and a contract with a base.
struct Folder : test::CaseFolder {
    Folder() {
        write("case.toml",
              "name = \"small\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"4 "
              "quarters\"\n[model]\noff = "
              "[\"cycle\", \"seasonality\", \"rates\", \"rate_correlations\", \"tariff_transitions\", "
              "\"disruptions\"]\n");
        write("regions.csv",
              "id,name,bloc,currency\nUS,United States,NA,USD\nMX,Mexico,NA,MXN\nCN,China,,\n");
        write("resources.csv",
              "site,resource,capacity_per_day,overtime_unit_cost\nP,line,100,5\nS,mill,300,4\n");
        write("processes.csv", "site,product,resource,unit_cost\nP,engine,line,50\nS,piston,mill,8\n");
        write("lanes.csv",
              "from,to,product,mode,cost_per_unit,lead_days,capacity_per_day\nS,P,piston,truck,1,10,250\n"
              "P,M,engine,truck,20,3,\n");
        write("contracts.csv",
              "id,supplier,product,price,base_min_per_day,band_minus,take_or_pay_price\nk,S,piston,9,5,0.1,"
              "6\n");
    }
    Case base() const { return read().value(); }
    FutureRows rows() const { return read_future_rows(path(), base()).value(); }
};

const Bucket summer{make_date(2027, 7, 1), make_date(2027, 10, 1)};

SampledPath flat(const FutureRows& rows) {
    SampledPath path;
    const std::size_t months = 12;
    for (std::size_t i = 0; i < rows.cycles.size(); ++i)
        path.cycles.push_back({std::vector<int>(months, 0), std::vector<double>(months, 1), {}});
    path.rates.assign(rows.rates.size(), std::vector<double>(months, 1));
    return path;
}

Case at(const Folder& folder, const SampledPath& path) {
    const FutureRows rows = folder.rows();
    return case_at(folder.base(), rows, node_state(rows, make_sampler(rows, {}).periods, path, summer),
                   summer);
}

TEST(NodeState, WeighsTheDaysOfABucketByTheirSeason) {
    Folder folder;
    folder.write("cycle.csv", "target,regime,level\nengine,one,1\n");
    std::string seasons = "target,month,factor\n";
    for (int m = 1; m <= 12; ++m)
        seasons += "engine," + std::to_string(m) + (m == 8 ? ",3\n" : m == 9 ? ",0\n" : ",1\n");
    folder.write("seasonality.csv", seasons);
    const FutureRows rows = folder.rows();
    SampledPath path = flat(rows);
    path.cycles[0].factor[6] = 0.5;  // July
    path.cycles[0].factor[7] = 2;    // August
    path.cycles[0].factor[8] = 100;  // September, out of season
    const NodeState state = node_state(rows, make_sampler(rows, {}).periods, path, summer);
    EXPECT_NEAR(state.cycle.at(0), (31 * 0.5 + 31 * 3 * 2) / (31 + 31 * 3), 1e-14);
    // Factor × season over 92 days, from ten a day.
    EXPECT_NEAR(at(folder, path).demand[0].quantity.value, 10 * (31 * 0.5 + 31 * 3 * 2) / 92, 1e-12);
}

TEST(NodeState, HasTheRegimeOfMostDaysAndTheOneSeenOnTheFirst) {
    Folder folder;
    folder.write("tariff_regimes.csv", "regime,start_probability,seen_after_days\nfree,1,0\nwar,0,60\n");
    folder.write("tariff_transitions.csv",
                 "from,to,probability_per_year\nfree,free,0.5\nfree,war,0.5\nwar,war,1\n");
    FutureRows rows = folder.rows();
    SampledPath path = flat(rows);
    const double july = 181;  // days from January
    path.tariffs = {{0, 0, 0}, {july + 23, 1, july + 83}};
    const NodeState state = node_state(rows, make_sampler(rows, {}).periods, path, summer);
    EXPECT_NEAR(state.tariff_share.at(1), 69.0 / 92, 1e-12);
    EXPECT_EQ(state.tariff_regime, 1);
    EXPECT_EQ(state.tariff_seen, 0);
    EXPECT_EQ(case_at(folder.base(), rows, state, summer).tariff_regime, "war");
    EXPECT_EQ(folder.base().tariff_regime, "free");
}

TEST(CaseAt, IsTheBaseWhereNothingIsRandom) {
    const Folder folder;
    const FutureRows rows = folder.rows();
    const Case base = folder.base();
    const NodeState state = node_state(rows, make_sampler(rows, {}).periods, {}, summer);
    EXPECT_EQ(state, NodeState{});
    const Case c = case_at(base, rows, state, summer);
    EXPECT_EQ(c.demand[0].quantity, base.demand[0].quantity);
    EXPECT_EQ(c.resources[0].capacity, base.resources[0].capacity);
    EXPECT_EQ(c.processes[1].unit_cost, base.processes[1].unit_cost);
    EXPECT_EQ(c.contracts[0].band_minus, base.contracts[0].band_minus);
    EXPECT_EQ(c.tariff_regime, base.tariff_regime);
}

TEST(CaseAt, ConvertsWhatIsPaidInACurrencyThatMovesAndNothingElse) {
    Folder folder;
    folder.write("rates.csv",
                 "series,kind,volatility_per_year,last\nMXN,currency,0.1,20\nUSD,currency,0.1,1\n"
                 "ocean,cost,0.5,2000\n");
    SampledPath path = flat(folder.rows());
    for (std::size_t i = 0; i < 3; ++i) path.rates[i].assign(12, i == 0 ? 1.5 : 7.0);  // MXN is the first
    const Case c = at(folder, path);
    EXPECT_EQ(c.processes[0].unit_cost, Money{50});  // in the US
    EXPECT_EQ(c.processes[1].unit_cost, Money{12});
    EXPECT_EQ(c.resources[0].overtime_unit_cost, Money{5});
    EXPECT_EQ(c.resources[1].overtime_unit_cost, Money{6});
    EXPECT_EQ(c.contracts[0].bands[0].price, Money{13.5});
    EXPECT_EQ(c.contracts[0].take_or_pay_price, Money{9});
    EXPECT_EQ(c.lanes[0].cost_per_unit, Money{1.5});
    EXPECT_EQ(c.lanes[1].cost_per_unit, Money{20});
    const Diagnostics idle = idle_futures(folder.base(), folder.rows());
    ASSERT_EQ(idle.size(), 2U);
    EXPECT_NE(idle[0].message.find("\"USD\" moves nothing"), std::string::npos) << idle[0].message;
    EXPECT_NE(idle[1].message.find("\"ocean\" moves nothing"), std::string::npos) << idle[1].message;
}

TEST(CaseAt, TakesCapacityFromWhatAnOutageHits) {
    Folder folder;
    folder.write("disruptions.csv",
                 "id,scope,target,rate_per_year,mean_days,capacity_left\na,region,MX,1,30,0.25\n"
                 "b,lane,mode=truck;from=region:MX,1,30,0.5\nc,lane,to=M,1,30,0\nd,product,engine,1,30,0.4\n"
                 "e,site,P,1,30,0.5\n");
    const double from = 181, to = 181 + 92;
    SampledPath path;
    path.outages = {{0, 0, from + 46, to, 0.25},
                    {1, 0, from - 5, to + 5, 0.5},
                    {2, 0, from, to, 0},
                    {3, 0, from, to, 0.4},
                    {4, 0, from, to, 0.5}};
    const Case c = at(folder, path);
    EXPECT_NEAR(c.resources[1].capacity.value, 300 * 0.625, 1e-12);
    EXPECT_NEAR(c.resources[0].capacity.value, 100 * 0.4 * 0.5, 1e-12);
    EXPECT_NEAR(c.lanes[0].capacity->value, 125, 1e-12);
    EXPECT_EQ(c.lanes[1].capacity, PerDay{0});  // no capacity, and nothing left
    EXPECT_NEAR(1 - c.contracts[0].band_minus->value, 0.9 * 0.625, 1e-14);
    EXPECT_TRUE(c.processes[0].available);
    const Diagnostics idle = idle_futures(folder.base(), folder.rows());
    ASSERT_EQ(idle.size(), 1U);  // c closes a lane without capacity, and takes no share of anything
    EXPECT_NE(idle[0].message.find("\"c\""), std::string::npos);
}

TEST(CaseAt, ClosesWhatHasNoCapacityOnlyForAWholeBucket) {
    Folder folder;
    folder.write("processes.csv", "site,product,resource,unit_cost\nP,engine,line,50\nS,piston,,8\n");
    folder.write("disruptions.csv",
                 "id,scope,target,rate_per_year,mean_days\na,site,S,1,30\nb,lane,to=M,1,30\n");
    SampledPath path;
    path.outages = {{0, 0, 181, 181 + 91, 0}, {1, 0, 181 + 1, 500, 0}};
    EXPECT_TRUE(at(folder, path).processes[1].available);
    EXPECT_FALSE(at(folder, path).lanes[1].capacity.has_value());
    path.outages = {{0, 0, 181, 181 + 92, 0}, {1, 0, 181, 500, 0}};
    EXPECT_FALSE(at(folder, path).processes[1].available);
    EXPECT_EQ(at(folder, path).lanes[1].capacity, PerDay{0});
}

TEST(RowsInUse, LeaveOutTheTablesThatAreOff) {
    Folder folder;
    folder.write("rates.csv",
                 "series,kind,volatility_per_year,last\nMXN,currency,0.1,20\nCNY,currency,0.1,7\n");
    folder.write("rate_correlations.csv", "series,other,correlation\nMXN,CNY,0.5\n");
    folder.write("disruptions.csv", "id,scope,target,rate_per_year,mean_days\na,site,S,1,30\n");
    Settings settings = folder.base().settings;
    settings.off = {"disruptions", "rate_correlations"};
    const FutureRows used = rows_in_use(folder.rows(), settings);
    EXPECT_TRUE(used.disruptions.empty());
    EXPECT_EQ(used.rates.size(), 2U);
    EXPECT_EQ(used.correlations[0][1], 0);
    EXPECT_EQ(folder.rows().correlations[0][1], 0.5);
}

}  // namespace
