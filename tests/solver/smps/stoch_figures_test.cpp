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

}  // namespace
}  // namespace dualflow::solver::smps
