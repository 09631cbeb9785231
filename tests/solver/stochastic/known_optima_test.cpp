// SPDX-License-Identifier: MIT
// SMPS files whose optimum is known, by the extensive form and by every way of Benders decomposition: a few
// that are kept here, and those of KNOWN_OPTIMA.tsv where the shared data are at hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "dualflow/solver/smps/read.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {
namespace {

namespace fs = std::filesystem;

struct Known {
    std::string name;
    double optimum = 0;
    fs::path core, time, stoch;
    double seconds = 0;  // of the extensive form, roughly
};

fs::path shared_data() {
    const char* named = std::getenv("DUALFLOW_SHARED");
    const fs::path shared =
        named != nullptr ? fs::path(named) : fs::path(DUALFLOW_SOURCE_DIR) / ".." / "shared";
    return shared / "data" / "smps";
}

// Figures are without integers, but for those of "*_MIP".
StochasticProgram program_of(const Known& known) {
    auto program = smps::read_smps(known.core, known.time, known.stoch);
    EXPECT_TRUE(program) << known.name << ": " << (program ? "" : program.error());
    if (!program) return {};
    if (!known.name.ends_with("_MIP"))
        std::fill(program->core.lp.integer.begin(), program->core.lp.integer.end(), std::uint8_t{0});
    return std::move(*program);
}

struct Way {
    const char* name;
    StochasticMethod method;
    int clusters;
    bool stabilise, mean_in_master;
    int threads;
    bool in_groups = false;
};

constexpr Way ways[] = {{"extensive form", StochasticMethod::extensive, 0, true, true, 1},
                        {"clustered", StochasticMethod::benders, 0, true, true, 2},
                        {"single cut", StochasticMethod::benders, 1, true, true, 1},
                        {"a cut each", StochasticMethod::benders, 1'000'000, true, true, 1},
                        {"not stabilised", StochasticMethod::benders, 0, false, true, 1},
                        {"without the mean future", StochasticMethod::benders, 0, true, false, 1},
                        {"adaptive partition", StochasticMethod::benders, 0, true, true, 1, true}};

void expect_optimum(const Known& known, const StochasticProgram& program, const Way& way) {
    StochasticOptions options;
    options.method = way.method;
    options.clusters = way.clusters;
    options.stabilise = way.stabilise;
    options.mean_in_master = way.mean_in_master;
    options.threads = way.threads;
    options.adaptive_partition = way.in_groups;
    options.gap = 1e-8;
    const StochasticResult found = solve_stochastic(program, {}, options);
    const double tolerance = 1e-6 * std::max(1.0, std::abs(known.optimum));
    EXPECT_NEAR(found.objective, known.optimum, tolerance) << known.name << ", " << way.name;
    EXPECT_NEAR(found.bound, known.optimum, tolerance) << known.name << ", " << way.name;
    // What is called proved is not above the optimum.
    EXPECT_LE(found.bound_proved, known.optimum + tolerance) << known.name << ", " << way.name;
    EXPECT_LE(found.worst_primal_dual_gap, 1e-8) << known.name << ", " << way.name;
}

bool has_continuous_recourse(const StochasticProgram& program) {
    for (std::size_t j = 0; j < program.core.column_stage.size(); ++j)
        if (program.core.column_stage[j] > 0 && program.core.lp.integer[j] != 0) return false;
    return program.core.stages >= 2;
}

// Ways that tell something of a program. Of more than two stages, which are cut in two, two are enough.
bool is_worth(const Way& way, const StochasticProgram& program, bool all) {
    if (way.method == StochasticMethod::extensive) return true;
    if (!has_continuous_recourse(program)) return false;
    if (way.in_groups) return program.core.stages == 2 && two_stage(program)->convex_in_changes();
    if (program.core.stages > 2) return way.clusters == 0 ? &way == &ways[1] : all && way.clusters == 1;
    return all || way.clusters == 0;
}

Known kept(const std::string& name, double optimum, const std::string& files) {
    const fs::path base = fs::path(DUALFLOW_SOURCE_DIR) / "tests" / "data" / "smps" / files;
    return {name, optimum, base.string() + ".cor", base.string() + ".tim", base.string() + ".sto", 0};
}

TEST(KnownOptima, OfTheFilesKeptHereAreFoundInEveryWay) {
    const Known all[] = {kept("farmer_MIP", -108389.9994043, "siplib/farmer"),
                         kept("farmer", -108527.4994, "siplib/farmer"),
                         kept("LandS", 397.7513333, "nwouda/LandS"),
                         kept("sizes3_LP", 221867.704, "siplib/sizes3"),
                         kept("sslp_5_25_50_LP", -160.0633597, "siplib/sslp_5_25_50"),
                         kept("dcap233_200_LP", 877.6522959, "siplib/dcap233_200")};
    for (const Known& known : all) {
        const StochasticProgram program = program_of(known);
        for (const Way& way : ways)
            if (is_worth(way, program, true)) expect_optimum(known, program, way);
    }
}

// Programs whose figures in KNOWN_OPTIMA.tsv are off in the fifth digit, with those that are met. The first
// two
// (-18.84822449 and -23.21391943 in the table) are as POSTS itself publishes them (Post_Results). The others
// (-268.7045372 and -5200.705054) are those of HiGHS 1.15.1 from Python, over the form that `smps extensive`
// writes, relaxed, with both tolerances at 1e-10: by simplex and ipx, with and without presolve. At its usual
// tolerances these methods disagree with each other.
const std::map<std::string, double> corrected{{"pltexpA4_16", -18.849337},
                                              {"pltexpA5_6", -23.214073},
                                              {"sslp_15_45_15_LP", -268.7055541839},
                                              {"sgpf5y5", -5201.196913132}};

std::vector<Known> shared_optima() {
    std::vector<Known> found;
    std::ifstream file(shared_data() / "KNOWN_OPTIMA.tsv");
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        Known known;
        std::string core, time, stoch;
        in >> known.name >> known.optimum >> core >> time >> stoch >> known.seconds;
        if (!in) continue;
        if (const auto better = corrected.find(known.name); better != corrected.end())
            known.optimum = better->second;
        known.core = shared_data() / core;
        known.time = shared_data() / time;
        known.stoch = shared_data() / stoch;
        if (fs::is_regular_file(known.stoch)) found.push_back(known);
    }
    return found;
}

// DUALFLOW_ALL_OPTIMA=1 takes the large ones and every way as well: hours. Likewise a name of
// KNOWN_OPTIMA.tsv, for that one alone, and DUALFLOW_WAY, a number of `ways`, for that way alone (make
// optima).
TEST(KnownOptima, OfTheSharedDataAreFound) {
    const char* asked = std::getenv("DUALFLOW_ALL_OPTIMA");
    const char* way_asked = std::getenv("DUALFLOW_WAY");
    const bool all = asked != nullptr;
    const std::string only = asked == nullptr || std::string(asked) == "1" ? "" : asked;
    const std::vector<Known> optima = shared_optima();
    // These files have no licence that would let them be kept here; those that may be are in the test above.
    if (optima.empty()) GTEST_SKIP() << "the shared data are not at " << shared_data();
    int compared = 0;
    for (const Known& known : optima) {
        if ((!all && known.seconds > 0.15) || (!only.empty() && known.name != only)) continue;
        const StochasticProgram program = program_of(known);
        for (const Way& way : ways) {
            if (way_asked != nullptr && &way != &ways[std::strtoul(way_asked, nullptr, 10)]) continue;
            if (!is_worth(way, program, all)) continue;
            expect_optimum(known, program, way);
            ++compared;
        }
    }
    if (compared == 0) GTEST_SKIP() << "no program was asked for that is solved in that way";
}

// All the futures of gbd: its recourse separates by row, so that the optimum is known exactly
// (SOLVER.md 2.1).
TEST(KnownOptima, OfAll646425FuturesOfGbdIsFoundWithFewLinearPrograms) {
    const fs::path base = shared_data() / "wright" / "gbd" / "gbd";
    const Known gbd{
        "gbd", 1655.627847440, base.string() + ".cor", base.string() + ".tim", base.string() + ".sto", 0};
    if (!fs::is_regular_file(gbd.stoch)) GTEST_SKIP() << "the shared data are not at " << shared_data();
    const StochasticProgram program = program_of(gbd);
    EXPECT_EQ(program.futures(), 646'425);
    StochasticOptions options;
    options.gap = 1e-10;
    const StochasticResult found = solve_stochastic(program, {}, options);
    EXPECT_EQ(found.method, "Benders");
    EXPECT_NEAR(found.objective, gbd.optimum, 2e-8);
    EXPECT_NEAR(found.bound, gbd.optimum, 2e-7);
    EXPECT_LE(found.bound_proved, gbd.optimum + 1e-8);
    EXPECT_LE(found.worst_primal_dual_gap, 1e-9);
    EXPECT_LT(found.lp_solves, 3000);
}

}  // namespace
}  // namespace dualflow::solver
