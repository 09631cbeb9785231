// SPDX-License-Identifier: MIT
// What futures and sources are worth, against a newsvendor with two sources (anchor P2: far is ordered before
// the demand is known, near is reserved before and used after), whose plans follow from enumeration.
#include "dualflow/plan/values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "weekly_item.hpp"

namespace dualflow {
namespace {

PlanOptions exactly() {
    PlanOptions options;
    options.gap = 0;
    return options;
}

struct Newsvendor {
    std::vector<double> demands;  // each as likely
    double price = 100, far = 40, fee = 10, exercise = 60;

    // Profit of q ordered far and K reserved near, over the demands.
    double profit(double q, double reserved) const {
        double sum = 0;
        for (const double d : demands) {
            const double near = price > exercise ? std::clamp(d - q, 0.0, reserved) : 0;
            sum += price * std::min(d, q) + (price - exercise) * near - far * q - fee * reserved;
        }
        return sum / static_cast<double>(demands.size());
    }
    // Profit is concave and linear between the demands, in q and in q + K.
    double best(bool may_far, bool may_near) const {
        std::vector<double> corners = demands;
        corners.push_back(0);
        double most = 0;
        for (const double q : corners) {
            for (const double all : corners) {
                if (all >= q && (may_far || q == 0) && (may_near || all == q))
                    most = std::max(most, profit(q, all - q));
            }
        }
        return most;
    }
    double mean() const {
        return std::accumulate(demands.begin(), demands.end(), 0.0) / static_cast<double>(demands.size());
    }
    double foresight() const { return mean() * std::max({0.0, price - far, price - fee - exercise}); }
};

void add_source(Case& c, const char* name, Decided decided) {
    const SiteId site{c.sites.size()};
    Site supplier;
    supplier.id = name;
    supplier.kind = SiteKind::supplier;
    supplier.region = RegionId{0};
    c.sites.push_back(supplier);
    Process process;
    process.site = site;
    process.product = ProductId{0};
    process.variant = "base";
    process.decided = decided;
    c.processes.push_back(process);
    Lane lane;
    lane.from = site;
    lane.to = SiteId{0};
    lane.product = ProductId{0};
    lane.mode = "truck";
    lane.decided = decided;
    c.lanes.push_back(lane);
    Contract contract;
    contract.id = name;
    contract.supplier = site;
    contract.destination = SiteId{0};
    contract.product = ProductId{0};
    contract.bands = {PriceBand{}};
    c.contracts.push_back(contract);
}

struct OneDay {
    explicit OneDay(const Newsvendor& n) {
        c.settings.name = "one day";
        c.settings.currency = "USD";
        c.settings.start = make_date(2027, 1, 1);
        c.settings.calendar = "1 days";
        c.settings.end_stock = "none";
        Region region;
        region.id = "here";
        c.regions.push_back(region);
        Site market;
        market.id = "market";
        market.kind = SiteKind::market;
        market.region = RegionId{0};
        c.sites.push_back(market);
        Product item;
        item.id = "item";
        c.products.push_back(item);
        add_source(c, "far", Decided::before);
        add_source(c, "near", Decided::after);
        c.contracts[0].bands[0].price = Money{n.far};
        c.contracts[1].reservation_fee = Money{n.fee};
        c.contracts[1].exercise_price = Money{n.exercise};
        Inventory stock;
        stock.site = SiteId{0};
        stock.product = ProductId{0};
        stock.end_value = Money{0};
        c.inventory.push_back(stock);
        Demand demand;
        demand.market = SiteId{0};
        demand.product = ProductId{0};
        demand.from = c.settings.start;
        demand.to = c.settings.start + 1;
        demand.price = Money{n.price};
        c.demand.push_back(demand);
        std::vector<Node> nodes;
        for (const double d : n.demands) {
            figures.push_back(c);
            figures.back().demand[0].quantity = PerDay{d};
            futures.figures.push_back(&figures.back());
            nodes.push_back({-1, 0, 1.0 / static_cast<double>(n.demands.size())});
        }
        futures.tree = Tree(std::move(nodes));
    }
    OneDay(const OneDay&) = delete;
    OneDay& operator=(const OneDay&) = delete;

    PlanValues values() const { return find_values(c, futures, make_plan(c, futures, exactly()), exactly()); }

    Case c;
    std::deque<Case> figures;
    Futures futures;
};

void expect_range(const std::optional<ValueRange>& range, double value, double tolerance) {
    ASSERT_TRUE(range);
    EXPECT_NEAR(range->value, value, tolerance);
    EXPECT_LE(range->least, range->value);
    EXPECT_GE(range->most, range->value);
    EXPECT_NEAR(range->least, value, tolerance);
    EXPECT_NEAR(range->most, value, tolerance);
}

Newsvendor published() {
    Newsvendor n;
    for (int d = 1; d < 100; d += 2) n.demands.push_back(d);
    return n;
}

TEST(Values, AreThePublishedOnesOfTwoSources) {
    const OneDay day(published());
    const PlanValues values = day.values();
    EXPECT_NEAR(values.recourse.objective, -1875.2, 2e-3);
    EXPECT_NEAR(values.foresight.objective, -3000, 3e-3);
    EXPECT_NEAR(values.expected_result.objective, -1750, 2e-3);
    expect_range(values.evpi, 1124.8, 2e-3);
    expect_range(values.vss, 125.2, 2e-3);
    ASSERT_EQ(values.second_sources.size(), 1U);
    const SecondSourceRow& row = values.second_sources.front();
    ASSERT_EQ(row.singles.size(), 2U);
    EXPECT_NEAR(row.singles[0].plan.objective, -1800, 2e-3);
    EXPECT_NEAR(row.singles[1].plan.objective, -1125.2, 2e-3);
    EXPECT_EQ(row.best, 0U);
    expect_range(row.value, 75.2, 2e-3);
}

TEST(Values, AreThoseOfEnumerationWhateverTheFigures) {
    std::mt19937 random(20260101);
    const auto any = [&](int least, int most) {
        return static_cast<double>(std::uniform_int_distribution<int>(least, most)(random));
    };
    std::size_t several = 0;  // trials in which the plan buys from both
    for (int trial = 0; trial < 25; ++trial) {
        Newsvendor n;
        n.price = any(50, 150);
        n.far = any(10, 49);
        n.fee = any(1, 15);
        n.exercise = n.far + any(0, 30);
        for (int i = 0; i < 6; ++i) n.demands.push_back(any(0, 40));
        const OneDay day(n);
        const PlanValues values = day.values();
        const double both = n.best(true, true);
        const double tolerance = 1e-6 * std::max(1.0, n.foresight());
        expect_range(values.evpi, n.foresight() - both, tolerance);
        // Taken for certain, the mean demand is bought far.
        expect_range(values.vss, both - n.profit(n.mean(), 0), tolerance);
        several += values.second_sources.size();
        for (const SecondSourceRow& row : values.second_sources) {
            const double single = std::max(n.best(true, false), n.best(false, true));
            expect_range(row.value, both - single, tolerance);
        }
    }
    EXPECT_GT(several, 5U);
}

TEST(Values, OfASourceThatThePlanDoesNotUseAreNotAsked) {
    Newsvendor n = published();
    n.fee = 90;  // a reservation costs more than it can bring
    EXPECT_TRUE(OneDay(n).values().second_sources.empty());
    n.fee = 10;
    EXPECT_EQ(OneDay(n).values().second_sources.size(), 1U);
}

TEST(Values, OfOneFutureAreNothing) {
    Newsvendor n;
    n.demands = {30};
    const PlanValues values = OneDay(n).values();
    expect_range(values.evpi, 0, 1e-6);
    expect_range(values.vss, 0, 1e-6);
}

// The far source is closed in one future: what the mean future orders there before cannot arrive.
TEST(Values, SayWhyTheMeanFuturesPlanCannotBeCarriedOut) {
    Newsvendor n;
    n.demands = {20, 40};
    OneDay day(n);
    for (Case& each : day.figures) each.lanes[0].capacity = PerDay{&each == &day.figures[0] ? 5.0 : 55.0};
    const PlanValues stuck = day.values();  // 30 of 30 on the mean
    EXPECT_FALSE(stuck.vss);
    EXPECT_TRUE(stuck.evpi);
    EXPECT_EQ(stuck.expected_result.status, PlanStatus::infeasible);
    EXPECT_NE(stuck.reason.find("far to market"), std::string::npos) << stuck.reason;
    for (Case& each : day.figures) each.lanes[0].capacity = PerDay{30};
    EXPECT_TRUE(day.values().vss);
}

// In long buckets of several stages, with risk: the order that holds on any case, with the first week's
// orders as the only ones that the mean future decides.
TEST(Values, LieInOrderOnTreesOfSeveralStages) {
    std::mt19937 random(7);
    const auto any = [&](int least, int most) {
        return static_cast<double>(std::uniform_int_distribution<int>(least, most)(random));
    };
    int known = 0, minded = 0;  // trials in which it matters
    for (int trial = 0; trial < 10; ++trial) {
        testing::WeeklyItem item(3 + trial % 2, {any(0, 3), any(2, 8)}, 100 + any(1, 60));
        item.c.settings.risk_lambda = trial % 3 == 0 ? 0.5 : 0;
        item.c.settings.risk_alpha = 0.8;
        const PlanResult plan = make_plan(item.c, item.futures, exactly());
        const PlanValues values = find_values(item.c, item.futures, plan, exactly());
        const double slack = 1e-6 * std::abs(plan.objective);
        ASSERT_TRUE(values.foresight.found && values.expected_result.found) << values.reason;
        EXPECT_LE(values.foresight.objective, plan.objective + slack);
        EXPECT_LE(plan.objective, values.expected_result.objective + slack);
        known += values.evpi->least > slack ? 1 : 0;
        minded += values.vss->least > slack ? 1 : 0;
        for (const SecondSourceRow& row : values.second_sources) {
            for (const auto& single : row.singles) {
                const double cost = single.plan.found ? single.plan.objective : solver::infinity;
                EXPECT_LE(plan.objective, cost + slack);
            }
        }
    }
    EXPECT_GT(known, 5);
    EXPECT_GT(minded, 5);
}

}  // namespace
}  // namespace dualflow
