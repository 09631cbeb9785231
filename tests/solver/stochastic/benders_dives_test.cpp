// SPDX-License-Identifier: MIT
// Plans that are named before the tree.
#include "dualflow/solver/stochastic/benders_dives.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "solver/stochastic/netdes.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

Solution plan_of(const std::vector<double>& x) {
    Solution plan;
    plan.has_point = !x.empty();
    plan.x = x;
    return plan;
}

// The best, one that may be poor or have no recourse, one of another program, and none.
RC_GTEST_PROP(APlanFromElsewhere, ChangesNoOptimum, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    const StochasticResult whole = in_one(program, risk);
    const std::vector<double> nothing(static_cast<std::size_t>(two->master.columns()), 0);
    const std::vector<double> another(nothing.size() + 1, 0);
    for (const std::vector<double>& plan : {whole.first_stage, nothing, another, std::vector<double>()}) {
        BendersOptions options;
        options.gap = 1e-9;
        int asked = 0;
        options.plan_from_elsewhere = [&](double /*seconds*/) {
            ++asked;
            return plan_of(plan);
        };
        const BendersResult found = solve_benders(*two, risk, options);
        RC_ASSERT(asked <= 1);
        RC_CLASSIFY(asked == 1);
        RC_ASSERT(found.status == whole.status);
        if (whole.status != SolveStatus::optimal) continue;
        const double size = 1 + std::abs(whole.objective);
        RC_ASSERT(std::abs(found.objective - whole.objective) <= 1e-7 * size);
        RC_ASSERT(found.bound <= whole.objective + 1e-7 * size);
    }
}

// The root of the extensive form is asked by those who solve a program as it is stated, and says so.
TEST(APlanFromElsewhere, IsThatOfTheExtensiveFormsRoot) {
    const std::filesystem::path folder =
        std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests" / "data" / "netdes";
    const StochasticProgram program = test::network_design(folder / "network-10-10-H-01.dat");
    StochasticOptions options;
    options.method = StochasticMethod::benders;
    for (const double lambda : {0.0, 0.5}) {
        const Risk risk{lambda, 0.5};
        const StochasticResult found = solve_stochastic(program, risk, options);
        const auto said = std::count_if(found.log.begin(), found.log.end(), [](const std::string& line) {
            return line.find("from elsewhere is tried") != std::string::npos;
        });
        EXPECT_EQ(said, 1) << lambda;
        EXPECT_NEAR(found.objective, in_one(program, risk).objective, 1e-6 * found.objective) << lambda;
    }
}

// Dives lead nowhere in a network design of high opening costs; all arcs are no good plan, but it is tried,
// once.
TEST(APlanFromElsewhere, IsPricedBeforeTheTree) {
    const std::filesystem::path folder =
        std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests" / "data" / "netdes";
    const StochasticProgram program = test::network_design(folder / "network-10-10-H-01.dat");
    const auto two = two_stage(program);
    ASSERT_TRUE(two.has_value());
    const std::vector<double> all(static_cast<std::size_t>(two->master.columns()), 1);
    const double cost = evaluate_first_stage(*two, {}, all, 1).objective;
    BendersOptions options;
    const double optimum = solve_benders(*two, {}, options).objective;
    ASSERT_GT(cost, 1.01 * optimum);
    int asked = 0;
    bool priced = false;
    options.plan_from_elsewhere = [&](double /*seconds*/) {
        ++asked;
        return plan_of(all);
    };
    options.on_round = [&](const Round& round) {
        const bool is_it = std::abs(round.objective - cost) <= 1e-9 * cost;
        priced = priced || (asked == 1 && !round.integers && is_it);
    };
    EXPECT_NEAR(solve_benders(*two, {}, options).objective, optimum, 1e-7 * optimum);
    EXPECT_EQ(asked, 1);
    EXPECT_TRUE(priced);
}

}  // namespace
}  // namespace dualflow::solver
