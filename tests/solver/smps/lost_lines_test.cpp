// SPDX-License-Identifier: MIT
// What stands in SMPS files and could be passed over in silence: it is refused or named.
#include <gtest/gtest.h>

#include "dualflow/solver/smps/core_file.hpp"
#include "dualflow/solver/smps/time_file.hpp"
#include "small_files.hpp"

namespace dualflow::solver::smps {
namespace {

// RHS names a set here: without its blank the line is a header with figures behind it that nobody would see.
TEST_F(SmpsFiles, WithDataLinesThatLostTheirBlankAreRefusedAndNotPassedOver) {
    const std::string head = "NAME t\nROWS\n N c\n G r\nCOLUMNS\n x c 1 r 1\n";
    const struct {
        std::string text, words;
    } wrong[] = {{"RHS\n RHS r 4\nRHS r 5\n", ":9: \"RHS r 5\" begins like the section RHS but is longer"},
                 {"RANGES\nRANGES r 4\n", ":8: \"RANGES r 4\" begins like the section RANGES"},
                 {"NAME c 1\n", ":7: \"NAME c 1\" begins like the section NAME"},
                 {"ENDATA c 1\n", ":7: \"ENDATA c 1\" begins like the section ENDATA"}};
    for (const auto& w : wrong) {
        const auto core_file = read_core(file("bad", head + w.text));
        ASSERT_FALSE(core_file) << w.text;
        EXPECT_NE(core_file.error().find(w.words), std::string::npos) << core_file.error();
    }
    const auto named = read_core(file("named", head + "RHS SET\n SET r 4\nBOUNDS\nENDATA\n"));
    ASSERT_TRUE(named) << named.error();
    EXPECT_EQ(named->side[0], 4);
    const auto remarked =
        read_core(file("remarked", head + "RHS $ of the first\n SET r 4\nENDATA * the end\n"));
    ASSERT_TRUE(remarked) << remarked.error();
    EXPECT_EQ(remarked->side[0], 4);
    EXPECT_NE(refusal("STOCH t\nINDEP DISCRETE\nENDATA meet 10 P2 1\n").find("stoch:3: \"ENDATA meet"),
              std::string::npos);
}

TEST_F(SmpsFiles, OfTimeWithLinesThatNobodyWouldSeeAreRefused) {
    const auto core_file = read_core(core());
    ASSERT_TRUE(core_file);
    const struct {
        const char *text, *words;
    } wrong[] = {
        {"TIME t\nPERIODS\n x limit P1\ny meet P2\n", ":4: \"y\"; expected TIME, PERIODS, ROWS, COLUMNS"},
        {"TIME t\nPERIODS x limit P1\n", ":2: \"PERIODS x limit P1\" begins like the section PERIODS"},
        {"TIME t\nPERIODS\n x limit P1 y meet P2\n", ":3: 6 words; expected COLUMN ROW PERIOD"},
        {"TIME t\nPERIODS EXPLICIT\n P1 P2\n", ":3: 2 words; expected the name of a period"},
        {"TIME t\nPERIODS EXPLICIT\n P1\n P2\nROWS\n limit P1 P2\n", ":6: 3 words; expected NAME PERIOD"}};
    for (const auto& w : wrong) {
        const auto time_file = read_time(file("bad", w.text), *core_file);
        ASSERT_FALSE(time_file) << w.text;
        EXPECT_NE(time_file.error().find(w.words), std::string::npos) << time_file.error();
    }
}

// Files are found that repeat a right-hand side as it is (4node).
TEST_F(SmpsFiles, OfACoreWithHalfAPairOrTwoFiguresOfOnePlaceAreRefused) {
    const std::string head = "NAME t\nROWS\n N c\n G r\n G q\nCOLUMNS\n x c 1 r 1\n";
    const struct {
        std::string text, words;
    } wrong[] = {
        {" y c 3 r\n", ":8: 4 words; expected COLUMN ROW VALUE [ROW VALUE]"},
        {" x q 1\n x r 2\n", ":9: a second figure of column x in row r, 2; expected one, and line 7 has 1"},
        {" x c 1\n", ":8: a second figure of column x in row c, 1; expected one, and line 7 has 1"},
        {"RHS\n B r\n", ":9: no row \"B\""},
        {"RHS\n r 4 q\n", ":9: no row \"4\""},
        {"RHS\n r\n", ":9: \"r\"; expected [SET] ROW VALUE [ROW VALUE]"},
        {"RHS\n B r 4\n B r 5\n", ":10: a second figure of RHS in row r, 5; expected one, and line 9 has 4"},
        {"RANGES\n r 4\n r 5\n", ":10: a second figure of RANGES in row r, 5"},
        {"BOUNDS\n UP B x 4 5\n", ":9: 5 words; expected KIND SET COLUMN VALUE"}};
    for (const auto& w : wrong) {
        const auto core_file = read_core(file("bad", head + w.text));
        ASSERT_FALSE(core_file) << w.text;
        EXPECT_NE(core_file.error().find(w.words), std::string::npos) << core_file.error();
    }
    const auto repeated = read_core(file("core2", head + "RHS\n B r 4 q 3\n B r 4\n"));
    ASSERT_TRUE(repeated) << repeated.error();
    EXPECT_EQ(repeated->side, (std::vector<double>{4, 3}));
}

TEST_F(SmpsFiles, OfACoreWithSeveralSetsAreReadWithTheFirstAndAWarningThatNamesTheOthers) {
    const auto core_file = read_core(file(
        "core2",
        "NAME t\nROWS\n N c\n G r\n L q\nCOLUMNS\n x c 1 r 1\n x q 1\nRHS\n A r 4\n B r 5 q 7\n q 9\n C r "
        "6\nRANGES\n R r 2\n S r 3\nBOUNDS\n UP L x 8\n UP M x 9\n MI M x\nENDATA\n"));
    ASSERT_TRUE(core_file) << core_file.error();
    EXPECT_EQ(core_file->lp.row_lower, (std::vector<double>{4, -infinity}));
    EXPECT_EQ(core_file->lp.row_upper, (std::vector<double>{6, 9}));
    EXPECT_EQ(core_file->lp.lower[0], 0);
    EXPECT_EQ(core_file->lp.upper[0], 8);
    ASSERT_EQ(core_file->warnings.size(), 3u);
    EXPECT_NE(core_file->warnings[0].find("BOUNDS has several sets; L, the first, is used and the others are "
                                          "not: M"),
              std::string::npos);
    EXPECT_NE(core_file->warnings[2].find("RHS has several sets; A, the first, is used and the others are "
                                          "not: B, C"),
              std::string::npos);
    // They are warnings of the program.
    const auto program = read_smps(
        file(
            "core3",
            "NAME t\nROWS\n N cost\n L limit\n G meet\nCOLUMNS\n x cost 1 limit 1\n x meet 1\n y cost 3 meet "
            "1\nRHS\n A limit 100 meet 10\n B meet 50\nENDATA\n"),
        time(), file("stoch", "STOCH t\nINDEP DISCRETE\n A meet 10 P2 0.5\n A meet 20 P2 0.5\nENDATA\n"));
    ASSERT_TRUE(program) << program.error();
    EXPECT_EQ(program->warnings.size(), 1u);
}

}  // namespace
}  // namespace dualflow::solver::smps
