// SPDX-License-Identifier: MIT
// Plans whose trunk is branched on between rounds and goes on until its bound meets the whole plan, as trees
// of large branches are, against the same plans at once.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/plan.hpp"
#include "dualflow/plan/solve_blocks.hpp"
#include "planned_futures.hpp"

namespace dualflow {
namespace {

using testing::case_of, testing::cases_with_options, testing::Planned;

PlanOptions large(double gap) {
    PlanOptions options;
    options.gap = gap;
    options.method = PlanMethod::benders;
    options.branch_between_rounds = 0;
    return options;
}

TEST(LargeTrees, ArePlannedWithinTheGapOfThePlanAtOnce) {
    for (const std::string& name : cases_with_options) {
        for (const double lambda : {0.0, 0.5, 1.0}) {
            const Planned one = case_of(name, lambda);
            PlanOptions at_once;
            at_once.gap = 0;
            at_once.method = PlanMethod::extensive;
            const PlanResult best = make_plan(one.base(), one.futures, at_once);
            ASSERT_EQ(best.status, PlanStatus::optimal);
            const double size = std::abs(best.objective);
            for (const double gap : {1e-6, 0.01, 0.1}) {
                const PlanResult plan = make_plan(one.base(), one.futures, large(gap));
                EXPECT_EQ(plan.status, PlanStatus::optimal) << name << " " << lambda << " " << gap;
                EXPECT_GE(plan.objective, best.objective - 1e-6 * size) << name << " " << lambda;
                EXPECT_LE(plan.objective, best.objective + (gap + 1e-6) * size) << name << " " << lambda;
                EXPECT_LE(plan.bound, best.objective + 1e-6 * size) << name << " " << lambda << " " << gap;
            }
        }
    }
}

struct Blocks {
    explicit Blocks(const Planned& one)
        : m(one.base(), make_calendar(one.base().settings.calendar, one.base().settings.start).value(),
            one.futures) {
        build(m);
    }
    // No rows for kinks are known beforehand, so that whole plans find some.
    Solved solve(const PlanOptions& options) const { return solve_by_blocks(m, options).value(); }

    PlanModel m;
};

// At the narrow gap the whole plan is too far from the bound of its trunk, and a decomposition with all
// integers follows, which knows the rows for kinks of that plan.
TEST(LargeTrees, GoOnFromAnyStateToTheSameBits) {
    constexpr std::size_t tried = 5;  // states of the narrow gap, which has many; of the wide one all
    int followed = 0;
    for (const double gap : {1e-4, 0.01}) {
        const Planned one = case_of(cases_with_options.front(), 0.3);
        const Blocks blocks(one);
        PlanOptions options = large(gap);
        std::vector<std::string> states;
        int plans_in_whole = 0;
        options.on_state = [&](const std::string& state) { states.push_back(state); };
        options.on_message = [&](const std::string& text) {
            plans_in_whole += text.starts_with("plan ") ? 1 : 0;
            followed += text.starts_with("integers of the branches") ? 1 : 0;
        };
        const Solved whole = blocks.solve(options);
        EXPECT_GT(plans_in_whole, 0);
        EXPECT_GT(whole.facts.kink_rows, 0);
        ASSERT_GE(states.size(), 2U);
        const std::size_t step = gap < 0.01 ? (states.size() + tried - 1) / tried : 1;
        for (std::size_t k = 0; k < states.size(); k += step) {
            PlanOptions resumed = large(gap);
            resumed.threads = 2;
            resumed.resume_from = states[states.size() - 1 - k];  // the last one too
            const Solved again = blocks.solve(resumed);
            EXPECT_EQ(again.solution.x, whole.solution.x) << gap << " " << k;
            EXPECT_EQ(again.solution.bound, whole.solution.bound) << gap << " " << k;
            EXPECT_EQ(again.solution.bound_proved, whole.solution.bound_proved) << gap << " " << k;
            EXPECT_EQ(again.facts.kink_rows, whole.facts.kink_rows) << gap << " " << k;
            EXPECT_EQ(again.solution.status, whole.solution.status) << gap << " " << k;
        }
    }
    EXPECT_GT(followed, 0);
}

}  // namespace
}  // namespace dualflow
