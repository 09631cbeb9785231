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
        const CertainFuture certain = certain_future(item.futures, item.futures.tree.outcomes()[i]);
        const PlanResult alone = make_plan(item.c, certain.futures, exactly());
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

TEST(Foresight, KnowsAShockAndItsFan) {
    const Shocked shocked(0.2);
    const Case& c = shocked.item.c;
    const PlanResult plan = make_plan_with_foresight(c, shocked.futures, exactly());
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    ASSERT_EQ(plan.outcomes.size(), 2U);
    ASSERT_EQ(plan.tree.size(), 8U);
    EXPECT_TRUE(plan.tree.fans().empty());
    const PlanResult undisturbed = make_plan(c, shocked.item.futures, exactly());
    EXPECT_NEAR(plan.outcomes[0].cost, undisturbed.objective, 1e-7 * std::abs(undisturbed.objective));
    EXPECT_NEAR(plan.outcomes[1].probability, 0.2, 1e-12);
    EXPECT_EQ(plan.outcomes[1].scenario, "rush");
    // The sales of the shock's path are its own demands: 2, 6, 6, 2, served or waiting.
    std::vector<double> demand;
    for (const SalesRow& row : plan.sales) {
        if (row.node >= 4) demand.push_back(row.demand);
    }
    EXPECT_EQ(demand, (std::vector<double>{2, 6, 6, 2}));
    const double least = plan.objective, cost = make_plan(c, shocked.futures, exactly()).objective;
    EXPECT_LE(least, cost * (1 + 1e-9));
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

}  // namespace
}  // namespace dualflow
