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

}  // namespace
}  // namespace dualflow::solver::smps
