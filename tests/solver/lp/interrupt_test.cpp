// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "solver/lp/networks.hpp"

namespace dualflow::solver {
namespace {

// Far more than can be solved to a gap of zero while the test waits.
LpModel endless() {
    return test::network({40, 30, 6, true, 8});
}

SolveOptions exact() {
    SolveOptions options;
    options.gap = 0;
    return options;
}

TEST(Interrupt, SetBeforehandStopsAtOnce) {
    const std::atomic<bool> pressed = true;
    SolveOptions options;
    options.interrupt = &pressed;
    const Solution solution = Solver(test::network({})).solve(options);
    EXPECT_EQ(solution.status, SolveStatus::interrupted);
    EXPECT_FALSE(solution.has_point);
}

TEST(Interrupt, StopsBranchAndBoundAndKeepsABoundAndPerhapsAPoint) {
    std::atomic<bool> pressed = false;
    SolveOptions options = exact();
    options.interrupt = &pressed;
    int told = 0;
    options.on_progress = [&](const Progress& progress) {
        EXPECT_LE(progress.bound, progress.objective * (1 + 1e-9));
        if (++told == 3) pressed = true;
    };
    const LpModel model = endless();
    const Solution solution = Solver(model).solve(options);
    EXPECT_EQ(solution.status, SolveStatus::interrupted);
    EXPECT_GE(told, 3);
    EXPECT_GT(solution.bound_proved, -infinity);
    EXPECT_LE(solution.bound_proved, solution.bound);
    if (solution.has_point) {
        EXPECT_LE(violation_of(model, solution.x).row, 1e-9);
        EXPECT_LE(solution.bound, solution.objective);
    }
}

TEST(Interrupt, FromAnotherThreadIsHeardSoon) {
    std::atomic<bool> pressed = false;
    SolveOptions options = exact();
    options.interrupt = &pressed;
    std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        pressed = true;
    });
    EXPECT_EQ(Solver(endless()).solve(options).status, SolveStatus::interrupted);
}

TEST(TimeLimit, StopsBranchAndBoundWithoutAnError) {
    SolveOptions options = exact();
    options.time_limit = 1;
    const Solution solution = Solver(endless()).solve(options);
    EXPECT_EQ(solution.status, SolveStatus::limit);
    EXPECT_GT(solution.bound_proved, -infinity);
}

TEST(Threads, MayDifferFromCallToCall) {
    const LpModel model = test::network({5, 5, 5, true, 6});
    Solver solver(model);
    SolveOptions one = exact(), two = exact();
    two.threads = 2;
    const Solution first = solver.solve(one), second = solver.solve(two), third = solver.solve(one);
    EXPECT_EQ(first.status, SolveStatus::optimal);
    EXPECT_EQ(second.status, SolveStatus::optimal);
    EXPECT_NEAR(second.objective / first.objective, 1, 1e-9);
    EXPECT_EQ(third.objective, first.objective);
}

}  // namespace
}  // namespace dualflow::solver
