// SPDX-License-Identifier: MIT
// Plans whose trunk is branched on between rounds and goes on until its bound meets the whole plan, as trees
// of large branches are, against the same plans at once.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/case/read.hpp"
#include "dualflow/plan/plan.hpp"
#include "planned_futures.hpp"

namespace dualflow {
namespace {

struct Planned {
    std::unique_ptr<ExplicitFutures> stated;  // futures point into it
    Futures futures;
    const Case& base() const { return stated->base(); }
};

Planned case_of(const std::string& name, double lambda) {
    const std::filesystem::path folder =
        std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests" / "cases" / name;
    Case read = read_case(folder).value();
    read.settings.risk_lambda = lambda;
    const auto calendar = make_calendar(read.settings.calendar, read.settings.start).value();
    auto stated = std::make_unique<ExplicitFutures>(read_explicit_futures(folder, read).value());
    const FutureRows rows = rows_in_use(read_future_rows(folder, read).value(), read.settings);
    Futures futures = testing::futures_that_are_planned(read, *stated, rows, calendar);
    return {std::move(stated), std::move(futures)};
}

PlanOptions large(double gap) {
    PlanOptions options;
    options.gap = gap;
    options.method = PlanMethod::benders;
    options.branch_between_rounds = 0;
    return options;
}

const std::vector<std::string> names{
    "sampled-futures-with-options", "an-expansion-decided-once-demand-is-known",
    "an-expansion-committed-for-all-futures", "a-contract-term-over-a-parting-of-futures"};

TEST(LargeTrees, ArePlannedWithinTheGapOfThePlanAtOnce) {
    for (const std::string& name : names) {
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

TEST(LargeTrees, GoOnFromAnyStateToTheSameBits) {
    const Planned one = case_of(names.front(), 0.3);
    PlanOptions options = large(0.01);
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    int plans_in_whole = 0;
    options.on_message = [&](const std::string& text) {
        plans_in_whole += text.starts_with("plan ") ? 1 : 0;
    };
    const PlanResult whole = make_plan(one.base(), one.futures, options);
    EXPECT_GT(plans_in_whole, 0);
    ASSERT_GE(states.size(), 2U);
    for (const std::string& state : states) {
        PlanOptions resumed = large(0.01);
        resumed.threads = 2;
        resumed.resume_from = state;
        const PlanResult again = make_plan(one.base(), one.futures, resumed);
        EXPECT_EQ(again.objective, whole.objective);
        EXPECT_EQ(again.bound, whole.bound);
        EXPECT_EQ(again.bound_proved, whole.bound_proved);
        ASSERT_EQ(again.flows.size(), whole.flows.size());
        for (std::size_t i = 0; i < whole.flows.size(); ++i)
            EXPECT_EQ(again.flows[i].quantity, whole.flows[i].quantity);
    }
}

}  // namespace
}  // namespace dualflow
