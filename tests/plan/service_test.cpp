// SPDX-License-Identifier: MIT
#include "dualflow/plan/service.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace dualflow {
namespace {

Investment line(double lead, std::vector<CurvePoint> ramp_up = {}) {
    Investment option;
    option.lead = Days{lead};
    option.ramp_up = std::move(ramp_up);
    return option;
}

TEST(Service, BeginsAfterTheLeadTimeAndCountsByDays) {
    const Investment option = line(40);
    EXPECT_DOUBLE_EQ(live_share(option, 0, 0, 90), 50.0 / 90);
    EXPECT_DOUBLE_EQ(live_share(option, 0, 90, 180), 1);
    EXPECT_DOUBLE_EQ(live_share(option, 100, 0, 90), 0);
}

TEST(Service, RampsUpLinearlyThroughThePointsOfTheCurve) {
    // From 0 to 0.5 over 50 days, then to 1 over another 50.
    const Investment option = line(10, {{0.5, 50}, {1, 100}});
    // Days 10–60: mean 0.25; 60–110: mean 0.75; after: 1.
    EXPECT_DOUBLE_EQ(live_share(option, 0, 0, 100), (50 * 0.25 + 40 * (0.5 + 0.4 / 2)) / 100);
    EXPECT_DOUBLE_EQ(live_share(option, 0, 110, 200), 1);
    EXPECT_DOUBLE_EQ(service_share(option, 0, 0, 100), 0.9);
}

TEST(Service, StopsTheLineForTheDowntimeJustBeforeIt) {
    Investment option = line(40);
    option.downtime = Days{15};
    const auto days = [&](double start, double end) {
        const Standstill still = standstill_for(option, 0, start, end);
        return std::max(0.0, still.to - still.from);
    };
    EXPECT_DOUBLE_EQ(days(0, 30), 5);  // 25–30
    EXPECT_DOUBLE_EQ(days(30, 60), 10);
    EXPECT_DOUBLE_EQ(days(60, 90), 0);
}

TEST(Annuity, RepaysTheCapitalOverTheLife) {
    EXPECT_DOUBLE_EQ(annuity(1000, 0, 10), 100);
    double worth = 0;
    for (int year = 1; year <= 10; ++year) worth += annuity(1000, 0.09, 10) / std::pow(1.09, year);
    EXPECT_NEAR(worth, 1000, 1e-9);
}

TEST(PaidShare, FollowsTheScheduleAndIsAllAtOnceWithoutOne) {
    Investment option = line(0);
    EXPECT_EQ(paid_share(option, 10, 0, 20), 1);
    option.capital_schedule = {{0.4, 0}, {0.6, 180}};
    EXPECT_DOUBLE_EQ(paid_share(option, 10, 0, 20), 0.4);
    EXPECT_DOUBLE_EQ(paid_share(option, 10, 0, 200), 1);
}

RC_GTEST_PROP(Service, OfAdjoiningBucketsAddsUp, ()) {
    const double lead = *rc::gen::inRange(0, 300);
    const double middle = *rc::gen::inRange(1, 499);
    const Investment option = line(lead, {{0.3, 90}, {0.7, 180}, {1, 365}});
    const double whole = live_share(option, 0, 0, 500) * 500;
    const double parts =
        live_share(option, 0, 0, middle) * middle + live_share(option, 0, middle, 500) * (500 - middle);
    RC_ASSERT(std::abs(whole - parts) < 1e-9);
}

}  // namespace
}  // namespace dualflow
