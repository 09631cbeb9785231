// SPDX-License-Identifier: MIT
// Plans by decomposition over the branches of the tree, against the same plans at once, and killed and
// resumed.
#include "dualflow/plan/solve_blocks.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <string>
#include <vector>

#include "dualflow/plan/blocks.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/plan.hpp"
#include "thirty_day_lane.hpp"
#include "weekly_item.hpp"

namespace dualflow {
namespace {

PlanOptions by(PlanMethod method) {
    PlanOptions options;
    options.gap = 1e-9;
    options.method = method;
    return options;
}

TEST(Branches, AreNumberedBelowTheTrunk) {
    //          0 ─ 1 ─ 2        the trunk is 0; a fan off it beside 1 ends in the branch of 1
    //            └ 3 ─ 4
    std::vector<Node> nodes{{-1, 0, 1}, {0, 1, 0.5}, {1, 2, 0.5}, {0, 1, 0.5}, {3, 2, 0.5}, {0, 1, 0.1, 1}};
    EXPECT_EQ(branches_of(Tree(nodes)), (std::vector<int>{-1, 0, 0, 1, 1, 0}));
}

TEST(Blocks, GiveThePlanThatTheWholeModelGives) {
    for (const double lambda : {0.0, 0.5, 1.0}) {
        testing::WeeklyItem item(4, {0, 2, 4}, 105);
        item.c.settings.risk_lambda = lambda;
        item.c.settings.risk_alpha = 0.9;
        const PlanResult whole = make_plan(item.c, item.futures, by(PlanMethod::extensive));
        const PlanResult cut = make_plan(item.c, item.futures, by(PlanMethod::benders));
        ASSERT_EQ(cut.status, PlanStatus::optimal);
        EXPECT_EQ(cut.method, "Benders decomposition");
        EXPECT_NEAR(whole.objective, cut.objective, 1e-6 * std::abs(whole.objective)) << lambda;
        EXPECT_LE(cut.bound_proved, cut.objective + 1e-9 * std::abs(cut.objective));
        EXPECT_GE(cut.bound_proved, cut.objective - 1e-6 * std::abs(cut.objective));
        EXPECT_EQ(cut.bound_source, "safe cuts");
    }
}

TEST(Blocks, GoOnFromAnyStateToTheSameBits) {
    testing::WeeklyItem item(4, {0, 2, 4}, 105);
    item.c.settings.risk_lambda = 0.5;
    PlanOptions options = by(PlanMethod::benders);
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    const PlanResult whole = make_plan(item.c, item.futures, options);
    ASSERT_GE(states.size(), 2U);
    for (const std::string& state : states) {
        PlanOptions resumed = by(PlanMethod::benders);
        resumed.resume_from = state;
        const PlanResult again = make_plan(item.c, item.futures, resumed);
        EXPECT_EQ(again.objective, whole.objective);
        EXPECT_EQ(again.bound, whole.bound);
        ASSERT_EQ(again.flows.size(), whole.flows.size());
        for (std::size_t i = 0; i < whole.flows.size(); ++i)
            EXPECT_EQ(again.flows[i].quantity, whole.flows[i].quantity);
    }
}

TEST(Blocks, ThreadsGiveTheSameBits) {
    testing::WeeklyItem item(4, {0, 2, 4}, 105);
    PlanOptions options = by(PlanMethod::benders);
    const PlanResult one = make_plan(item.c, item.futures, options);
    options.threads = 4;
    const PlanResult four = make_plan(item.c, item.futures, options);
    EXPECT_EQ(one.objective, four.objective);
    EXPECT_EQ(one.bound, four.bound);
}

TEST(Blocks, RefuseAStateOfAnotherCase) {
    testing::WeeklyItem item(3, {0, 2, 4}, 105), other(3, {1, 2, 3}, 105);
    PlanOptions options = by(PlanMethod::benders);
    std::string last;
    options.on_state = [&](const std::string& state) { last = state; };
    make_plan(item.c, item.futures, options);
    ASSERT_FALSE(last.empty());
    for (const std::string& wrong : {std::string("no state"), last}) {
        PlanOptions resumed = by(PlanMethod::benders);
        resumed.resume_from = wrong;
        const PlanResult refused = make_plan(other.c, other.futures, resumed);
        EXPECT_NE(refused.method, "Benders decomposition");
        ASSERT_FALSE(refused.log.empty());
        EXPECT_NE(refused.log.front().find("state"), std::string::npos) << refused.log.front();
    }
}

TEST(Blocks, KeepThePlanOfTheRoundBeforeWhereOneIsInterrupted) {
    const testing::LaneOfTwoFutures two;
    PlanModel m(two.base.c, two.calendar, two.futures);
    build(m);
    std::atomic<bool> interrupt = false;
    PlanOptions options;
    options.gap = 0;
    options.interrupt = &interrupt;
    options.on_message = [&](const std::string& text) { interrupt = interrupt || text.starts_with("days"); };
    const auto solved = solve_by_blocks(m, options);
    ASSERT_TRUE(solved.has_value());
    EXPECT_EQ(solved->solution.status, solver::SolveStatus::interrupted);
    ASSERT_TRUE(solved->solution.has_point);
    EXPECT_TRUE(KinkRows(m).violated(solved->solution.x).empty());
    const Solved whole = solve_in_days(m, {});
    EXPECT_GE(solved->solution.objective, whole.solution.objective - 1e-6);
    EXPECT_LE(solved->solution.bound, whole.solution.objective + 1e-6);
    EXPECT_GE(solved->solution.objective, solved->solution.bound - 1e-6);
}

}  // namespace
}  // namespace dualflow
