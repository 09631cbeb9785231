// SPDX-License-Identifier: MIT
// The whole plan below a trunk that is decided, against the whole model with that trunk held.
#include "dualflow/plan/below_trunk.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/solve.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "planned_futures.hpp"

namespace dualflow {
namespace {

using testing::cases_with_options;

// A case, its model cut by branches, and its plans.
struct Cut {
    Cut(const std::string& name, double lambda, Integers integers)
        : one(testing::case_of(name, lambda)),
          m(one.base(), make_calendar(one.base().settings.calendar, one.base().settings.start).value(),
            one.futures) {
        build(m);
        blocks = cut_in_blocks(m, m.lp.finish(), integers).value();
    }

    std::vector<double> trunk_of(const std::vector<double>& x) const {
        std::vector<double> trunk;
        for (const Index column : blocks.master) trunk.push_back(x[static_cast<std::size_t>(column)]);
        return trunk;
    }

    bool is_measure(Index column) const {
        return std::find(m.measures.begin(), m.measures.end(), column) != m.measures.end();
    }

    Solved best() const {
        PlanOptions options;
        options.gap = 0;
        return solve_in_days(m, options);
    }

    // Of all plans that decide in the trunk as it says.
    Solved best_with(const std::vector<double>& trunk) {
        for (std::size_t k = 0; k < trunk.size(); ++k)
            if (!is_measure(blocks.master[k])) m.lp.set_column_bounds(blocks.master[k], trunk[k], trunk[k]);
        return best();
    }

    testing::Planned one;
    PlanModel m;
    Blocks blocks;
};

void expect_planned(const std::string& name, double lambda, Integers integers, double gap,
                    const std::vector<double>& trunk, const Solved& best) {
    SCOPED_TRACE(fmt::format("{}, lambda {}, gap {}", name, lambda, gap));
    const Cut cut(name, lambda, integers);
    ModelInDays model(cut.m, cut.m.lp.finish());
    PlanOptions options;
    options.gap = gap;
    const Clock clock(options.time_limit);
    SolveFacts work;
    BelowTrunk below(model, cut.blocks, options, clock, work);
    const auto plan = below.plan(trunk, best.solution.objective, integers);
    ASSERT_TRUE(plan.has_value());
    EXPECT_GT(work.lp_solves, 0);
    const double cost = solver::objective_of(model.lp, *plan);
    const double least = best.solution.objective, size = std::abs(least);
    EXPECT_GE(cost, least - 1e-6 * size);
    EXPECT_LE(cost, least + (gap + 1e-6) * size);
    EXPECT_TRUE(model.is_held_by(*plan));
    EXPECT_TRUE(KinkRows(cut.m).violated(*plan).empty());
    EXPECT_EQ(below.asked_anew(), model.kink_rows > 0);
    for (std::size_t k = 0; k < trunk.size(); ++k) {
        const Index column = cut.blocks.master[k];
        if (cut.is_measure(column)) continue;
        EXPECT_NEAR((*plan)[static_cast<std::size_t>(column)], trunk[k], 1e-6 * (1 + std::abs(trunk[k])));
    }
}

// Below the trunk of the best plan, and below that of the relaxation with its integers rounded up, where
// there is a plan below it.
TEST(BelowTrunk, TheWholePlanIsWithinTheGapOfTheBestWithThatTrunk) {
    int below_rounded = 0;
    for (const std::string& name : cases_with_options) {
        for (const double lambda : {0.0, 0.5}) {
            for (const Integers integers : {Integers::of_trunk, Integers::in_master}) {
                const Cut cut(name, lambda, integers);
                const Solved best = cut.best();
                std::vector<double> rounded = best.relaxed;
                const solver::LpModel lp = cut.m.lp.finish();
                for (std::size_t j = 0; j < rounded.size(); ++j)
                    if (lp.integer[j] != 0) rounded[j] = std::ceil(rounded[j] - 1e-6);
                for (const double gap : {1e-6, 0.01})
                    expect_planned(name, lambda, integers, gap, cut.trunk_of(best.solution.x), best);
                const std::vector<double> trunk = cut.trunk_of(rounded);
                const Solved held = Cut(name, lambda, integers).best_with(trunk);
                if (!held.solution.has_point) continue;
                ++below_rounded;
                for (const double gap : {1e-6, 0.01})
                    expect_planned(name, lambda, integers, gap, trunk, held);
            }
        }
    }
    EXPECT_GE(below_rounded, 4);
}

// The rows that relaxed branches ask for are valid, and missing ones are what a plan would break.
TEST(BelowTrunk, RelaxedBranchesAskForRowsThatEveryPlanHolds) {
    int asked = 0;
    for (const std::string& name : cases_with_options) {
        const Cut cut(name, 0, Integers::of_trunk);
        const Solved best = cut.best();
        ModelInDays model(cut.m, cut.m.lp.finish());
        const PlanOptions options;
        const Clock clock(options.time_limit);
        SolveFacts work;
        BelowTrunk below(model, cut.blocks, options, clock, work);
        below.ask_as_relaxed(cut.trunk_of(best.relaxed), best.solution.bound);
        asked += model.kink_rows;
        EXPECT_EQ(below.asked_anew(), model.kink_rows > 0) << name;
        EXPECT_TRUE(model.is_held_by(best.solution.x)) << name;
    }
    EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace dualflow
