// SPDX-License-Identifier: MIT
// Facility location under CVaR against the values that its authors publish.
#include "solver/stochastic/flcvar.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow::solver {
namespace {

TEST(NumpyRandom, DrawsWhatNumpyDraws) {
    // NumPy's documentation of default_rng and of Generator.random
    test::NumpyRandom zero(0), one(1);
    EXPECT_EQ(zero.random(), 0.6369616873214543);
    EXPECT_EQ(zero.random(), 0.2697867137638703);
    EXPECT_EQ(one.random(), 0.5118216247002567);
    EXPECT_EQ(one.random(), 0.9504636963259353);
}

void expect_published(const char* name, std::uint32_t seed, double optimum) {
    const auto file = std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests" / "data" / "flcvar" / name;
    const StochasticProgram program = test::facility_location(file, 100, seed);
    StochasticOptions options;
    options.method = StochasticMethod::benders;
    options.gap = 1e-9;
    options.threads = 2;
    const StochasticResult found = solve_stochastic(program, {1, 0.9}, options);
    EXPECT_NEAR(found.objective / optimum, 1, 1e-9) << name;
    EXPECT_NEAR(found.bound_proved / optimum, 1, 2e-9) << name;
}

TEST(FacilityLocation, UnderTailRiskCostsWhatIsPublished) {
    expect_published("cap41.txt", 1, 643401.317969377);
    expect_published("cap71.txt", 3, 1101142.013902316);
    expect_published("cap64.txt", 2, 707580.495949925);
}

}  // namespace
}  // namespace dualflow::solver
