// SPDX-License-Identifier: MIT
// What a line of a stoch file means: which figure, relative to which, known when.
#include <gtest/gtest.h>

#include "small_files.hpp"

namespace dualflow::solver::smps {
namespace {

// What the realisations of one block make of its first figure.
std::vector<double> values_of(const RandomBlock& block) {
    std::vector<double> values;
    for (const auto& realisation : block.realisations) values.push_back(realisation.changes.front().value);
    return values;
}

// The core's demand is 10 (Birge and others 1987: what is modified is the core's value).
TEST_F(SmpsFiles, OfBlocksAddToAndMultiplyTheFigureOfTheCoreInEveryRealisation) {
    const auto values = [&](const std::string& how, const std::string& figure) {
        const auto program =
            read_smps(core(), time(),
                      file("stoch", "STOCH t\nBLOCKS DISCRETE " + how + "\n BL B P2 0.5\n RHS meet " +
                                        figure + "\n y cost 1\n BL B 0.5\n RHS meet " + figure + "\n"));
        EXPECT_TRUE(program) << (program ? "" : program.error());
        if (!program) return std::vector<double>{};
        EXPECT_EQ(program->blocks[0].realisations[1].changes.size(), 2u) << "silent: that of the first";
        return values_of(program->blocks[0]);
    };
    EXPECT_EQ(values("ADD", "10"), (std::vector<double>{20, 20}));
    EXPECT_EQ(values("MULTIPLY", "2"), (std::vector<double>{20, 20}));
    EXPECT_EQ(values("REPLACE", "20"), (std::vector<double>{20, 20}));
}

TEST_F(SmpsFiles, OfBlocksKeepToOnePeriod) {
    const auto program =
        read_smps(file("core3",
                       "NAME t\nROWS\n N cost\n G meet\n G meet2\nCOLUMNS\n x cost 1 meet 1\n y cost 3 meet "
                       "1\n z cost 5 meet2 1\nRHS\n RHS meet 10 meet2 4\nENDATA\n"),
                  file("time3", "TIME t\nPERIODS\n x cost P1\n y meet P2\n z meet2 P3\nENDATA\n"),
                  file("stoch", "STOCH t\nBLOCKS DISCRETE\n BL B P2 0.5\n RHS meet2 5\n BL B P3 0.5\n"));
    ASSERT_FALSE(program);
    EXPECT_NE(
        program.error().find("stoch:5: block B in period P3; expected that of its first realisation, P2"),
        std::string::npos)
        << program.error();
}

constexpr const char* indep = "STOCH t\nINDEP DISCRETE\n";
constexpr const char* block = "STOCH t\nBLOCKS DISCRETE\n BL B P2 1\n";

// A core whose right-hand sides have no name, or that has none.
TEST_F(SmpsFiles, OfStochNameTheRightHandSidesWhereTheCoreDoesNot) {
    const std::string until_sides =
        "NAME t\nROWS\n N cost\n G more\n G meet\nCOLUMNS\n x cost 1 more 1\n x meet 1\n y cost 3 meet 1\n";
    for (const std::string sides : {"RHS\n meet 10\nENDATA\n", "ENDATA\n"}) {
        const std::string nameless = file("nameless", until_sides + sides);
        const std::string times = file("times", "TIME t\nPERIODS\n x more P1\n y meet P2\nENDATA\n");
        const auto program =
            read_smps(nameless, times, file("stoch", indep + std::string(" B meet 40 P2 1\n")));
        ASSERT_TRUE(program) << program.error();
        EXPECT_EQ(program->blocks[0].realisations[0].changes[0].value, 40);
        const auto beside = read_smps(
            nameless, times, file("stoch", indep + std::string(" UP BND y 9 P2 1\n B meet 40 P2 1\n")));
        ASSERT_TRUE(beside) << "a bound names no set of theirs: " << beside.error();
        const auto other = read_smps(nameless, times,
                                     file("stoch", indep + std::string(" B meet 40 0.5\n yy meet 20 0.5\n")));
        ASSERT_FALSE(other);
        EXPECT_NE(other.error().find(
                      "stoch:4: no column \"yy\" in the core, whose right-hand sides are called RHS or B"),
                  std::string::npos)
            << other.error();
    }
}

TEST_F(SmpsFiles, OfStochWithAMisspeltColumnAreRefusedForItIsNoRightHandSide) {
    for (const char* line : {" yy meet 40 P2 1\n", " NAME meet 40 1\n", " A meet 40 1\n"})
        EXPECT_NE(refusal(indep + std::string(line)).find("stoch:3: no column"), std::string::npos) << line;
    EXPECT_NE(refusal(indep + std::string(" yy meet 40 1\n"))
                  .find("no column \"yy\" in the core, whose right-hand sides are called RHS"),
              std::string::npos);
    EXPECT_NE(refusal(block + std::string(" yy meet 40\n")).find("stoch:4: no column \"yy\""),
              std::string::npos);
    for (const char* line : {" RHS meet 40 1\n", " rhs meet 40 1\n", " RIGHT meet 40 1\n"})
        EXPECT_EQ(refusal(indep + std::string(line)), "") << line;
}

// 40 of demand: x = 40 at 1.
TEST_F(SmpsFiles, OfStochMayLeaveOutTheNameOfTheRightHandSides) {
    EXPECT_DOUBLE_EQ(optimum(indep + std::string(" meet 40 P2 1\n")), 40);
    EXPECT_DOUBLE_EQ(optimum(indep + std::string(" meet 40 1\n")), 40);
    EXPECT_DOUBLE_EQ(optimum(block + std::string(" meet 40\n")), 40);
    EXPECT_NE(refusal(block + std::string(" meet 40 y\n")).find("stoch:4: no column \"meet\""),
              std::string::npos);
}

TEST_F(SmpsFiles, OfStochNameThePeriodOfTheirFigures) {
    const auto three = [&](const std::string& line) {
        return read_smps(file("core3",
                              "NAME t\nROWS\n N cost\n G meet\n G meet2\nCOLUMNS\n x cost 1 meet 1\n y "
                              "cost 3 meet 1\n z cost 5 meet2 1\nRHS\n RHS meet 10 meet2 4\nENDATA\n"),
                         file("time3", "TIME t\nPERIODS\n x cost P1\n y meet P2\n z meet2 P3\nENDATA\n"),
                         file("stoch", indep + line));
    };
    const auto own = three(" RHS meet2 5 P3 1\n z cost 6 P3 1\n y cost 6 P2 1\n UP BND y 6 P2 1\n");
    ASSERT_TRUE(own) << own.error();
    EXPECT_TRUE(own->warnings.empty());
    const auto later = three(" RHS meet 5 P3 1\n");
    ASSERT_FALSE(later);
    EXPECT_NE(later.error().find("stoch:3: a figure of period P2 with the later period P3"),
              std::string::npos);
    const auto earlier = three(" RHS meet2 5 P2 0.5\n RHS meet2 6 P2 0.5\n");
    ASSERT_TRUE(earlier) << earlier.error();
    ASSERT_EQ(earlier->warnings.size(), 1u);
    EXPECT_NE(earlier->warnings[0].find("stoch:3: a figure of period P3 with the earlier period P2"),
              std::string::npos);
    EXPECT_EQ(earlier->blocks[0].stage, 2);
}

// y alone can meet a demand that x, below 100, cannot.
TEST_F(SmpsFiles, OfStochHoldRandomBoundsInEverySection) {
    const auto bounds = [&](const std::string& text) {
        const auto program = read_smps(core(), time(), file("stoch", text));
        EXPECT_TRUE(program) << text << (program ? "" : program.error());
        if (!program) return std::vector<double>{};
        double lower = 0, upper = infinity;
        for (const Change& change : program->blocks.at(0).realisations.front().changes) {
            if (change.kind == Change::Kind::lower) lower = change.value;
            if (change.kind == Change::Kind::upper) upper = change.value;
        }
        return std::vector{lower, upper};
    };
    const struct {
        const char* words;
        std::vector<double> expected;
    } lines[] = {{"UP BND y 4", {0, 4}},
                 {"UP y 4", {0, 4}},
                 {"LO BND y 4", {4, infinity}},
                 {"FX BND y 4", {4, 4}},
                 {"UP BND y 1e30", {0, infinity}},
                 {"LO BND y -1e31", {-infinity, infinity}},
                 {"FR BND y", {-infinity, infinity}},
                 {"MI y", {-infinity, infinity}},
                 {"PL BND y", {0, infinity}},
                 {"UP y y 4", {0, 4}}};
    for (const auto& line : lines) {
        EXPECT_EQ(bounds(std::string(block) + " " + line.words + "\n"), line.expected) << line.words;
        for (const char* chance : {" 1\n", " P2 1\n"})
            EXPECT_EQ(bounds(std::string(indep) + " " + line.words + chance), line.expected) << line.words;
    }
    // Demand 104: y is at most 4 or, with chance 0.5, 10.
    EXPECT_DOUBLE_EQ(optimum(std::string(indep) + " UP y 4 P2 0.5\n UP y 10 P2 0.5\n RHS meet 104 P2 1\n"),
                     112);
    EXPECT_DOUBLE_EQ(optimum(std::string(indep) + " FX y 4 P2 0.5\n FX y 10 P2 0.5\n RHS meet 104 P2 1\n"),
                     121);
}

TEST_F(SmpsFiles, OfStochAddNothingToAnInfiniteBound) {
    const auto program = read_smps(core(), time(),
                                   file("stoch",
                                        "STOCH t\nBLOCKS DISCRETE MULTIPLY\n BL B P2 1\n UP "
                                        "BND y 0\n"));
    ASSERT_TRUE(program) << program.error();
    EXPECT_EQ(values_of(program->blocks[0]), (std::vector<double>{infinity}));
}

TEST_F(SmpsFiles, OfStochWithBoundsOrConstantsThatCannotBeRandomAreRefusedByTheirName) {
    const struct {
        std::string text, words;
    } wrong[] = {
        {std::string(block) + " BV BND y\n",
         "stoch:4: BV makes integers of a column, which cannot be random"},
        {std::string(indep) + " UP BND yy 4 P2 1\n",
         "stoch:3: \"UP BND yy 4 P2 1\"; expected KIND [SET] COLUMN VALUE"},
        {std::string(indep) + " UP BND y P2 1\n", "stoch:3: \"P2\"; expected a number"},
        {std::string(indep) + " UP y\n", "stoch:3: \"UP y\"; expected KIND [SET] COLUMN VALUE"},
        {std::string(block) + " UP BND y 4 5\n", "stoch:4: expected KIND [SET] COLUMN [VALUE]"},
        {std::string(indep) + " LO y 1 0.5\n UP y 4 1\n FX y 2 0.5\n",
         "stoch:5: FX of a column whose LO and UP vary apart"},
        {std::string(indep) + " RHS cost 5 P2 1\n", "stoch:3: a random right-hand side of the objective"},
        {std::string(block) + " RHS cost 5\n", "stoch:4: a random right-hand side of the objective"},
        {"STOCH t\nSCENARIOS\n SC A ROOT 1 P2\n RHS cost 5\n",
         "stoch:4: a random right-hand side of the objective"}};
    for (const auto& w : wrong)
        EXPECT_NE(refusal(w.text).find(w.words), std::string::npos) << w.text << refusal(w.text);
    // That of the first period is a figure like others.
    EXPECT_DOUBLE_EQ(optimum("STOCH t\nSCENARIOS\n SC A ROOT 1 P1\n RHS cost 5\n"), 10 - 5);
}

// Divided by their sum they would be no numbers, and as given nothing would happen.
TEST_F(SmpsFiles, OfStochWhoseProbabilitiesAreAllZeroAreRefusedWhereTheyBegin) {
    const struct {
        const char *text, *words;
    } wrong[] = {{"STOCH t\nINDEP DISCRETE\n y cost 4 1\n RHS meet 10 P2 0\n RHS meet 20 P2 0\n",
                  "stoch:4: probabilities that are all 0"},
                 {"STOCH t\nBLOCKS DISCRETE\n BL B P2 0\n RHS meet 10\n BL B P2 0\n RHS meet 20\n",
                  "stoch:3: probabilities that are all 0"},
                 {"STOCH t\nSCENARIOS\n SC A ROOT 0 P2\n RHS meet 10\n SC B ROOT 0 P2\n",
                  "stoch: probabilities that are all 0"}};
    for (const auto& w : wrong)
        EXPECT_NE(refusal(w.text).find(w.words), std::string::npos) << w.text << refusal(w.text);
}

}  // namespace
}  // namespace dualflow::solver::smps
