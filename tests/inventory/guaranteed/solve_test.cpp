// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/solve.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "dualflow/inventory/guaranteed/read.hpp"
#include "mip.hpp"
#include "random_chain.hpp"

namespace dualflow::inventory {
namespace {

constexpr double tight = 1e-9;
const std::string data = DUALFLOW_SOURCE_DIR "/tests/inventory/guaranteed/data/";

ServicePlan solved(const Chain& chain, double gap = tight) {
    ServiceOptions options;
    options.gap = gap;
    return solve_guaranteed_service(chain, options);
}

double near_to(double value) {
    return 1e-7 * (1 + std::abs(value));
}

// What a plan must satisfy whatever its cost.
void expect_feasible(const Chain& chain, const ServiceTimes& times) {
    double cost = 0;
    for (std::size_t j = 0; j < chain.size(); ++j) {
        RC_ASSERT(times.in[j] >= chain.inbound[j]);
        for (const std::size_t i : chain.suppliers[j]) RC_ASSERT(times.in[j] >= times.out[i]);
        RC_ASSERT(times.out[j] >= 0);
        RC_ASSERT(times.out[j] <= chain.most_service[j]);
        const Ticks net = times.in[j] + chain.time[j] - times.out[j];
        RC_ASSERT(net >= 0);
        cost += chain.holding[j] * chain.stock[j] * std::sqrt(static_cast<double>(net) / 1e6);
    }
    RC_ASSERT(std::abs(cost - times.cost) <= near_to(cost));
}

RC_GTEST_PROP(GuaranteedService, OfTreesIsTheBestOfAllWholeTimes, (std::uint32_t seed)) {
    const Drawn drawn = draw_chain(seed, 7, true);
    const Chain chain = make_chain(drawn.stages, drawn.arcs, 1).value();
    const ServicePlan plan = solved(chain);
    const double least = Enumeration(chain).least();
    expect_feasible(chain, plan.times);
    RC_ASSERT(chain.is_forest());
    RC_ASSERT(std::abs(plan.times.cost - least) <= near_to(least));
    RC_ASSERT(plan.bound <= least + near_to(least));
    RC_ASSERT(plan.gap <= 1e-8);
}

RC_GTEST_PROP(GuaranteedService, OfNetworksIsTheBestOfAllWholeTimes, (std::uint32_t seed)) {
    const Drawn drawn = draw_chain(seed, 6, false);
    const Chain chain = make_chain(drawn.stages, drawn.arcs, 1).value();
    const ServicePlan plan = solved(chain);
    const double least = Enumeration(chain).least();
    expect_feasible(chain, plan.times);
    RC_ASSERT(std::abs(plan.times.cost - least) <= near_to(least));
    RC_ASSERT(plan.bound <= least + near_to(least));
    RC_ASSERT(plan.gap <= 1e-8);
}

RC_GTEST_PROP(GuaranteedService, OfTooManyValuesLiesBetweenItsBoundAndItsCost, (std::uint32_t seed)) {
    Drawn drawn = draw_chain(seed, 6, false);
    for (ChainStage& stage : drawn.stages) {
        stage.time += 0.125;
        if (stage.most_service > 0) stage.most_service += 0.0625;
    }
    const Chain chain = make_chain(drawn.stages, drawn.arcs, 1).value();
    ServiceOptions options;
    const double least = solve_guaranteed_service(chain, options).times.cost;
    options.most_values = 1 + seed % 12;
    const ServicePlan plan = solve_guaranteed_service(chain, options);
    expect_feasible(chain, plan.times);
    RC_ASSERT(plan.times.cost >= least * (1 - 2e-6) - near_to(0));
    RC_ASSERT(plan.bound <= least + near_to(least));
}

RC_GTEST_PROP(GuaranteedService, IsNeverDearerWithoutAnArcWhoseEndsKeepTheirCostsAndDemand,
              (std::uint32_t seed)) {
    Drawn drawn = draw_chain(seed, 12, false);
    const Chain whole = make_chain(drawn.stages, drawn.arcs, 1).value();
    RC_PRE(!drawn.arcs.empty());
    const std::size_t gone = seed % drawn.arcs.size();
    drawn.arcs.erase(drawn.arcs.begin() + static_cast<std::ptrdiff_t>(gone));
    Chain fewer = make_chain(drawn.stages, drawn.arcs, 1).value();
    fewer.holding = whole.holding;
    fewer.stock = whole.stock;
    const double with = solved(whole).times.cost;
    RC_ASSERT(solved(fewer).bound <= with + near_to(with));
}

RC_GTEST_PROP(GuaranteedService, CostsAThousandTimesWhatAThousandthCosts, (std::uint32_t seed)) {
    const Drawn drawn = draw_chain(seed, 12, false);
    const double once = solved(make_chain(drawn.stages, drawn.arcs, 1).value()).times.cost;
    const double often = solved(make_chain(drawn.stages, drawn.arcs, 1000).value()).times.cost;
    RC_ASSERT(std::abs(often - 1000 * once) <= near_to(often));
}

RC_GTEST_PROP(GuaranteedService, CostsTheRootOfTheScaleOfTimes, (std::uint32_t seed)) {
    Drawn drawn = draw_chain(seed, 10, false);
    const double once = solved(make_chain(drawn.stages, drawn.arcs, 1).value()).times.cost;
    for (ChainStage& stage : drawn.stages) {
        stage.time *= 2.25;
        stage.inbound_service *= 2.25;
        if (stage.most_service > 0) stage.most_service *= 2.25;
    }
    const double scaled = solved(make_chain(drawn.stages, drawn.arcs, 1).value()).times.cost;
    RC_ASSERT(std::abs(scaled - 1.5 * once) <= near_to(scaled));
}

TEST(GuaranteedService, OfLargerNetworksIsWhatAMixedIntegerProgramFinds) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Drawn drawn = draw_chain(seed, 14, false);
        const Chain chain = make_chain(drawn.stages, drawn.arcs, 1).value();
        solver::SolveOptions options;
        options.gap = 1e-9;
        const solver::Solution mip = solver::Solver(service_mip(chain)).solve(options);
        ASSERT_EQ(mip.status, solver::SolveStatus::optimal) << seed;
        EXPECT_NEAR(solved(chain).times.cost, mip.objective, near_to(mip.objective)) << seed;
    }
}

TEST(GuaranteedService, OfTheBulldozerIsAsPublishedStageByStage) {
    const Chain chain = read_chain(data + "bulldozer.txt", ChainForm::automatic, 0.3).value();
    const ServicePlan plan = solved(chain);
    EXPECT_EQ(plan.method, "tree");
    EXPECT_NEAR(plan.times.cost, 632775.03, 0.5);
    const std::pair<const char*, double> published[] = {{"Case", 12614},
                                                        {"Case&Frame", 6373},
                                                        {"Fans", 1361},
                                                        {"Final_Assembly", 607969},
                                                        {"Frame_Assembly", 3904},
                                                        {"Pin_Assembly", 499},
                                                        {"Common_Subassembly", 0},
                                                        {"Transmission", 0}};
    for (const auto& [name, cost] : published) {
        const auto stage = std::find_if(chain.stages.begin(), chain.stages.end(),
                                        [&](const ChainStage& each) { return each.name == name; });
        const auto at = static_cast<std::size_t>(stage - chain.stages.begin());
        const Ticks net = plan.times.in[at] + chain.time[at] - plan.times.out[at];
        EXPECT_NEAR(chain.cost_of(at, net), cost, 0.001 * cost + 1) << name;
    }
}

// Schoenmeyr and Graves 2016, "Strategic safety-stock placement in supply chains with capacity constraints",
// table 4: five stages in a row, demand of standard deviation 20, z = 2; printed as whole numbers.
TEST(GuaranteedService, OfFiveStagesInARowIsAsPublishedWithoutCapacities) {
    using Profile = std::vector<double>;
    const Profile cost_up{.36, .28, .20, .12, .04}, cost_even(5, .2), cost_down{.04, .12, .20, .28, .36};
    const Profile time_up{36, 28, 20, 12, 4}, time_even(5, 20), time_down{4, 12, 20, 28, 36};
    const struct {
        Profile cost, time;
        double published;
    } table[] = {{cost_up, time_up, 400},   {cost_up, time_even, 400},   {cost_up, time_down, 400},
                 {cost_even, time_up, 368}, {cost_even, time_even, 394}, {cost_even, time_down, 400},
                 {cost_down, time_up, 268}, {cost_down, time_even, 346}, {cost_down, time_down, 392}};
    for (const auto& [cost, time, published] : table) {
        std::vector<ChainStage> stages(5);
        std::vector<ChainArc> arcs;
        for (std::size_t j = 0; j < 5; ++j) {
            stages[j].name = std::to_string(j);
            stages[j].time = time[j];
            stages[j].cost_added = cost[j];
            if (j > 0) arcs.push_back({j - 1, j, 1});
        }
        stages[4].demand_sd = 20;
        stages[4].safety_factor = 2;
        stages[4].most_service = 0;
        EXPECT_NEAR(solved(make_chain(stages, arcs, 1).value()).times.cost, published, 1) << published;
    }
}

TEST(GuaranteedService, OfAStageWithSeveralPathsToDemandPoolsOverTheDemandAndNotThePaths) {
    // A supplies B and C, both supply D: two units of A in one of D, so k_A = 2 k_D (and not √2 k_D).
    ChainStage a, b, c, d;
    a.name = "A", b.name = "B", c.name = "C", d.name = "D";
    d.demand_sd = 3;
    d.safety_factor = 2;
    d.most_service = 0;
    const Chain chain = make_chain({a, b, c, d}, {{0, 1, 1}, {0, 2, 1}, {1, 3, 1}, {2, 3, 1}}, 1).value();
    EXPECT_DOUBLE_EQ(chain.stock[3], 6);
    EXPECT_DOUBLE_EQ(chain.stock[1], 6);
    EXPECT_DOUBLE_EQ(chain.stock[0], 12);
}

TEST(GuaranteedService, IsTheSameTwice) {
    const Chain chain = read_chain(data + "food.txt", ChainForm::automatic, 1).value();
    const ServicePlan once = solved(chain), again = solved(chain);
    EXPECT_EQ(once.times.out, again.times.out);
    EXPECT_EQ(once.bound, again.bound);
    EXPECT_EQ(once.passes, again.passes);
}

}  // namespace
}  // namespace dualflow::inventory
