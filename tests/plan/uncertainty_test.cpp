// SPDX-License-Identifier: MIT
// A plan of quarters against the single-item engine: the same item, the same near share and the same cost.
// The plan sees the engine only through its table, at shares that it chooses; the engine is asked for the
// optimum at the premium itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "dual_case.hpp"
#include "dualflow/futures/futures.hpp"
#include "dualflow/inventory/dual/premium.hpp"
#include "dualflow/plan/plan.hpp"

namespace dualflow {
namespace {

using testing::case_of;
using testing::DualCase;
using testing::uniform_int;

struct Seen {
    double share = 0;  // bought near, of what is consumed
    double cost = 0;   // a day: buffer and premium
    double slow_cost = 0, error = 0;
    PlanResult plan;
};

double component(const PlanResult& plan, const std::string& name) {
    const auto found = plan.cost_components.find(name);
    return found == plan.cost_components.end() ? 0 : found->second;
}

double horizon(const PlanResult& plan) {
    return (plan.calendar.back().end - plan.calendar.front().start).value;
}

Seen plan_of(const DualCase& d) {
    Seen seen;
    const Case c = case_of(d);
    seen.plan = make_plan(c, {});
    double near = 0, sold = 0;
    for (const FlowRow& row : seen.plan.flows) near += row.from == SiteId{1} ? row.quantity : 0;
    for (const SalesRow& row : seen.plan.sales) sold += row.sales;
    seen.share = near / sold;
    seen.cost = (component(seen.plan, "uncertainty") + near * d.premium) / horizon(seen.plan);
    for (const NoiseTableRow& row : seen.plan.noise_tables) seen.error = row.tangent_error;
    return seen;
}

inventory::DualProblem problem_of(const DualCase& d) {
    inventory::DualProblem p;
    p.demand =
        inventory::uniform(static_cast<std::int64_t>(*d.noise.lo), static_cast<std::int64_t>(*d.noise.hi));
    p.lead_expedited = d.lead_near;
    p.lead_regular = d.lead_far;
    p.cost_expedited = d.premium;
    p.holding = d.holding;
    p.backlog = d.backlog;
    return p;
}

// The error of the table in money a day: it is stated as a part of the far source's cost.
double stated_error(const Seen& seen, const inventory::DualProblem& p) {
    return seen.error * inventory::single_source(p, p.lead_regular).cost;
}

// ANCHORS A1: D uniform on 0..4, holding 5, backlog 495; the near shares are those of the optimum.
TEST(Uncertainty, QuartersReproduceTheOptimumOfOneItem) {
    const struct {
        int lead;
        double premium, cost, share;
    } known[] = {{2, 5, 16.769801980, 0.3527}, {2, 10, 19.733333333, 0.2314}, {2, 20, 23.071428571, 0.0929},
                 {3, 5, 16.876719868, 0.5041}, {3, 10, 20.341051336, 0.2761}, {3, 20, 24.335610334, 0.1592},
                 {4, 5, 16.893050911, 0.5015}, {4, 10, 20.612231803, 0.2974}, {4, 20, 25.039782338, 0.1652}};
    for (const auto& k : known) {
        SCOPED_TRACE(::testing::Message() << "lead " << k.lead << ", premium " << k.premium);
        DualCase d;
        d.noise = uniform_int(0, 4);
        d.lead_far = k.lead;
        d.premium = k.premium;
        d.share_far = 1 - k.share;
        const Seen seen = plan_of(d);
        const double error = stated_error(seen, problem_of(d));
        EXPECT_EQ(seen.plan.status, PlanStatus::optimal);
        EXPECT_LE(error, 0.1);
        EXPECT_GE(seen.cost, k.cost - 1e-6);
        EXPECT_LE(seen.cost, k.cost + error + 1e-3);
        EXPECT_NEAR(seen.share, k.share, 0.013);
    }
}

TEST(Uncertainty, AHundredItemsCostInQuartersWhatTheEngineSays) {
    std::mt19937 random(7);
    const auto whole = [&](int lowest, int highest) {
        return lowest + static_cast<int>(random() % static_cast<unsigned>(highest - lowest + 1));
    };
    for (int item = 0; item < 100; ++item) {
        SCOPED_TRACE(item);
        DualCase d;
        const int lowest = whole(0, 2);
        d.noise = uniform_int(lowest, lowest + whole(1, 4));
        d.mean = (*d.noise.lo + *d.noise.hi) / 2;
        d.lead_far = whole(1, 3);
        d.holding = whole(1, 9);
        d.backlog = d.holding * whole(3, 99);
        d.premium = 1;
        const auto even = inventory::break_even(problem_of(d));
        ASSERT_TRUE(even) << even.error();
        d.premium = even->premium * whole(2, 110) / 100;
        const auto best = inventory::solve_optimum(problem_of(d));
        ASSERT_TRUE(best) << best.error();
        d.share_far = 1 - best->average.share_expedited;
        const Seen seen = plan_of(d);
        const double error = stated_error(seen, problem_of(d));
        EXPECT_LE(error, 0.01 * best->cost);
        EXPECT_GE(seen.cost, best->cost * (1 - 1e-6));
        EXPECT_LE(seen.cost, (best->cost + error) * (1 + 1e-4));
        EXPECT_NEAR(seen.share, best->average.share_expedited, 0.02);
    }
}

TEST(Uncertainty, WithoutTablesThePlanSeesNoReasonForANearSource) {
    DualCase d;
    d.noise = uniform_int(0, 4);
    Case c = case_of(d);
    c.settings.tables = false;
    const PlanResult plan = make_plan(c, {});
    EXPECT_EQ(plan.cost_components.count("uncertainty"), 0U);
    EXPECT_TRUE(plan.buffers.empty());
    for (const FlowRow& row : plan.flows) EXPECT_NE(row.from, SiteId{1});
}

double standard_normal_density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
}

// A base stock against normal demand: (h + b) φ(z) σ √(L + 1), with Φ(z) = b / (h + b), a period; its mean
// stock is σ √(L + 1) (z + the standard loss). b = 19 h: z = 1.644854, loss 0.020892.
TEST(Uncertainty, OneSourceCostsTheBaseStockOfTheTextbook) {
    DualCase d;
    d.noise.law = NoiseLaw::normal;
    d.noise.cv = 0.3;
    d.mean = 7.5;
    d.holding = 2;
    d.backlog = 38;
    d.lead_far = 3;
    d.share_far = 1;
    Case c = case_of(d);
    c.lanes.erase(c.lanes.begin());  // from NEAR
    const PlanResult plan = make_plan(c, {});
    const double z = 1.6448536, deviation = 0.3 * 7.5 * 2;
    const double cost = (d.holding + d.backlog) * standard_normal_density(z) * deviation;
    EXPECT_NEAR(component(plan, "uncertainty") / horizon(plan), cost, 0.002 * cost);
    ASSERT_EQ(plan.buffers.size(), 4U);
    for (const BufferRow& row : plan.buffers) {
        EXPECT_NEAR(row.quantity, deviation * (z + 0.020892), 0.01 * row.quantity);
        EXPECT_EQ(plan.noise_tables[static_cast<std::size_t>(row.table)].method, "base stock");
    }
}

// Every day twice as much, each day's noise in proportion: the same table, twice its cost.
TEST(Uncertainty, CostsInProportionToTheVolume) {
    DualCase d;
    d.noise.law = NoiseLaw::gamma;
    d.noise.cv = 0.8;
    d.share_far = 0.7;
    const Seen once = plan_of(d);
    d.mean *= 2;
    const Seen twice = plan_of(d);
    EXPECT_NEAR(twice.cost, 2 * once.cost, 1e-6 * twice.cost);
    EXPECT_NEAR(twice.share, once.share, 1e-6);
    EXPECT_GT(once.share, 0);
}

// An order of the near source meets its first demand a day later (the reduction of lead times).
TEST(Uncertainty, ANearSourceWithALeadTimeCostsWhatTheEngineSays) {
    DualCase d;
    d.noise = uniform_int(0, 4);
    d.lead_near = 1;
    d.lead_far = 3;
    const auto best = inventory::solve_optimum(problem_of(d));
    ASSERT_TRUE(best) << best.error();
    const double near = best->average.share_expedited;
    d.share_far = 1 - near;
    Case c = case_of(d);
    OpeningArrival arrival = c.opening_pipeline.front();
    arrival.from = SiteId{1};
    arrival.quantity = Units{near * d.mean};
    c.opening_pipeline.push_back(arrival);
    const PlanResult plan = make_plan(c, {});
    double bought = 0;
    for (const FlowRow& row : plan.flows) bought += row.from == SiteId{1} ? row.quantity : 0;
    const double cost = (component(plan, "uncertainty") + bought * d.premium) / horizon(plan);
    EXPECT_NEAR(cost, best->cost, 0.003 * best->cost);
    EXPECT_NEAR(bought / (d.mean * horizon(plan)), near, 0.02);
}

// Futures that part and do not differ cost what the path costs, and buy the same near.
TEST(Uncertainty, CostsOnATreeWhatItCostsOnThePath) {
    DualCase d;
    d.noise = uniform_int(0, 4);
    d.lead_far = 3;
    d.share_far = 0.5;
    const Case c = case_of(d);
    const Tree tree(
        {{-1, 0, 1}, {0, 1, 0.25}, {0, 1, 0.75}, {1, 2, 0.25}, {2, 2, 0.75}, {3, 3, 0.25}, {4, 3, 0.75}});
    const PlanResult path = make_plan(c, {}), parted = make_plan(c, same_everywhere(c, tree), {});
    EXPECT_NEAR(parted.objective, path.objective, 1e-9 * path.objective);
    EXPECT_NEAR(component(parted, "uncertainty"), component(path, "uncertainty"), 1e-6 * path.objective);
    EXPECT_EQ(parted.noise_tables.size(), 1U);
    EXPECT_EQ(parted.buffers.size(), tree.size());
}

// In a future with another lead time the far source is another one: a table of its own.
TEST(Uncertainty, ReadsTheLeadTimeOfEachFuture) {
    DualCase d;
    d.noise = uniform_int(0, 4);
    d.calendar = "1 quarter";
    const Case near_future = case_of(d);
    Case slow = near_future;
    slow.lanes[1].lead = Days{4};
    Futures futures = same_everywhere(near_future, Tree({{-1, 0, 0.5}, {-1, 0, 0.5}}));
    futures.figures[1] = &slow;
    const PlanResult plan = make_plan(near_future, futures, {});
    ASSERT_EQ(plan.noise_tables.size(), 2U);
    EXPECT_EQ(plan.noise_tables[0].lead_slow, 2);
    EXPECT_EQ(plan.noise_tables[1].lead_slow, 4);
}

// Weekly orders of a daily demand: the engine's week is the sum of seven days, its costs those of a week.
TEST(Uncertainty, OrdersByTheWeekCostMoreThanOrdersByTheDay) {
    DualCase d;
    d.noise = uniform_int(0, 4);
    d.lead_far = 7;
    d.share_far = 1;
    Case c = case_of(d);
    c.lanes.erase(c.lanes.begin());
    const PlanResult daily = make_plan(c, {});
    c.settings.review_days = 7;
    const PlanResult weekly = make_plan(c, {});
    inventory::DualProblem week = problem_of(d);
    week.demand = inventory::sum_of_periods(week.demand, 7);
    week.holding *= 7;
    week.backlog *= 7;
    const double cost = inventory::single_source(week, 1).cost / 7;
    EXPECT_NEAR(component(weekly, "uncertainty") / horizon(weekly), cost, 1e-6 * cost);
    EXPECT_GT(component(weekly, "uncertainty"), component(daily, "uncertainty"));
}

}  // namespace
}  // namespace dualflow
