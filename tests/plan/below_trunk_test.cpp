// SPDX-License-Identifier: MIT
// The whole plan below a trunk that is decided, against the whole model with that trunk held.
#include "dualflow/plan/below_trunk.hpp"

#include <gtest/gtest.h>

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

// A case, its model cut by branches, and trunks to plan below.
struct Cut {
    explicit Cut(const std::string& name)
        : one(testing::case_of(name, 0)),
          m(one.base(), make_calendar(one.base().settings.calendar, one.base().settings.start).value(),
            one.futures) {
        build(m);
        blocks = cut_in_blocks(m, m.lp.finish(), Integers::of_trunk).value();
    }

    std::vector<double> trunk_of(const std::vector<double>& x) const {
        std::vector<double> trunk;
        for (const Index column : blocks.master) trunk.push_back(x[static_cast<std::size_t>(column)]);
        return trunk;
    }

    // The best plan, where some columns are held at what they are.
    Solved best(const std::vector<Index>& held, const std::vector<double>& at) {
        for (std::size_t k = 0; k < held.size(); ++k) m.lp.set_column_bounds(held[k], at[k], at[k]);
        PlanOptions options;
        options.gap = 0;
        return solve_in_days(m, options);
    }

    testing::Planned one;
    PlanModel m;
    Blocks blocks;
};

// Of the relaxation with its integers rounded up, which opens what flows need, and of the best plan.
std::vector<std::vector<double>> trunks_of(const std::string& name) {
    Cut cut(name);
    const Solved best = cut.best({}, {});
    std::vector<double> rounded = best.relaxed;
    const solver::LpModel lp = cut.m.lp.finish();
    for (std::size_t j = 0; j < rounded.size(); ++j)
        if (lp.integer[j] != 0) rounded[j] = std::ceil(rounded[j] - 1e-6);
    return {cut.trunk_of(best.solution.x), cut.trunk_of(rounded)};
}

TEST(BelowTrunk, TheWholePlanIsWithinTheGapOfTheBestWithThatTrunk) {
    int planned = 0;
    for (const std::string& name : cases_with_options) {
        for (const std::vector<double>& trunk : trunks_of(name)) {
            Cut held(name);
            const Solved best = held.best(held.blocks.master, trunk);
            for (const double gap : {1e-6, 0.01}) {
                Cut cut(name);
                ModelInDays model(cut.m, cut.m.lp.finish());
                PlanOptions options;
                options.gap = gap;
                const Clock clock(options.time_limit);
                SolveFacts work;
                BelowTrunk below(model, cut.blocks, options, clock, work);
                const auto plan = below.plan(trunk, best.solution.objective, Integers::of_trunk);
                ASSERT_EQ(plan.has_value(), best.solution.has_point) << name;
                if (!plan) continue;
                ++planned;
                EXPECT_GT(work.lp_solves, 0);
                const double cost = solver::objective_of(model.lp, *plan);
                const double least = best.solution.objective, size = std::abs(least);
                EXPECT_GE(cost, least - 1e-6 * size) << name << " " << gap;
                EXPECT_LE(cost, least + (gap + 1e-6) * size) << name << " " << gap;
                EXPECT_TRUE(model.is_held_by(*plan)) << name;
                EXPECT_TRUE(KinkRows(cut.m).violated(*plan).empty()) << name;
                for (std::size_t k = 0; k < trunk.size(); ++k) {
                    const auto column = static_cast<std::size_t>(cut.blocks.master[k]);
                    const double size_of_it = 1 + std::abs(trunk[k]);
                    EXPECT_NEAR((*plan)[column], trunk[k], 1e-6 * size_of_it) << name << " " << k;
                }
            }
        }
    }
    EXPECT_GE(planned, 8);  // what cannot be planned at all shows nothing
}

}  // namespace
}  // namespace dualflow
