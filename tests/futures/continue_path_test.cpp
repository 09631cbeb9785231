// SPDX-License-Identifier: MIT
// Paths that go on from a day: what was stays, what comes has the law that it has given what was.
#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/futures/sample.hpp"
#include "dualflow/futures/tariffs.hpp"
#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

Sampler sampler_of(FutureRows rows) {
    return make_sampler(std::move(rows), {7, 4, 0});
}

bool same_before(const SampledPath& a, const SampledPath& b, std::size_t months, double day) {
    for (std::size_t t = 0; t < months; ++t)
        if (a.cycles[0].factor[t] != b.cycles[0].factor[t] || a.rates[1][t] != b.rates[1][t] ||
            a.tariff_regime[t] != b.tariff_regime[t])
            return false;
    const auto struck = [&](const SampledPath& p) {
        std::vector<std::pair<double, double>> all;
        for (const Outage& o : p.outages)
            if (o.from < day) all.emplace_back(o.from, o.to);
        return all;
    };
    return struck(a) == struck(b);
}

TEST(ContinuePath, BeginsWithAWholePath) {
    const Sampler s = sampler_of(tests::some_rows());
    const SampledPath begun = continue_path(s, {}, s.rows.start, 3), drawn = sample_path(s, 3);
    EXPECT_TRUE(same_before(begun, drawn, s.periods.size(), s.horizon));
    EXPECT_EQ(begun.outages.size(), drawn.outages.size());
}

TEST(ContinuePath, KeepsWhatWasAndDrawsTheRestAnew) {
    const Sampler s = sampler_of(tests::some_rows());
    const Date from = make_date(2030, 1, 1);
    const SampledPath before = continue_path(s, {}, s.rows.start, 1);
    const SampledPath a = continue_path(s, before, from, 10), b = continue_path(s, before, from, 11);
    const double day = (from - s.rows.start).value;
    EXPECT_TRUE(same_before(a, before, 36, day));
    EXPECT_TRUE(same_before(a, b, 36, day));
    EXPECT_NE(a.cycles[0].factor[36], b.cycles[0].factor[36]);
    EXPECT_NE(a.rates[0][36], b.rates[0][36]);
    EXPECT_EQ(a.cycles[0].factor.size(), s.periods.size());
    const SampledPath again = continue_path(s, b, from, 10);  // what comes after is forgotten
    EXPECT_TRUE(same_before(again, a, s.periods.size(), s.horizon));
}

// Chances of the regimes one and two months on, by hand from {0.9, 0.1}, {0.2, 0.8}; the mean of the factor
// one month on, given regime and residual: Σ p_s L_s exp(σ_s φ_s r − σ_s² φ_s² / 2).
TEST(ContinuePath, FollowsTheChainAndTheResidualFromWhereTheyAre) {
    FutureRows rows = tests::some_rows();
    rows.disruptions.clear();
    const Sampler s = sampler_of(rows);
    const SampledPath before = continue_path(s, {}, s.rows.start, 1);
    const Date from = make_date(2030, 1, 1);
    const bool high = before.cycles[0].regime[35] == 0;
    const double r = before.cycles[0].residual[35];
    Mean next, after, factor, rate, square;
    for (std::uint32_t k = 0; k < 20000; ++k) {
        const SampledPath path = continue_path(s, before, from, 100 + k);
        next.add(path.cycles[0].regime[36] == 0);
        after.add(path.cycles[0].regime[37] == 0);
        factor.add(path.cycles[0].factor[36]);
        const double step = std::log(path.rates[0][36]) - 0.95 * std::log(before.rates[0][35]);
        rate.add(step);
        square.add(step * step);
    }
    const double one = high ? 0.9 : 0.2;
    EXPECT_TRUE(next.is(one));
    EXPECT_TRUE(after.is(one * 0.9 + (1 - one) * 0.2));
    const auto mean = [&](double level, double sigma, double ar1) {
        return level * std::exp(sigma * ar1 * r - sigma * sigma * ar1 * ar1 / 2);
    };
    EXPECT_TRUE(factor.is(one * mean(1.2, 0.1, 0.8) + (1 - one) * mean(0.7, 0.2, 0.5))) << factor.mean();
    EXPECT_TRUE(rate.is(0));
    EXPECT_TRUE(square.is(0.01 / 12));
}

// A path of policy drawn anew in the middle of a year still takes one step a year: the chances at the ends of
// years are powers of the matrix, and the day of the step is even over the year.
TEST(ContinuePath, KeepsTheChancesOfAYearWhereItGoesOnInsideOne) {
    const TariffRegimes regimes = tests::two_policies();
    Mean first_year, second_year, day;
    for (std::uint32_t k = 0; k < 30000; ++k) {
        TariffPath path;
        extend_tariffs(regimes, 9, k, 0, 1000, path);
        extend_tariffs(regimes, 9, 100000 + k, 100, 1000, path);
        extend_tariffs(regimes, 9, 200000 + k, 500, 1000, path);
        ASSERT_EQ(path.steps.size(), 3U);
        first_year.add(regime_in_force(path.changes, 365) == 1);
        second_year.add(regime_in_force(path.changes, 730) == 1);
        day.add(path.steps[1] / 365 - 1.5);
    }
    EXPECT_TRUE(first_year.is(0.3));
    EXPECT_TRUE(second_year.is(0.7 * 0.3 + 0.3 * 0.6));
    EXPECT_TRUE(day.is(0));
}

// An outage under way goes on; those of months to come are as many as their rate says.
TEST(ContinuePath, CarriesOutagesOverTheDay) {
    FutureRows rows = tests::some_rows();
    rows.disruptions = {tests::outage_row("strike", 0.5)};
    const Sampler s = sampler_of(rows);
    SampledPath before = continue_path(s, {}, s.rows.start, 1);
    before.outages = {{0, 0, 1090, 1500, 0}};
    Mean later;
    for (std::uint32_t k = 0; k < 5000; ++k) {
        const SampledPath path = continue_path(s, before, make_date(2030, 1, 1), 50 + k);
        ASSERT_EQ(path.outages.at(0).to, 1500);
        later.add(static_cast<double>(path.outages.size()) - 1);
    }
    EXPECT_TRUE(later.is(0.5 * (3653 - 1096) / 365.0)) << later.mean();
}

}  // namespace
