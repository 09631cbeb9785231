// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/read.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dualflow::inventory {
namespace {

// A file for as long as the test runs.
class Written {
public:
    explicit Written(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("dualflow-chain-" + std::to_string(std::hash<std::string>{}(text)) + ".csv")) {
        std::ofstream(path_, std::ios::binary) << text;
    }
    ~Written() { std::filesystem::remove(path_); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

Result<Chain, std::string> read_text(const std::string& text, ChainForm form = ChainForm::automatic) {
    return read_chain(Written(text).path(), form, 1);
}

std::string error_of(const std::string& text) {
    const auto chain = read_text(text);
    return chain ? "no error" : chain.error();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string head = "stage,time,cost,demand_sd,safety_factor,max_service,suppliers\n";

TEST(ChainFile, OfOurFormHasStagesArcsAndQuantities) {
    const auto chain = read_text(head + "A,2,3,,,,\nB,1.5,1,4,2,0,A:2\n");
    ASSERT_TRUE(chain) << chain.error();
    EXPECT_EQ(chain->time, (std::vector<Ticks>{2'000'000, 1'500'000}));
    EXPECT_DOUBLE_EQ(chain->holding[1], 7);  // 1 + 2 · 3
    EXPECT_DOUBLE_EQ(chain->stock[1], 8);
    EXPECT_DOUBLE_EQ(chain->stock[0], 16);
    EXPECT_EQ(chain->most_service[1], 0);
    EXPECT_EQ(chain->most_service[0], unlimited);
}

TEST(ChainFile, MayBeginWithAByteOrderMarkEndLinesInCarriageReturnsAndQuoteCells) {
    const auto chain =
        read_text("\xEF\xBB\xBFstage,time,suppliers\r\n\"A, first\",2,\r\nB,1,\"A, first\"\r\n");
    ASSERT_TRUE(chain) << chain.error();
    EXPECT_EQ(chain->stages[0].name, "A, first");
    EXPECT_EQ(chain->arcs.size(), 1U);
}

TEST(ChainFile, TakesTheSafetyFactorFromAServiceLevel) {
    const auto chain = read_text("stage,time,demand_sd,service_level,max_service\nA,1,10,0.95,0\n");
    ASSERT_TRUE(chain) << chain.error();
    EXPECT_NEAR(chain->stock[0], 16.448536269514722, 1e-9);
}

TEST(ChainFile, OfWillemsHasRowsOfArcsAndRowsOfStages) {
    const std::string text =
        "/chain,,,,,,,,\n"
        "/arcs/arc/@from,/arcs/arc/@to,/stages/stage/@maxServiceTime,/stages/stage/@serviceLevel,"
        "/stages/stage/@stageCost,/stages/stage/@stageName,/stages/stage/@stageTime,/stages/stage/"
        "@stDevDemand,"
        "/stages/stage/@avgDemand\n"
        "P,R,,,,,,,\n"
        ",,,,5,P,28,,\n"
        ",,0,0.95,1,R,3,10,100\n";
    const auto chain = read_text(text);
    ASSERT_TRUE(chain) << chain.error();
    EXPECT_DOUBLE_EQ(chain->holding[1], 6);
    EXPECT_NEAR(chain->stock[0], 16.448536269514722, 1e-9);
    EXPECT_FALSE(read_text(text, ChainForm::snc));
}

struct Refusal {
    const char* rows;
    const char* says;
};

TEST(ChainFile, IsRefusedWithOneSentenceThatSaysWhereAndWhatIsExpected) {
    const Refusal refusals[] = {
        {"A,1,1,,,,\nA,1,1,,,,\n", "row 3: stage A is declared twice"},
        {"A,-1,1,,,,\n", "row 2: time is \"-1\"; expected a number from 0"},
        {"A,x,1,,,,\n", "row 2: time is \"x\""},
        {"A,,1,,,,\n", "row 2: time is \"\""},
        {"A,nan,1,,,,\n", "row 2: time is \"nan\""},
        {"A,1,1,,,,B\n", "names the stage \"B\", which is not declared"},
        {"A,1,1,,,,B:x\nB,1,1,,,,\n", "expected NAME or NAME:QUANTITY"},
        {"A,1,1,,,,B:0\nB,1,1,,,,\n", "has a quantity of 0"},
        {"A,1,1,,,,B;B\nB,1,1,,,,\n", "is declared twice"},
        {"A,1,1,,,,B\nB,1,1,,,,A\n", "the arcs form a cycle"},
        {"A,1,1,,,,A\n", "the arcs form a cycle: A → A"},
        {"A,1,1,5,1,,\n", "demand without a largest service time"},
        {"A,1,1,5,,0,\n", "safety_factor is \"\"; expected a number where there is demand"},
        {",1,1,,,,\n", "row 2: a stage without a name"},
        {"A,1,1,,,,,,\n", "expected at most 7"},
        {"A,1e9,1,,,,\n", "a stage time of 1e+09; expected 0 to 1e+06"},
        {"", "without stages"},
    };
    for (const Refusal& refusal : refusals) {
        const std::string error = error_of(head + refusal.rows);
        EXPECT_TRUE(contains(error, refusal.says)) << refusal.rows << "→ " << error;
        EXPECT_EQ(std::count(error.begin(), error.end(), '\n'), 0);
    }
    EXPECT_TRUE(read_text(head + "A,1,1,5,1,0,B\nB,1,1,,,,\n"));
    EXPECT_TRUE(contains(error_of("stage,time,colour\nA,1,red\n"), "unknown column \"colour\""));
    EXPECT_TRUE(contains(error_of("stage,cost\nA,1\n"), "no column \"time\""));
    EXPECT_FALSE(read_chain("/no/such/file.csv", ChainForm::automatic, 1));
    EXPECT_FALSE(read_chain(Written(head + "A,1,1,,,,\n").path(), ChainForm::automatic, 0));
}

TEST(ChainFile, NamesTheStagesOfACycleInTheOrderOfTheirArcs) {
    EXPECT_TRUE(contains(error_of("stage,time,suppliers\nA,1,C\nB,1,A\nC,1,B\nD,1,A\n"), "A → B → C → A"));
}

}  // namespace
}  // namespace dualflow::inventory
