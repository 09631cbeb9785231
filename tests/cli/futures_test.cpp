// SPDX-License-Identifier: MIT
// calibrate and futures, as typed.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;
namespace fs = std::filesystem;

const std::string heavy_truck = DUALFLOW_SOURCE_DIR "/examples/heavy-truck";

// Ten years between two levels, three years each, with a season and some noise.
void write_series(const fs::path& file, const std::string& last = "") {
    std::ofstream out(file);
    out << "date,trucks\n";
    for (int i = 0; i < 120; ++i) {
        const int month = i % 12 + 1;
        const double noise = 0.02 * std::sin(12.9898 * i * i + 78.233);
        const double value = 100 * (i / 36 % 2 == 0 ? 0.8 : 1.2) * (month == 12 ? 1.2 : 1) * std::exp(noise);
        out << 2010 + i / 12 << (month < 10 ? "-0" : "-") << month << "-01," << value << "\n";
    }
    out << last;
}

// The plan does not know these tables yet.
void leave_out(const fs::path& folder, const std::string& tables) {
    std::string settings = cases::read_text(folder / "case.toml");
    settings.replace(settings.find("off = []"), 8, "off = [" + tables + "]");
    std::ofstream(folder / "case.toml") << settings;
}

TEST(Calibrate, WritesTablesThatFuturesReads) {
    const cases::ScratchFolder scratch;
    const fs::path folder = scratch.path() / "case";
    ASSERT_EQ(tests::run(scratch.path(), "init case").exit_code, 0);
    write_series(scratch.path() / "s.csv");
    const std::string question =
        "calibrate s.csv --regimes 2 --most-memory 0.5 --out case --svg plot.svg --json";
    const Answer fitted = tests::run(scratch.path(), question);
    ASSERT_EQ(fitted.exit_code, 0) << fitted.problems;
    const json document = json::parse(fitted.output);
    EXPECT_EQ(document.at("schema"), "dualflow.calibrate/1");
    EXPECT_NEAR(document.at("regimes").at(1).at("level").get<double>() /
                    document.at("regimes").at(0).at("level").get<double>(),
                1.5, 0.1);
    EXPECT_EQ(cases::read_text(scratch.path() / "plot.svg").substr(0, 4), "<svg");
    const Answer again = tests::run(scratch.path(), question);
    EXPECT_EQ(again.exit_code, 2);
    EXPECT_NE(again.problems.find("--force replaces it"), std::string::npos) << again.problems;

    leave_out(folder, "\"cycle\", \"cycle_transitions\", \"seasonality\"");
    const Answer drawn = tests::run(scratch.path(), "futures case --scenarios 50 --json");
    ASSERT_EQ(drawn.exit_code, 0) << drawn.problems;
    EXPECT_EQ(json::parse(drawn.output).at("cycles").at(0).at("regimes"), (json{"high", "low"}));
}

TEST(Calibrate, NamesTheRowThatIsWrongAndWritesNothing) {
    const cases::ScratchFolder scratch;
    write_series(scratch.path() / "s.csv", "2020-02-01,90\n");
    const Answer answer = tests::run(scratch.path(), "calibrate s.csv --out out");
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_EQ(answer.output, "");
    EXPECT_NE(answer.problems.find("s.csv:122: 2020-02 follows 2019-12; expected 2020-01"), std::string::npos)
        << answer.problems;
    EXPECT_FALSE(fs::exists(scratch.path() / "out"));
    EXPECT_EQ(tests::run(scratch.path(), "calibrate none.csv").exit_code, 2);
    EXPECT_EQ(tests::run(scratch.path(), "calibrate s.csv --regimes 0").exit_code, 2);
}

TEST(Futures, GiveTheSameFutureAloneAsInALargerBatch) {
    const cases::ScratchFolder scratch;
    const auto paths = [&](const std::string& scenarios) {
        const Answer answer = tests::run(
            scratch.path(), "futures " + heavy_truck + " --rare 0 --json --paths --scenarios " + scenarios);
        EXPECT_EQ(answer.exit_code, 0) << answer.problems;
        return json::parse(answer.output).at("paths");
    };
    json few = paths("18").at(17), many = paths("40").at(17);
    few.erase("weight");
    many.erase("weight");
    EXPECT_EQ(few, many);
}

TEST(Futures, HaveWeightsAndSharesThatSumToOne) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "futures " + heavy_truck + " --json --paths");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    EXPECT_NE(answer.problems.find("left out of plans by [model] off"), std::string::npos);
    const json document = json::parse(answer.output);
    double weights = 0, shares = 0;
    for (const json& path : document.at("paths")) weights += path.at("weight").get<double>();
    for (const json& share : document.at("tariffs").at("in_force").back()) shares += share.get<double>();
    EXPECT_NEAR(weights, 1, 1e-12);
    EXPECT_NEAR(shares, 1, 1e-12);
    EXPECT_EQ(document.at("rates").size(), 10U);
    EXPECT_GT(document.at("strata").size(), 1U);
}

TEST(Futures, ShowTheTreeWithItsErrorsAndFans) {
    const cases::ScratchFolder scratch;
    const Answer answer =
        tests::run(scratch.path(), "futures " + heavy_truck + " --leaves 6 --json --svg tree.svg");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    EXPECT_NE(answer.problems.find("\"ocean_CN_US\" moves nothing"), std::string::npos) << answer.problems;
    const json tree = json::parse(answer.output).at("tree");
    EXPECT_EQ(tree.at("leaves"), 6);
    std::vector<double> by_bucket(tree.at("buckets").size(), 0);
    for (const json& node : tree.at("nodes"))
        by_bucket.at(node.at("bucket").get<std::size_t>()) += node.at("probability").get<double>();
    for (const double sum : by_bucket) EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_GT(tree.at("fans").size(), 0U);
    for (const json& fan : tree.at("fans")) EXPECT_EQ(fan.at("buckets").size(), fan.at("capacity").size());
    EXPECT_EQ(tree.at("errors").at("demand").at(0).size(), by_bucket.size());
    std::ifstream plot(scratch.path() / "tree.svg");
    const std::string svg{std::istreambuf_iterator<char>(plot), {}};
    EXPECT_NE(svg.find("the 6 leaves of the tree"), std::string::npos);
    EXPECT_NE(svg.find("class=\"faint\""), std::string::npos);
}

TEST(Futures, MakeTheTreeThatTheCaseAsksFor) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(tests::run(scratch.path(), "init case").exit_code, 0);
    leave_out(scratch.path() / "case", "\"cycle\"");
    std::ofstream(scratch.path() / "case/cycle.csv") << "target,regime,level,sigma\n*,one,1,0.2\n";
    EXPECT_EQ(tests::run(scratch.path(), "futures case").output.find("tree:"), std::string::npos);
    std::ofstream(scratch.path() / "case/case.toml", std::ios::app) << "\n[futures]\nleaves = 3\n";
    const Answer answer = tests::run(scratch.path(), "futures case");
    ASSERT_EQ(answer.exit_code, 0) << answer.problems;
    EXPECT_NE(answer.output.find("3 leaves, 0 fans"), std::string::npos) << answer.output;
    EXPECT_NE(tests::run(scratch.path(), "futures case --leaves 5").output.find("5 leaves"),
              std::string::npos);
    EXPECT_EQ(tests::run(scratch.path(), "futures case --leaves 0").exit_code, 2);
}

TEST(Futures, SayWhereACaseStatesNothingRandomOrIsWrong) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(tests::run(scratch.path(), "init case").exit_code, 0);
    const Answer nothing = tests::run(scratch.path(), "futures case");
    EXPECT_EQ(nothing.exit_code, 2);
    EXPECT_NE(nothing.problems.find("states nothing random"), std::string::npos) << nothing.problems;
    leave_out(scratch.path() / "case", "\"disruptions\"");
    std::ofstream(scratch.path() / "case/disruptions.csv")
        << "id,scope,target,rate_per_year,mean_days\nfire,site,nowhere,1,5\n";
    const Answer wrong = tests::run(scratch.path(), "futures case --json");
    EXPECT_EQ(wrong.exit_code, 3);
    EXPECT_EQ(json::parse(wrong.output).at("diagnostics").at(0).at("code"), "E0201");
}

}  // namespace
