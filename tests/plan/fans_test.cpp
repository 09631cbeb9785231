// SPDX-License-Identifier: MIT
// Disruption fans (MODEL section 6) in plans, on a case that can be done by hand: P makes t at no cost for M,
// which may keep it; a shock of one bucket may stop P.
#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/case/calendar.hpp"
#include "dualflow/plan/plan.hpp"

namespace dualflow {
namespace {

constexpr double day_cost = 1, lost = 100;

Case supplier_and_market() {
    Case c;
    c.settings.name = "fans";
    c.settings.currency = "USD";
    c.settings.start = make_date(2027, 1, 1);
    c.settings.calendar = "4 months";
    c.settings.end_stock = "none";
    c.settings.holding = "end";
    c.settings.gap = 0;
    c.regions.push_back({"us", "", "", "", "", 2});
    for (const char* id : {"P", "M"}) {
        Site site;
        site.id = id;
        site.kind = id[0] == 'P' ? SiteKind::supplier : SiteKind::market;
        site.region = RegionId{0};
        c.sites.push_back(site);
    }
    Product t;
    t.id = "t";
    c.products.push_back(t);
    Process make;
    make.site = SiteId{0};
    make.product = ProductId{0};
    make.unit_cost = Money{10};
    c.processes.push_back(make);
    Lane lane;
    lane.from = SiteId{0};
    lane.to = SiteId{1};
    lane.product = ProductId{0};
    c.lanes.push_back(lane);
    Inventory stock;
    stock.site = SiteId{1};
    stock.product = ProductId{0};
    stock.holding_cost_per_day = Money{day_cost};
    c.inventory.push_back(stock);
    Demand demand;
    demand.market = SiteId{1};
    demand.product = ProductId{0};
    demand.from = c.settings.start;
    demand.to = make_date(2027, 5, 1);
    demand.quantity = PerDay{1};
    demand.lost_sale_cost = Money{lost};
    c.demand.push_back(demand);
    return c;
}

Case stopped(Case c) {
    c.processes[0].available = false;
    return c;
}

// A path of four buckets with a fan of one bucket (`struck`) after the node before it.
Tree with_fan(double probability, std::size_t struck) {
    std::vector<Node> nodes = Tree::path(4).nodes;
    const int from = static_cast<int>(struck) - 1;
    nodes.push_back({from, struck, probability, static_cast<int>(struck)});
    return Tree(std::move(nodes));
}

Futures futures_with(const Case& usual, const Case& shock, Tree tree) {
    Futures futures;
    for (std::size_t n = 0; n < tree.size(); ++n) futures.figures.push_back(tree.in_fan(n) ? &shock : &usual);
    futures.tree = std::move(tree);
    return futures;
}

double stock_at_end_of(const PlanResult& plan, int node) {
    for (const StockRow& row : plan.stock) {
        if (row.node == node) return row.quantity;
    }
    return 0;
}

TEST(Fan, OutcomesWeighOneTogetherAndTakeTheWindowFromThePath) {
    const Tree tree = with_fan(0.2, 2);
    ASSERT_EQ(tree.fans().size(), 1u);
    ASSERT_EQ(tree.leaves(), std::vector<std::size_t>{3});
    const auto outcomes = tree.outcomes();
    ASSERT_EQ(outcomes.size(), 2u);
    EXPECT_DOUBLE_EQ(outcomes[0].probability, 0.8);
    EXPECT_DOUBLE_EQ(outcomes[1].probability, 0.2);
    EXPECT_EQ(outcomes[1].nodes, (std::vector<std::size_t>{0, 1, 4, 3}));
    EXPECT_DOUBLE_EQ(tree.weight(2), 0.8);
    EXPECT_DOUBLE_EQ(tree.weight(3), 1);
    EXPECT_DOUBLE_EQ(tree.weight(4), 0.2);
}

// A unit kept at the end of February costs 28 days of holding whether the shock comes or not, is bought a
// month earlier at the same price, and saves the lost sale less its price in the shock. Without the shock it
// replaces a unit of March. So it pays where q · lost ≥ 28 + q · 10, that is from q = 28/90 on.
TEST(Fan, AHedgeStockAppearsAtTheProbabilityOfAHandCalculation) {
    const Case c = supplier_and_market(), shock = stopped(c);
    const double edge = 28 * day_cost / (lost - 10);
    const PlanResult below = make_plan(c, futures_with(c, shock, with_fan(edge - 0.01, 2)), {});
    const PlanResult above = make_plan(c, futures_with(c, shock, with_fan(edge + 0.01, 2)), {});
    ASSERT_EQ(below.status, PlanStatus::optimal);
    ASSERT_EQ(above.status, PlanStatus::optimal);
    EXPECT_NEAR(stock_at_end_of(below, 1), 0, 1e-6);
    EXPECT_NEAR(stock_at_end_of(above, 1), 31, 1e-6);
}

// 120 days of demand at 10; a shock in March loses 31 sales at 100 instead.
TEST(Fan, CostsWhatTheShockCostsByHand) {
    const Case c = supplier_and_market(), shock = stopped(c);
    const double q = 0.1;
    const PlanResult plan = make_plan(c, futures_with(c, shock, with_fan(q, 2)), {});
    EXPECT_NEAR(plan.objective, 1200 + q * 31 * (lost - 10), 1e-6);
    EXPECT_NEAR(plan.cvar, 1200 + 31 * (lost - 10), 1e-6);  // the worst twentieth is all shock
}

// A rush of five times the demand is served where it may wait: 124 units more at 10.
TEST(Fan, MaySellMoreThanAnyPathAsksFor) {
    Case c = supplier_and_market();
    c.demand[0].backlog_cost_per_day = Money{3};
    Case rush = c;
    rush.demand[0].quantity = PerDay{5};
    const PlanResult plan = make_plan(c, futures_with(c, rush, with_fan(0.1, 2)), {});
    EXPECT_NEAR(plan.objective, 1200 + 0.1 * 124 * 10, 1e-6);
}

TEST(Fan, OfProbabilityZeroLeavesThePlanAsItIs) {
    Case c = supplier_and_market();
    c.inventory[0].opening_stock = Units{40};
    for (const double lambda : {0.0, 0.5, 1.0}) {
        c.settings.risk_lambda = lambda;
        const Case shock = stopped(c);
        const PlanResult none = make_plan(c, {});
        for (const double probability : {0.0, 1e-12}) {
            const PlanResult zero = make_plan(c, futures_with(c, shock, with_fan(probability, 2)), {});
            ASSERT_EQ(zero.status, PlanStatus::optimal) << probability;
            EXPECT_NEAR(none.objective, zero.objective, 1e-6) << probability;
            for (int node = 0; node < 4; ++node)
                EXPECT_NEAR(stock_at_end_of(none, node), stock_at_end_of(zero, node), 1e-6);
        }
    }
}

// What is decided before the shock is one decision: where departures are decided before the bucket's data,
// the fan's first bucket has those of the undisturbed path.
TEST(Fan, SharesWhatIsDecidedBeforeTheShock) {
    Case c = supplier_and_market();
    c.processes[0].decided = c.lanes[0].decided = Decided::before;
    Case shock = c;
    shock.demand[0].quantity = PerDay{0.5};
    const PlanResult plan = make_plan(c, futures_with(c, shock, with_fan(0.3, 2)), {});
    ASSERT_EQ(plan.status, PlanStatus::optimal);
    double path = 0, fan = 0;
    for (const FlowRow& row : plan.flows) {
        if (row.node == 2) path += row.quantity;
        if (row.node == 4) fan += row.quantity;
    }
    EXPECT_NEAR(path, fan, 1e-6);
}

// Stock is held for the shock, not for its month: wherever the shock lies, the stock that meets it is the
// same.
TEST(Fan, MovedInsideOfTheHorizonMeetsTheSameStock) {
    const Case c = supplier_and_market(), shock = stopped(c);
    for (const std::size_t struck : {1u, 2u, 3u}) {
        const PlanResult plan = make_plan(c, futures_with(c, shock, with_fan(0.6, struck)), {});
        const Bucket& bucket = plan.calendar[struck];
        EXPECT_NEAR(stock_at_end_of(plan, static_cast<int>(struck) - 1), bucket.days(), 1e-6) << struck;
    }
}

TEST(Fan, IsPlannedAlikeAtOnceAndByBranches) {
    Case c = supplier_and_market();
    std::vector<Node> nodes;
    for (const int half : {0, 1}) {  // two futures from the start, a fan off each and one off the root
        const int first = static_cast<int>(nodes.size());
        for (int t = 0; t < 4; ++t)
            nodes.push_back(
                {t == 0 ? -1 : first + t - 1, static_cast<std::size_t>(t), half == 0 ? 0.4 : 0.6, -1});
    }
    nodes.push_back({0, 1, 0.4 * 0.3, 1});
    nodes.push_back({8, 2, 0.4 * 0.3, 2});
    nodes.push_back({5, 2, 0.6 * 0.4, 6});
    nodes.push_back({-1, 0, 0.2, 0});
    for (const double lambda : {0.0, 0.5, 1.0}) {
        c.settings.risk_lambda = lambda;
        c.settings.risk_alpha = 0.8;
        Case busy = c, shock = stopped(c);
        busy.demand[0].quantity = PerDay{1.5};
        Futures futures = futures_with(c, shock, Tree(nodes));
        for (std::size_t n = 4; n < 8; ++n) futures.figures[n] = &busy;
        PlanOptions options;
        options.gap = 1e-9;
        options.method = PlanMethod::extensive;
        const PlanResult whole = make_plan(c, futures, options);
        options.method = PlanMethod::benders;
        const PlanResult cut = make_plan(c, futures, options);
        EXPECT_EQ(cut.method, "Benders decomposition");
        EXPECT_NEAR(whole.objective, cut.objective, 1e-6 * std::abs(whole.objective)) << lambda;
        EXPECT_NEAR(whole.objective, (1 - lambda) * whole.expected_cost + lambda * whole.cvar,
                    1e-7 * std::abs(whole.objective));
        double sum = 0;
        for (const OutcomeRow& row : whole.outcomes) sum += row.probability;
        EXPECT_NEAR(sum, 1, 1e-12);
    }
}

}  // namespace
}  // namespace dualflow
