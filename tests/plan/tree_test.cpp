// SPDX-License-Identifier: MIT
// The model on a tree: what is decided before the futures part is one column, and futures that do not
// differ cost what the path costs.
#include "dualflow/futures/tree.hpp"

#include <gtest/gtest.h>

#include "dualflow/plan/families.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "small_case.hpp"

namespace dualflow {
namespace {

testing::SmallCase three_months(Decided decided) {
    auto s = testing::small_case(90);
    s.c.settings.calendar = "3 months";
    s.c.settings.discount_rate = 0.07;
    s.c.resources[0].opening_rate = PerDay{60};
    s.c.resources[0].ramp_up_cost = s.c.resources[0].ramp_down_cost = Money{40};
    s.c.lanes[0].lead = Days{12};
    s.c.lanes[0].cost_per_unit = Money{3};
    s.c.lanes[0].decided = s.c.processes[0].decided = decided;
    testing::add_demand(s, 0, 31, 50);
    testing::add_demand(s, 31, 90, 100);
    testing::add_inventory(s, s.market, 700, 0.2);
    return s;
}

std::vector<Bucket> calendar_of(const Case& c) {
    return *make_calendar(c.settings.calendar, c.settings.start);
}

// One first month, then two futures of the given probability for the rest.
Tree parting(double probability) {
    return Tree({{-1, 0, 1},
                 {0, 1, probability},
                 {0, 1, 1 - probability},
                 {1, 2, probability},
                 {2, 2, 1 - probability}});
}

double optimum(const Case& c, Tree tree) {
    PlanModel m(c, calendar_of(c), same_everywhere(c, std::move(tree)));
    build(m);
    solver::Solver solver(m.lp.finish());
    return solver.solve_relaxation({}).objective;
}

TEST(ModelOnATree, SharesWhatIsDecidedBeforeTheFuturesPart) {
    const auto before = three_months(Decided::before);
    PlanModel m(before.c, calendar_of(before.c), same_everywhere(before.c, parting(0.3)));
    build(m);
    EXPECT_EQ(m.move[0][1], m.move[0][2]);    // the second month, seen from the first
    EXPECT_NE(m.move[0][3], m.move[0][4]);    // the third month, seen from two different ones
    EXPECT_NE(m.sales[0][1], m.sales[0][2]);  // sales are decided after
    const auto after = three_months(Decided::after);
    PlanModel late(after.c, calendar_of(after.c), same_everywhere(after.c, parting(0.3)));
    build(late);
    EXPECT_NE(late.move[0][1], late.move[0][2]);
}

TEST(ModelOnATree, CostsWhatThePathCostsWhereTheFuturesDoNotDiffer) {
    for (const Decided decided : {Decided::before, Decided::after}) {
        const auto s = three_months(decided);
        const double path = optimum(s.c, Tree::path(3));
        EXPECT_GT(path, 0);
        for (const double probability : {0.5, 0.1}) {
            EXPECT_NEAR(optimum(s.c, parting(probability)), path, 1e-9 * path);
        }
    }
}

}  // namespace
}  // namespace dualflow
