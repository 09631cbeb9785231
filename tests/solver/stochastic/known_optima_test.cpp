// SPDX-License-Identifier: MIT
// The extensive form of SMPS files whose optimum is known: KNOWN_OPTIMA.tsv of the shared data, where it is there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/smps/read.hpp"
#include "dualflow/solver/stochastic/extensive.hpp"

namespace dualflow::solver {
namespace {

namespace fs = std::filesystem;

fs::path shared_data() {
    const char* named = std::getenv("DUALFLOW_SHARED");
    return (named != nullptr ? fs::path(named) : fs::path(DUALFLOW_SOURCE_DIR) / ".." / "shared") / "data" / "smps";
}

struct Known {
    std::string name, core, time, stoch;
    double optimum = 0;
};

std::vector<Known> known_optima() {
    std::vector<Known> found;
    std::ifstream file(shared_data() / "KNOWN_OPTIMA.tsv");
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        Known k;
        in >> k.name >> k.optimum >> k.core >> k.time >> k.stoch;
        if (in && fs::exists(shared_data() / k.stoch) && fs::is_regular_file(shared_data() / k.stoch)) found.push_back(k);
    }
    return found;
}

TEST(KnownOptima, AreThoseOfTheExtensiveForm) {
    const std::vector<Known> all = known_optima();
    if (all.empty()) GTEST_SKIP() << "the shared data are not here";
    for (const Known& known : all) {
        const fs::path data = shared_data();
        const auto program = smps::read_smps(data / known.core, data / known.time, data / known.stoch);
        if (!program) {
            ADD_FAILURE() << known.name << ": " << program.error();
            continue;
        }
        if (program->futures() > 300) continue;
        const auto tree = tree_of(*program, 1e5);
        ASSERT_TRUE(tree) << known.name << ": " << tree.error();
        Solver solver(extensive_form(program->core, *tree).lp);
        const Solution solution = solver.solve_relaxation({});
        EXPECT_EQ(solution.status, SolveStatus::optimal) << known.name;
        EXPECT_NEAR(solution.objective / known.optimum, 1, 1e-6) << known.name;
    }
}

}  // namespace
}  // namespace dualflow::solver
