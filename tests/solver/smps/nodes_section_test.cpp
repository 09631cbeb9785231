// SPDX-License-Identifier: MIT
// Scenario trees given node by node.
#include "dualflow/solver/smps/nodes_section.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "dualflow/solver/smps/read.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow::solver::smps {
namespace {

namespace fs = std::filesystem;

class NodesFiles : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() /
                  ("dualflow_nodes_" +
                   std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    // x is bought at 1 before anything is known, y at 2 and z at 5 when demand of the second period, or of
    // the third, is; what the second period leaves serves the third.
    Result<StochasticProgram, Problem> read(const std::string& stoch) const {
        return read_smps(
            file("core",
                 "NAME t\nROWS\n N cost\n L limit\n G meet2\n G meet3\nCOLUMNS\n x cost 1 limit 1\n x meet2 "
                 "1 meet3 1\n y cost 2 meet2 1\n y meet3 1\n z cost 5 meet3 1\nRHS\n RHS limit 100 meet2 "
                 "10\n RHS meet3 10\nENDATA\n"),
            file("time", "TIME t\nPERIODS LP\n x limit P1\n y meet2 P2\n z meet3 P3\nENDATA\n"),
            file("stoch", stoch));
    }
    std::string refusal(const std::string& stoch) const {
        const auto program = read(stoch);
        return program ? "" : program.error();
    }

    fs::path folder_;
};

// Total demand by the end is 10, or after the second node of P2 (0.5) 20 with 0.8 and 40 with 0.2. Of x at
// least 10 is worth its price. More x pays 2 of y with chance 0.5: no better than 1, no worse. In the second
// node y up to 20 costs 2 and spares 5 at once; the last 20 would be bought in advance at 2 and spare 5 with
// chance 0.2: not worth it. So 10 + 0.5 (2 · 10 + 0.2 · 5 · 20) = 30.
constexpr const char* nodes =
    "STOCH t\nNODES\n CP A 'ROOT' 1.0 'CORFIL'\n CP B A 0.5 'CORFIL'\n CP C A 0.5 B\n CP D B 1.0 CORE\n"
    " CP E C 0.8 D\n RHS meet3 20\n CP F C 0.2 E\n RHS meet3 40\nENDATA\n";

TEST_F(NodesFiles, GiveTheOptimumFoundByHandAndThatOfTheSameTreeAsScenarios) {
    const auto program = read(nodes);
    ASSERT_TRUE(program) << program.error();
    ASSERT_EQ(program->tree.size(), 6u);
    EXPECT_DOUBLE_EQ(program->tree[5].probability, 0.1);
    EXPECT_EQ(program->tree[5].parent, 2);
    EXPECT_TRUE(program->warnings.empty());
    const auto scenarios = read(
        "STOCH t\nSCENARIOS DISCRETE\n SC S1 ROOT 0.5 P1\n SC S2 S1 0.4 P2\n RHS meet3 20\n SC S3 S2 0.1 "
        "P3\n RHS meet3 40\nENDATA\n");
    ASSERT_TRUE(scenarios) << scenarios.error();
    for (const StochasticMethod method : {StochasticMethod::extensive, StochasticMethod::benders}) {
        StochasticOptions options;
        options.method = method;
        EXPECT_NEAR(solve_stochastic(*program, {}, options).objective, 30, 1e-6);
        EXPECT_NEAR(solve_stochastic(*scenarios, {}, options).objective, 30, 1e-6);
    }
}

TEST_F(NodesFiles, CopyTheFiguresOfTheirReferenceAndMayAddToThem) {
    const auto program = read(
        "STOCH t\nNODES ADD\n CP A 1.0 CORFIL\n CP B A 0.5 CORFIL\n RHS meet2 5\n y cost 1\n CP C A 0.4 "
        "B\n RHS meet2 5\n CP D B 1 CORFIL\n CP E C 1 D\n UP BND z 7\n");
    // UP is relative to an infinite bound.
    ASSERT_TRUE(program) << program.error();
    ASSERT_EQ(program->tree[2].changes.size(), 2u);
    EXPECT_EQ(program->tree[2].changes[0].value, 20);
    EXPECT_EQ(program->tree[2].changes[1].value, 3);
    ASSERT_EQ(program->warnings.size(), 1u);
    EXPECT_NE(program->warnings[0].find("the nodes below A sum to 0.9"), std::string::npos);
    EXPECT_FALSE(program->sums_to_one);
}

TEST_F(NodesFiles, ThatMakeNoTreeOfTheCoreAreRefusedWithFileAndLine) {
    const std::string head = "STOCH t\nNODES\n CP A 'ROOT' 1 CORFIL\n";
    const struct {
        std::string text, words;
    } wrong[] = {
        {"STOCH t\nNODES\n MK A 'ROOT' 1\n", "stoch:3: MK, a node built from nothing"},
        {"STOCH t\nNODES\n RHS meet2 1\n", "stoch:3: a figure outside of a node"},
        {"STOCH t\nNODES\n CP A 'ROOT' 0.5 CORFIL\n", "stoch:3: the first node; expected the parent 'ROOT'"},
        {"STOCH t\nNODES\n CP B A 1 CORFIL\n", "stoch:3: the first node; expected the parent 'ROOT'"},
        {head + " CP B 'ROOT' 1 CORFIL\n", "stoch:4: a second root"},
        {head + " CP B A 1\n", "stoch:4: expected CP NAME PARENT PROBABILITY REFERENCE"},
        {head + " CP B Q 1 CORFIL\n", "stoch:4: no node \"Q\" before"},
        {head + " CP B A 1 Q\n", "stoch:4: no node \"Q\" before"},
        {head + " CP B A 1 A\n", "stoch:4: a node of period P2 with the figures of A, of period P1"},
        {head + " CP A A 1 CORFIL\n", "stoch:4: node A is there twice"},
        {head + " CP B A 1 CORFIL\n RHS meet3 1\n", "stoch:5: a figure of period P3 in a node of period P2"},
        {head + " CP B A 1 CORFIL\n RHS limit 1\n", "stoch:5: a figure of period P1 is known before"},
        {head + " CP B A 0 CORFIL\n CP C B 1 CORFIL\n",
         "stoch: the nodes below A have probabilities of zero"},
        {head + " CP B A 1 CORFIL\n", "stoch: node B, of period P2, has no node below it"},
        {head + " CP B A 1 CORFIL\n CP C B 1 CORFIL\n CP D C 1 CORFIL\n",
         "stoch:6: a node below one of the last period, P3"},
        {head + " CP B A 1 CORFIL\n CP C B 1 CORFIL\nINDEP DISCRETE\n RHS meet2 1 1\n",
         "has NODES beside another section"}};
    for (const auto& w : wrong)
        EXPECT_NE(refusal(w.text).find(w.words), std::string::npos) << w.text << refusal(w.text);
    EXPECT_EQ(refusal(head + " CP B A 1 CORFIL\n CP C B 1 CORFIL\n"), "");
}

}  // namespace
}  // namespace dualflow::solver::smps
