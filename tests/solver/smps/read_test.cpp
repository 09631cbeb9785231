// SPDX-License-Identifier: MIT
// SMPS files as they are found: the traps of real ones, and what is refused with file and line.
#include "dualflow/solver/smps/read.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "dualflow/solver/smps/core_file.hpp"
#include "dualflow/solver/smps/time_file.hpp"
#include "dualflow/solver/stochastic/solve.hpp"
#include "small_files.hpp"

namespace dualflow::solver::smps {
namespace {

namespace fs = std::filesystem;

// Demand 10 or 20 with even chances: x = 20 costs 20, x = 10 costs 10 + 15; buying later costs more.
TEST_F(SmpsFiles, OfEverySectionGiveTheSameProgram) {
    const double expected = 20;
    EXPECT_DOUBLE_EQ(optimum("STOCH t\nINDEP DISCRETE\n RHS meet 10 P2 0.5\n RHS meet 20 P2 0.5\nENDATA\n"),
                     expected);
    EXPECT_DOUBLE_EQ(optimum("STOCH t\nINDEP DISCRETE\n RHS meet 10 0.5\n RHS meet 20 0.5\nENDATA\n"),
                     expected);
    EXPECT_DOUBLE_EQ(
        optimum("STOCH t\nINDEP DISCRETE ADD\n RHS meet 0 P2 0.5\n RHS meet 10 P2 0.5\nENDATA\n"), expected);
    EXPECT_DOUBLE_EQ(
        optimum("STOCH t\nINDEP DISCRETE MULTIPLY\n RHS meet 1 P2 0.5\n RHS meet 2 P2 0.5\nENDATA\n"),
        expected);
    EXPECT_DOUBLE_EQ(
        optimum("STOCH\nBLOCKS DISCRETE\n BL B P2 0.5\n RHS meet 10\n BL B P2 0.5\n RHS meet 20\nENDATA\n"),
        expected);
    EXPECT_DOUBLE_EQ(
        optimum("STOCH t\nSCENARIOS\n SC A ROOT 0.5 P2\n RHS meet 10\n SC B 'ROOT' 0.5 P2\n RHS meet "
                "20\nENDATA\n"),
        expected);
    // The first scenario begins in the first period, the second leaves it later; tabs; no header, no ENDATA.
    EXPECT_DOUBLE_EQ(optimum("NAME t\nSC\tA\tROOT\t0.5\tP1\n RHS\tmeet\t10\n SC B A 0.5 P2\n RHS meet 20\n"),
                     expected);
}

TEST_F(SmpsFiles, OfBlocksKeepTheFirstRealisationWhereALaterOneIsSilent) {
    // Prices of y: 3 then as before; demand 10, then 20 with the price of the first realisation, 5.
    EXPECT_DOUBLE_EQ(
        optimum("STOCH t\nBLOCKS DISCRETE\n BL B P2 0.5\n y cost 1.5\n RHS meet 10\n BL B P2 0.5\n RHS "
                "meet 20\nENDATA\n"),
        10 + 0.5 * 1.5 * 10);
}

TEST_F(SmpsFiles, ChangeCostsEntriesAndBounds) {
    // y = demand / 2 units suffice in one future: 0.5 · 3 · 5 + 0.5 · 3 · 10, against 10 now.
    EXPECT_DOUBLE_EQ(optimum("STOCH t\nINDEP DISCRETE\n y meet 1 P2 0.5\n y meet 100 P2 0.5\nENDATA\n"), 10);
    EXPECT_DOUBLE_EQ(optimum("STOCH t\nINDEP DISCRETE\n y cost 0.5 P2 0.5\n y cost 0.7 P2 0.5\nENDATA\n"), 6);
    EXPECT_DOUBLE_EQ(
        optimum(
            "STOCH t\nSCENARIOS\n SC A ROOT 0.5 P2\n y cost 0.1\n UP BND y 4\n SC B ROOT 0.5 P2\nENDATA\n"),
        10);
}

TEST_F(SmpsFiles, WhoseProbabilitiesDoNotSumToOneAreTakenAsGivenWithAWarning) {
    const auto program = read_smps(
        core(), time(), file("stoch", "STOCH\nINDEP DISCRETE\n RHS meet 10 P2 0.3\n RHS meet 20 P2 0.3\n"));
    ASSERT_TRUE(program);
    ASSERT_EQ(program->warnings.size(), 1u);
    EXPECT_NE(program->warnings[0].find("sum to 0.6"), std::string::npos);
    EXPECT_FALSE(program->sums_to_one);
    StochasticProgram whole = *program;
    normalise(whole);
    EXPECT_DOUBLE_EQ(solve_stochastic(whole, {}, {}).objective, 20);
    EXPECT_DOUBLE_EQ(solve_stochastic(*program, {}, {}).objective, 10 + 0.3 * 3 * 10);
}

TEST_F(SmpsFiles, ThatCannotBeReadAreRefusedWithFileAndLine) {
    const struct {
        const char *text, *words;
    } wrong[] = {
        {"STOCH t\nINDEP NORMAL\n RHS meet 10 P2 4\n", "stoch:2: INDEP NORMAL; expected DISCRETE"},
        {"STOCH t\nBLOCKS LINTR\n", "stoch:2: BLOCKS LINTR"},
        {"STOCH t\nCHANCE\n G CC1 R 0.9\n", "stoch:2: section CHANCE"},
        {"STOCH t\nICC\n", "stoch:2: section ICC"},
        {"STOCH t\nINDEP DISCRETE\n RHS meet ten P2 0.5\n", "stoch:3: \"ten\"; expected a number"},
        {"STOCH t\nINDEP DISCRETE\n RHS miss 10 P2 0.5\n", "stoch:3: no row \"miss\""},
        {"STOCH t\nINDEP DISCRETE\n RHS meet 10 P9 0.5\n", "stoch:3: no period \"P9\""},
        {"STOCH t\nINDEP DISCRETE\n RHS meet 10 P2 1.5\n", "stoch:3: a probability of 1.5"},
        {"STOCH t\nINDEP DISCRETE\n RHS limit 10 P1 0.5\n", "stoch:3: a random figure of the first period"},
        {"STOCH t\nSCENARIOS\n SC B A 0.5 P2\n", "stoch:3: no scenario \"A\" before"},
        {"STOCH t\nSCENARIOS\n SC A ROOT 1 P2\n RHS limit 3\n", "stoch:4: a figure of period P1"},
        {"STOCH t\n RHS meet 10\n", "stoch:2: \"RHS\"; expected INDEP, BLOCKS, SCENARIOS or NODES"}};
    for (const auto& w : wrong)
        EXPECT_NE(refusal(w.text).find(w.words), std::string::npos) << refusal(w.text);
}

TEST_F(SmpsFiles, OfACoreHoldRangesBoundsMarkersAndAConstant) {
    const auto core_file =
        read_core(file("core2",
                       "NAME\nROWS\n N cost\n N other\n E e1\n E e2\n L l\n G g\nCOLUMNS\n M1 'MARKER' "
                       "'INTORG'\n a cost 1 e1 1\n M2 "
                       "'MARKER' 'INTEND'\n b cost 2 e2 1\n b other 7\n c l 1 g 1\nRHS\n e1 4 e2 4\n l 9\n g "
                       "2\n cost -5\nRANGES\n "
                       "R e1 2 e2 -2\n R l 3 g 3\nBOUNDS\n UP a -1\n MI BND b\n UI BND c 8\nENDATA\n"));
    ASSERT_TRUE(core_file) << core_file.error();
    const LpModel& lp = core_file->lp;
    EXPECT_EQ(lp.row_lower, (std::vector<double>{4, 2, 6, 2}));
    EXPECT_EQ(lp.row_upper, (std::vector<double>{6, 4, 9, 5}));
    EXPECT_EQ(lp.offset, 5);
    EXPECT_EQ(lp.lower, (std::vector<double>{-infinity, -infinity, 0}));
    EXPECT_EQ(lp.upper, (std::vector<double>{-1, infinity, 8}));
    EXPECT_EQ(lp.integer, (std::vector<std::uint8_t>{1, 0, 1}));
}

TEST_F(SmpsFiles, OfACoreThatMakesNoSenseAreRefused) {
    const struct {
        const char *text, *words;
    } wrong[] = {{"NAME\nROWS\n X r\n", ":3: \"X\"; expected N, E, L or G"},
                 {"NAME\nROWS\n N c\n E r\n E r\n", ":5: row r is declared twice"},
                 {"NAME\nROWS\n N c\nCOLUMNS\n x q 1\n", ":5: no row \"q\""},
                 {"NAME\nROWS\n N c\nCOLUMNS\n x c one\n", ":5: \"one\"; expected a number"},
                 {"NAME\nROWS\n N c\nCOLUMNS\n x c 1\nBOUNDS\n XX B x 1\n", ":7: bound \"XX\""},
                 {"NAME\nROWS\n N c\nCOLUMNS\n x c 1\n y c 1\n x c 1\n", ":7: column x is not in one piece"},
                 {"NAME\nROWS\nCOLUMNS\n", "has no N row"}};
    for (const auto& w : wrong) {
        const auto core_file = read_core(file("bad", w.text));
        ASSERT_FALSE(core_file) << w.text;
        EXPECT_NE(core_file.error().find(w.words), std::string::npos) << core_file.error();
    }
    EXPECT_NE(read_core((folder_ / "none").string()).error().find("cannot be read"), std::string::npos);
}

TEST_F(SmpsFiles, OfTimeMayBeExplicit) {
    const auto core_file = read_core(core());
    ASSERT_TRUE(core_file);
    const auto time_file = read_time(file("time2",
                                          "TIME t\nPERIODS EXPLICIT\n P1\n P2\nROWS\n limit P1\n meet "
                                          "P2\nCOLUMNS\n x P1\n y P2\nENDATA\n"),
                                     *core_file);
    ASSERT_TRUE(time_file) << time_file.error();
    EXPECT_EQ(time_file->row_stage, (std::vector<int>{0, 1}));
    EXPECT_EQ(time_file->column_stage, (std::vector<int>{0, 1}));
    const auto backwards = read_time(file("time3", "TIME t\nPERIODS\n y meet P1\n x limit P2\n"), *core_file);
    ASSERT_FALSE(backwards);
    EXPECT_NE(backwards.error().find("expected their order"), std::string::npos);
}

// Files that another reader keeps for its own tests.
TEST(SmpsEdgeCases, AreReadOrRefused) {
    const fs::path folder = fs::path(DUALFLOW_SOURCE_DIR) / "tests/data/smps/nwouda/reader-edge-cases";
    const auto small = read_core((folder / "mps_test_file_small.mps").string());
    ASSERT_TRUE(small) << small.error();
    EXPECT_EQ(small->lp.columns(), 3);
    EXPECT_EQ(small->lp.rows(), 3);
    const auto bounds = read_core((folder / "core_all_bound_types.cor").string());
    ASSERT_TRUE(bounds) << bounds.error();
    const auto markers = read_core((folder / "core_integer_markers.cor").string());
    ASSERT_TRUE(markers) << markers.error();
    EXPECT_EQ(markers->lp.integer[0], 1);
    EXPECT_EQ(markers->lp.integer[2], 0);
    for (const char* wrong : {"core_unknown_bound_type.cor", "core_unknown_constraint_rhs.cor"})
        EXPECT_FALSE(read_core((folder / wrong).string())) << wrong;
}

}  // namespace
}  // namespace dualflow::solver::smps
