// SPDX-License-Identifier: MIT
// The ladder against solvers that lie, stop or fail.
#include "dualflow/solver/lp/ladder.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace dualflow::solver {
namespace {

LpModel triangle() {  // optimum −5 at (3, 1), duals −1/2, −1/2
    ModelBuilder builder;
    const Index x = builder.add_column(0, 10, -1), y = builder.add_column(0, 10, -2);
    builder.add_row(-infinity, 4, std::vector<Term>{{x, 1}, {y, 1}});
    builder.add_row(-infinity, 6, std::vector<Term>{{x, 1}, {y, 3}});
    return builder.finish();
}

LpAnswer truth() {
    return {Claim::optimal, {3, 1}, {-0.5, -0.5}, {}, 7};
}
LpAnswer too_good() {
    return {Claim::optimal, {4, 2}, {-0.5, -0.5}, {}, 7};
}
LpAnswer not_optimal() {
    return {Claim::optimal, {3, 0}, {-0.5, -0.6}, {}, 7};
}
LpAnswer only(Claim claim) {
    return {claim, {}, {}, {}, 7};
}

struct Climbed {
    LpOutcome outcome;
    std::vector<std::string> log, names;
    std::int64_t iterations = 0;
};

// Climbs with a solver that gives these answers one after another, and an error when they run out.
Climbed climbed(std::deque<LpAnswer> answers, const SolveOptions& options = {}, bool has_basis = true) {
    Climbed result;
    const Run run = [&](const Attempt& attempt, const Limits&) {
        result.names.push_back(attempt.name);
        LpAnswer answer = answers.empty() ? LpAnswer{} : answers.front();
        if (!answers.empty()) answers.pop_front();
        return answer;
    };
    Budget budget(options);
    result.outcome = climb(run, has_basis, triangle(), options, budget, result.log);
    result.iterations = budget.iterations();
    return result;
}

TEST(Ladder, StopsAtTheFirstAnswerThatAgrees) {
    const Climbed result = climbed({truth(), too_good()});
    EXPECT_EQ(result.outcome.status, SolveStatus::optimal);
    EXPECT_EQ(result.outcome.solves, 1);
    EXPECT_EQ(result.outcome.objective, -5);
    EXPECT_EQ(result.outcome.bound, -5);
    EXPECT_TRUE(result.log.empty());
}

TEST(Ladder, ClimbsOnWhenASolverLies) {
    const Climbed result = climbed({too_good(), not_optimal(), only(Claim::error), truth()});
    EXPECT_EQ(result.outcome.status, SolveStatus::optimal);
    EXPECT_EQ(result.outcome.x, (std::vector<double>{3, 1}));
    EXPECT_EQ(result.outcome.solves, 4);
    EXPECT_EQ(result.iterations, 28);
    ASSERT_EQ(result.log.size(), 3U);
    EXPECT_NE(result.log[0].find("warm dual simplex: claimed optimal, but the point misses"),
              std::string::npos);
    EXPECT_NE(result.log[1].find("unscaled: claimed optimal, but objective"), std::string::npos);
    EXPECT_NE(result.log[2].find("cold dual simplex: claimed an error"), std::string::npos);
}

TEST(Ladder, TidiesTheBasisOfARunThatBrokeOff) {
    const Climbed result = climbed({only(Claim::error), truth()});
    EXPECT_EQ(result.outcome.status, SolveStatus::optimal);
    EXPECT_EQ(result.names,
              (std::vector<std::string>{"warm dual simplex", "again from that basis, unscaled"}));
}

TEST(Ladder, FailsWithTheBestFeasiblePointWhenEveryRungLies) {
    std::deque<LpAnswer> lies(10, not_optimal());
    const Climbed result = climbed(lies);
    EXPECT_EQ(result.outcome.status, SolveStatus::failed);
    EXPECT_TRUE(result.outcome.has_point);
    EXPECT_EQ(result.outcome.objective, -3);
    EXPECT_LT(result.outcome.bound, -5);  // still a valid bound, from the dual vectors seen
    EXPECT_EQ(result.log.size(), static_cast<std::size_t>(result.outcome.solves));
}

TEST(Ladder, BelievesAnUnprovenClaimOnlyWhenItIsRepeated) {
    const Climbed once = climbed({only(Claim::infeasible), truth()});
    EXPECT_EQ(once.outcome.status, SolveStatus::optimal);
    const Climbed twice = climbed({only(Claim::infeasible), only(Claim::infeasible), truth()});
    EXPECT_EQ(twice.outcome.status, SolveStatus::infeasible);
    const Climbed open = climbed({only(Claim::unbounded), only(Claim::unbounded), truth()});
    EXPECT_EQ(open.outcome.status, SolveStatus::unbounded);
}

TEST(Ladder, DoesNotBelieveARayThatProvesNothing) {
    LpAnswer liar{Claim::infeasible, {}, {}, {1, 1}, 0};
    EXPECT_EQ(climbed({liar, truth()}).outcome.status, SolveStatus::optimal);
}

TEST(Ladder, StopsAtLimitsAndInterruptions) {
    EXPECT_EQ(climbed({only(Claim::limit), truth()}).outcome.status, SolveStatus::limit);
    EXPECT_EQ(climbed({only(Claim::interrupted), truth()}).outcome.status, SolveStatus::interrupted);
    SolveOptions none;
    none.time_limit = 0;
    const Climbed unstarted = climbed({truth()}, none);
    EXPECT_EQ(unstarted.outcome.status, SolveStatus::limit);
    EXPECT_EQ(unstarted.outcome.solves, 0);
    const std::atomic<bool> pressed = true;
    SolveOptions stopped;
    stopped.interrupt = &pressed;
    EXPECT_EQ(climbed({truth()}, stopped).outcome.status, SolveStatus::interrupted);
}

TEST(Ladder, StopsBetweenRungsWhenTheIterationsAreSpent) {
    SolveOptions options;
    options.iteration_limit = 14;
    const Climbed result = climbed({too_good(), too_good(), truth()}, options);
    EXPECT_EQ(result.outcome.status, SolveStatus::limit);
    EXPECT_EQ(result.outcome.solves, 2);
}

TEST(Rungs, StartWarmWithABasisAndWithInteriorPointWhenLarge) {
    EXPECT_TRUE(rungs(100, true, false).front().from_basis);
    EXPECT_EQ(rungs(100, false, false).front().method, Method::dual_simplex);
    EXPECT_EQ(rungs(20'000, false, false).front().method, Method::interior_point);
    EXPECT_EQ(rungs(20'000, false, true).front().method, Method::dual_simplex);
}

TEST(Ladder, LosesPatienceWithABasisWhereInteriorPointIsNear) {
    EXPECT_EQ(rungs(20'000, true, false).front().patience, 10'000);
    EXPECT_EQ(rungs(20'000, true, true).front().patience, -1);
    EXPECT_EQ(rungs(100, true, false).front().patience, -1);
    ModelBuilder builder;
    for (int j = 0; j < 20'000; ++j) builder.add_column(0, 1, 1);
    const LpModel large = builder.finish();
    std::vector<std::string> names, log;
    std::int64_t allowed = 0;
    const solver::Run run = [&](const Attempt& attempt, const Limits& limits) {
        names.emplace_back(attempt.name);
        if (attempt.from_basis) {
            allowed = limits.iterations;
            return LpAnswer{Claim::limit, {}, {}, {}, limits.iterations};
        }
        return LpAnswer{Claim::optimal, std::vector<double>(20'000, 0), {}, {}, 7};
    };
    SolveOptions options;
    Budget budget(options);
    const LpOutcome outcome = climb(run, true, large, options, budget, log);
    EXPECT_EQ(allowed, 10'000);
    EXPECT_EQ(names, (std::vector<std::string>{"warm dual simplex", "interior point with crossover"}));
    EXPECT_EQ(outcome.status, SolveStatus::optimal);
    EXPECT_EQ(budget.iterations(), 10'007);
}

// The library may go round in circles there.
TEST(Ladder, LosesPatienceWithABasisThatIsOnlyTidied) {
    for (const Index size : {100, 20'000}) {
        for (const Attempt& attempt : rungs(size, true, false)) {
            if (attempt.tidy) {
                EXPECT_EQ(attempt.patience, std::max(1000, size / 10));
            }
        }
    }
    for (const Attempt& attempt : rungs(100, true, true)) EXPECT_EQ(attempt.patience, -1);
    LpAnswer in_circles = truth();
    in_circles.claim = Claim::limit;
    in_circles.iterations = 1000;
    const Climbed result = climbed({too_good(), in_circles, truth()});
    EXPECT_EQ(result.outcome.status, SolveStatus::optimal);
    EXPECT_EQ(result.names, (std::vector<std::string>{"warm dual simplex", "again from that basis, unscaled",
                                                      "cold dual simplex"}));
    // What it had stays where nothing better comes.
    const Climbed alone = climbed({too_good(), in_circles});
    EXPECT_EQ(alone.outcome.status, SolveStatus::failed);
    EXPECT_TRUE(alone.outcome.has_point);
    EXPECT_EQ(alone.outcome.bound, -5);
    EXPECT_EQ(alone.log[1], "again from that basis, unscaled: given up after 1000 iterations");
}

TEST(Ladder, TidiesNoBasisOfAModelThatIsSaidToBeEmpty) {
    const Climbed result =
        climbed({only(Claim::infeasible), too_good(), too_good(), only(Claim::error), truth()});
    EXPECT_EQ(result.outcome.status, SolveStatus::optimal);
    EXPECT_EQ(result.names, (std::vector<std::string>{
                                "warm dual simplex", "cold dual simplex", "again from that basis, unscaled",
                                "interior point with crossover", "again from that basis, unscaled"}));
}

}  // namespace
}  // namespace dualflow::solver
