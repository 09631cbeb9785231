// SPDX-License-Identifier: MIT
#include "dualflow/futures/shocks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "dualflow/futures/sample.hpp"
#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

FutureRows ten_years(std::vector<Disruption> disruptions) {
    FutureRows rows;
    rows.start = make_date(2027, 1, 1);
    rows.end = rows.start + 3650;
    rows.disruptions = std::move(disruptions);
    return rows;
}

std::vector<double> counts(const SampledPath& path, std::size_t rows) {
    std::vector<double> found(rows, 0);
    for (const Outage& o : path.outages) ++found[o.row];
    return found;
}

// Rates 0.3 and 0.1 a year over ten years: 3 and 1 outages, whatever the correlation; covariance ρ · 1.
TEST(Shocks, KeepTheirRatesAtAnyCorrelation) {
    for (const double rho : {0.0, 0.4, 1.0}) {
        const FutureRows rows = ten_years({tests::in_group(tests::outage_row("a", 0.3), "g", rho),
                                           tests::in_group(tests::outage_row("b", 0.1), "g", rho)});
        const Sampler sampler = make_sampler(rows, {5, 20000, 0});
        Mean a, b, spread, together;
        for (std::uint32_t i = 0; i < 20000; ++i) {
            const auto n = counts(sample_path(sampler, i), 2);
            a.add(n[0]);
            b.add(n[1]);
            spread.add((n[1] - 1) * (n[1] - 1));
            together.add((n[0] - 3) * (n[1] - 1));
        }
        EXPECT_TRUE(a.is(3)) << rho;
        EXPECT_TRUE(b.is(1)) << rho;
        EXPECT_TRUE(spread.is(1)) << rho << ": a Poisson variance is its mean";
        EXPECT_TRUE(together.is(rho)) << rho << ": " << together.mean();
    }
}

TEST(Shocks, StrikeMembersOfEqualRateAlwaysTogetherAtCorrelationOne) {
    const FutureRows rows = ten_years({tests::in_group(tests::outage_row("a", 0.3), "g", 1),
                                       tests::in_group(tests::outage_row("b", 0.3), "g", 1)});
    const Sampler sampler = make_sampler(rows, {5, 200, 0});
    for (const SampledPath& path : sample_paths(sampler)) {
        std::map<double, int> struck;
        for (const Outage& o : path.outages) ++struck[o.from];
        for (const auto& [day, members] : struck) EXPECT_EQ(members, 2) << day;
    }
}

TEST(Shocks, HitEachMemberOfARowByItself) {
    Disruption row = tests::outage_row("stop", 0.2);
    row.members = {"A", "B", "C"};
    const Sampler sampler = make_sampler(ten_years({row}), {5, 5000, 0});
    std::vector<Mean> members(3);
    for (const SampledPath& path : sample_paths(sampler)) {
        std::vector<double> n(3, 0);
        for (const Outage& o : path.outages) ++n[o.member];
        for (std::size_t m = 0; m < 3; ++m) members[m].add(n[m]);
    }
    for (const Mean& mean : members) EXPECT_TRUE(mean.is(2));
}

TEST(Shocks, LastAsTheirLawSays) {
    Disruption exponential = tests::outage_row("exponential", 1), lognormal = exponential,
               fixed = exponential;
    lognormal.id = lognormal.stream = "lognormal";
    lognormal.duration = DurationLaw::lognormal;
    lognormal.sd_days = 15;
    fixed.id = fixed.stream = "fixed";
    fixed.duration = DurationLaw::constant;
    const Sampler sampler = make_sampler(ten_years({exponential, lognormal, fixed}), {8, 2000, 0});
    std::vector<Mean> days(3), squares(3);
    for (const SampledPath& path : sample_paths(sampler)) {
        for (const Outage& o : path.outages) {
            days[o.row].add(o.to - o.from);
            squares[o.row].add(std::pow(o.to - o.from - 30, 2));
        }
    }
    for (const Mean& mean : days) EXPECT_TRUE(mean.is(30)) << mean.mean();
    EXPECT_TRUE(squares[0].is(900));
    EXPECT_TRUE(squares[1].is(225));
    EXPECT_NEAR(squares[2].mean(), 0, 1e-12);
}

TEST(Shocks, ComeOnEvenDays) {
    const Sampler sampler = make_sampler(ten_years({tests::outage_row("a", 1)}), {8, 3000, 0});
    Mean day, square;
    for (const SampledPath& path : sample_paths(sampler)) {
        for (const Outage& o : path.outages) {
            day.add(o.from / 3650);
            square.add(std::pow(o.from / 3650 - 0.5, 2));
        }
    }
    EXPECT_TRUE(day.is(0.5));
    EXPECT_TRUE(square.is(1.0 / 12));
}

TEST(CapacityLeft, TakesTheWorstOfOutagesThatOverlap) {
    const std::vector<Outage> outages{{0, 0, 10, 20, 0.5}, {0, 0, 15, 40, 0.2}, {0, 1, 0, 100, 0}};
    EXPECT_NEAR(capacity_left(outages, 0, 0, 0, 30), (10 + 5 * 0.5 + 15 * 0.2) / 30, 1e-15);
    EXPECT_EQ(capacity_left(outages, 0, 0, 40, 50), 1);
    EXPECT_EQ(capacity_left({}, 0, 0, 0, 1), 1);
}

}  // namespace
