// SPDX-License-Identifier: MIT
// Plans that see the future, against an item whose optimum with foresight is known (anchor P8: exact on the
// full tree of demands) and against the plans of single futures.
#include "dualflow/plan/foresight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>
#include <vector>

#include "planned_futures.hpp"
#include "weekly_item.hpp"

namespace dualflow {
namespace {

PlanOptions exactly() {
    PlanOptions options;
    options.gap = 0;
    return options;
}

double near_bought(const testing::WeeklyItem& item, const PlanResult& plan) {
    double sum = 0;
    for (const FlowRow& row : plan.flows) {
        if (row.from == item.near)
            sum += plan.tree.nodes[static_cast<std::size_t>(row.node)].probability * row.quantity;
    }
    return sum;
}

void expect_published(int weeks, std::vector<double> demands, double near_price, double cost) {
    const testing::WeeklyItem item(weeks, std::move(demands), near_price);
    const PlanResult plan = make_plan_with_foresight(item.c, item.futures, exactly());
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    EXPECT_TRUE(plan.foresight);
    EXPECT_NEAR(plan.objective, cost, 1e-6 * cost);
    EXPECT_NEAR(plan.bound, cost, 1e-6 * cost);
    EXPECT_NEAR(near_bought(item, plan), 0, 1e-6);  // who knows the demand never pays for speed
}

TEST(Foresight, CostsWhatIsPublishedAndBuysNothingNear) {
    expect_published(5, {0, 1, 2, 3, 4}, 105, 259.5856);
    expect_published(6, {0, 2, 4}, 105, 463.086419753);
    expect_published(6, {0, 2, 4}, 120, 463.086419753);
}

TEST(Foresight, GivesEachFutureAPathOfItsOwn) {
    const testing::WeeklyItem item(3, {0, 4}, 105);
    const PlanResult plan = make_plan_with_foresight(item.c, item.futures, exactly());
    ASSERT_EQ(plan.tree.leaves().size(), 8U);
    ASSERT_EQ(plan.tree.size(), 24U);
    for (std::size_t n = 0; n < plan.tree.size(); ++n) {
        EXPECT_EQ(plan.tree.nodes[n].parent, n % 3 == 0 ? -1 : static_cast<int>(n) - 1);
        EXPECT_EQ(plan.tree.nodes[n].bucket, n % 3);
        EXPECT_NEAR(plan.tree.nodes[n].probability, 1.0 / 8, 1e-12);
    }
    for (std::size_t i = 0; i < 8; ++i) {
        const Futures certain = certain_future(item.futures, item.futures.tree.leaves()[i]);
        const PlanResult alone = make_plan(item.c, certain, exactly());
        EXPECT_NEAR(plan.outcomes[i].cost, alone.objective, 1e-9 * std::abs(alone.objective));
        EXPECT_EQ(plan.outcomes[i].node, static_cast<int>(3 * i + 2));
    }
}

TEST(Foresight, SolvesFuturesOfTheSameFiguresOnce) {
    const testing::WeeklyItem distinct(2, {1, 3}, 105), alike(2, {1, 1}, 105);
    const PlanResult four = make_plan_with_foresight(distinct.c, distinct.futures, exactly());
    std::vector<const Case*> same(alike.futures.figures.size(), alike.futures.figures.front());
    Futures futures = alike.futures;
    futures.figures = same;
    const PlanResult one = make_plan_with_foresight(alike.c, futures, exactly());
    ASSERT_EQ(one.outcomes.size(), 4U);
    EXPECT_EQ(4 * one.model.rows, four.model.rows);
}

// With risk: the mean and the tail of the least costs, by hand.
TEST(Foresight, JudgesTheOutcomesByTheRiskOfTheCase) {
    testing::WeeklyItem item(2, {0, 4}, 105);
    item.c.settings.risk_lambda = 0.25;
    item.c.settings.risk_alpha = 0.75;  // the worst of four
    const PlanResult plan = make_plan_with_foresight(item.c, item.futures, exactly());
    double mean = 0, worst = -solver::infinity, sum = 0;
    for (const OutcomeRow& row : plan.outcomes) {
        mean += row.cost / 4;
        worst = std::max(worst, row.cost);
    }
    for (const auto& [name, amount] : plan.cost_components) sum += amount;
    EXPECT_NEAR(plan.expected_cost, mean, 1e-9 * std::abs(mean));
    EXPECT_NEAR(plan.cvar, worst, 1e-9 * std::abs(worst));
    EXPECT_NEAR(plan.objective, 0.75 * mean + 0.25 * worst, 1e-9 * std::abs(worst));
    EXPECT_NEAR(sum, plan.objective, 1e-9 * std::abs(plan.objective));
    EXPECT_NEAR(plan.bound, plan.objective, 1e-6 * std::abs(plan.objective));
}

// Four weeks of demand 2, in which a shock of demand 6 may strike in the second week and last two.
struct Shocked {
    testing::WeeklyItem item{4, {2}, 105};
    testing::WeeklyItem high{4, {6}, 105};
    Futures futures;

    explicit Shocked(double chance) {
        std::vector<Node> nodes = item.futures.tree.nodes;
        futures.figures = item.futures.figures;
        nodes.push_back({0, 1, chance, 1});
        nodes.push_back({4, 2, chance, 2});
        for (int k = 0; k < 2; ++k) futures.figures.push_back(high.futures.figures.front());
        futures.names = {"", "", "", "", "rush", "rush"};
        futures.tree = Tree(std::move(nodes));
    }
};

// With one leaf there is nothing to know but whether the shock strikes, which nobody knows.
TEST(Foresight, DoesNotKnowWhetherAShockStrikes) {
    Shocked shocked(0.2);
    for (const double lambda : {0.5, 0.0}) {  // the last one is looked at below
        shocked.item.c.settings.risk_lambda = lambda;
        const PlanResult ahead = make_plan_with_foresight(shocked.item.c, shocked.futures, exactly());
        const PlanResult plan = make_plan(shocked.item.c, shocked.futures, exactly());
        EXPECT_NEAR(ahead.objective, plan.objective, 1e-7 * std::abs(plan.objective)) << lambda;
        EXPECT_NEAR(ahead.cvar, plan.cvar, 1e-7 * std::abs(plan.cvar)) << lambda;
        EXPECT_NEAR(ahead.bound, plan.bound, 1e-7 * std::abs(plan.bound)) << lambda;
        double sum = 0;
        for (const auto& [name, amount] : ahead.cost_components) sum += amount;
        EXPECT_NEAR(sum, plan.objective, 1e-7 * std::abs(plan.objective)) << lambda;
    }
    const Case& c = shocked.item.c;
    const PlanResult plan = make_plan_with_foresight(c, shocked.futures, exactly());
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    ASSERT_EQ(plan.outcomes.size(), 2U);
    ASSERT_EQ(plan.tree.size(), 8U);
    EXPECT_TRUE(plan.tree.fans().empty());
    const PlanResult known = make_plan(c, shocked.futures, exactly());
    EXPECT_NEAR(plan.objective, known.objective, 1e-7 * std::abs(known.objective));
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_NEAR(plan.outcomes[i].cost, known.outcomes[i].cost, 1e-7 * std::abs(known.outcomes[i].cost));
    EXPECT_NEAR(plan.outcomes[1].probability, 0.2, 1e-12);
    EXPECT_EQ(plan.outcomes[1].scenario, "rush");
    // The sales of the shock's path are its own demands: 2, 6, 6, 2, served or waiting.
    std::vector<double> demand;
    for (const SalesRow& row : plan.sales) {
        if (row.node >= 4) demand.push_back(row.demand);
    }
    EXPECT_EQ(demand, (std::vector<double>{2, 6, 6, 2}));
}

// Two futures part in the second week, of demand 2 and 6, and a shock of demand 6 may strike in the third.
// The futures' mean costs are judged: by hand, and never more than the plan, whose outcomes are.
TEST(Foresight, IsNoDearerThanThePlanWithShocksAndRisk) {
    const testing::WeeklyItem low(4, {2}, 105), high(4, {6}, 105);
    Futures futures;
    futures.tree = Tree({{-1, 0, 1},
                         {0, 1, 0.5},
                         {1, 2, 0.5},
                         {2, 3, 0.5},
                         {0, 1, 0.5},
                         {4, 2, 0.5},
                         {5, 3, 0.5},
                         {1, 2, 0.05, 2}});
    futures.figures.assign(8, low.futures.figures.front());
    for (std::size_t n = 4; n < 8; ++n) futures.figures[n] = high.futures.figures.front();
    for (const double lambda : {0.0, 0.5, 1.0}) {
        Case c = low.c;
        c.settings.risk_lambda = lambda;
        c.settings.risk_alpha = 0.75;
        const PlanResult ahead = make_plan_with_foresight(c, futures, exactly());
        const PlanResult plan = make_plan(c, futures, exactly());
        ASSERT_EQ(ahead.outcomes.size(), 3U);
        const double first = 0.9 * ahead.outcomes[0].cost + 0.1 * ahead.outcomes[1].cost;
        const double second = ahead.outcomes[2].cost, mean = (first + second) / 2;
        const double size = std::abs(plan.objective);
        EXPECT_NEAR(ahead.expected_cost, mean, 1e-9 * size);
        EXPECT_NEAR(ahead.objective, (1 - lambda) * mean + lambda * std::max(first, second), 1e-9 * size);
        EXPECT_LE(ahead.objective, plan.objective + 1e-9 * size) << lambda;
        EXPECT_LT(ahead.expected_cost, plan.expected_cost) << lambda;
        EXPECT_NEAR(ahead.bound, ahead.objective, 1e-6 * size) << lambda;
    }
}

TEST(Foresight, HasNoPlanWhereTheFuturesAreNotPlannedToTheEnd) {
    const testing::WeeklyItem item(2, {1, 3}, 105);
    std::atomic<bool> stop = true;
    PlanOptions options = exactly();
    options.interrupt = &stop;
    const PlanResult plan = make_plan_with_foresight(item.c, item.futures, options);
    EXPECT_NE(plan.status, PlanStatus::optimal);
    EXPECT_TRUE(plan.outcomes.empty());
    EXPECT_TRUE(plan.foresight);
}

// Futures begin with rows that the first of them asked for. Each plan made from nothing is the judge.
TEST(Foresight, CostsWithInvestmentsWhatEachFutureCostsAlone) {
    for (const std::string& name : testing::cases_with_options) {
        const testing::Planned one = testing::case_of(name, 0);
        PlanOptions options = exactly();
        const PlanResult plan = make_plan_with_foresight(one.base(), one.futures, options);
        ASSERT_EQ(plan.status, PlanStatus::optimal) << name;
        std::size_t outcome = 0;
        for (const std::size_t leaf : one.futures.tree.leaves()) {
            const PlanResult alone = make_plan(one.base(), certain_future(one.futures, leaf), exactly());
            double mean = 0;
            for (std::size_t i = 0; i < alone.outcomes.size(); ++i)
                mean += plan.outcomes.at(outcome++).cost * alone.outcomes[i].probability;
            const double cost = alone.expected_cost;
            EXPECT_NEAR(mean, cost, 1e-7 * std::abs(cost)) << name << " " << leaf;
        }
        EXPECT_EQ(outcome, plan.outcomes.size()) << name;
        options.threads = 3;
        const PlanResult again = make_plan_with_foresight(one.base(), one.futures, options);
        EXPECT_EQ(again.objective, plan.objective) << name;
        EXPECT_EQ(again.bound, plan.bound) << name;
    }
}

// Planned coarsely first, and those that leave most open again, they are within the gap all together.
TEST(Foresight, IsWithinTheGapAllTogether) {
    for (const std::string& name : testing::cases_with_options) {
        const testing::Planned one = testing::case_of(name, 0);
        const PlanResult best = make_plan_with_foresight(one.base(), one.futures, exactly());
        const double size = std::abs(best.objective);
        for (const double gap : {0.002, 0.01, 0.05}) {
            PlanOptions options;
            options.gap = gap;
            const PlanResult plan = make_plan_with_foresight(one.base(), one.futures, options);
            EXPECT_EQ(plan.status, PlanStatus::optimal) << name << " " << gap;
            EXPECT_GE(plan.objective, best.objective - 1e-6 * size) << name << " " << gap;
            EXPECT_LE(plan.bound, best.objective + 1e-6 * size) << name << " " << gap;
            EXPECT_LE(plan.objective - plan.bound, (gap + 1e-6) * std::abs(plan.objective))
                << name << " " << gap;
            options.threads = 3;
            const PlanResult again = make_plan_with_foresight(one.base(), one.futures, options);
            EXPECT_EQ(again.objective, plan.objective) << name;
            EXPECT_EQ(again.bound, plan.bound) << name;
        }
    }
}

// Half of a line would pay, a whole one does not, and a dive first rounds up: near enough for a gap that any
// plan meets, but not for a start that is to come nearer.
TEST(Plan, StartsNearerThanTheGapWhereThatIsAskedFor) {
    Case c = testing::case_of("investment-that-pays", 0).base();
    c.investments[0].capacity_added = PerDay(8);
    c.investments[0].capital = Money(108000);
    PlanOptions options;
    options.gap = 100;
    EXPECT_NEAR(make_plan(c, options).objective, 1800 + 108000.0 / 3650 * 275, 1e-6);
    options.start_gap = 1e-9;
    const PlanResult plan = make_plan(c, options);
    EXPECT_NEAR(plan.objective, 4 * 365 * 5, 1e-6);
    EXPECT_EQ(plan.solve.branch_nodes, 0);
}

}  // namespace
}  // namespace dualflow
