// SPDX-License-Identifier: MIT
// init, validate, schema, explain, doctor.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using nlohmann::json;
using tests::Answer;
namespace fs = std::filesystem;

const fs::path examples = fs::path(DUALFLOW_SOURCE_DIR) / "examples";

TEST(Init, CopiesAnExampleThatIsValid) {
    for (const char* name : {"minimal", "three-futures", "heavy-truck"}) {
        const cases::ScratchFolder scratch;
        const Answer made = tests::run(scratch.path(), std::string("init new/case/ --from ") + name);
        ASSERT_EQ(made.exit_code, 0) << made.problems;
        EXPECT_NE(made.output.find("next: dualflow validate new/case/\n"), std::string::npos);
        for (const auto& entry : fs::directory_iterator(examples / name))
            EXPECT_EQ(cases::read_text(scratch.path() / "new/case" / entry.path().filename()),
                      cases::read_text(entry.path()));
        EXPECT_EQ(std::distance(fs::directory_iterator(scratch.path() / "new"), {}), 1);  // no part is left
        EXPECT_EQ(tests::run(scratch.path(), "validate new/case").exit_code, 0);
    }
}

TEST(Init, FillsAnEmptyFolderButNoOther) {
    const cases::ScratchFolder scratch;
    EXPECT_EQ(tests::run(scratch.path(), "init .").exit_code, 0);
    EXPECT_TRUE(fs::exists(scratch.path() / "case.toml"));
    const Answer again = tests::run(scratch.path(), "init .");
    EXPECT_EQ(again.exit_code, 2);
    EXPECT_NE(again.problems.find("is not empty"), std::string::npos);
    EXPECT_EQ(tests::run(scratch.path(), "init case.toml").exit_code, 2);
}

TEST(Init, NamesTheExamplesThereAre) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "init case --from heavy-trick");
    EXPECT_EQ(answer.exit_code, 2);
    EXPECT_NE(answer.problems.find("= nearest: heavy-truck\n"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(Init, LeavesNothingWhereItCannotWrite) {
    const cases::ScratchFolder scratch;
    const Answer answer = tests::run(scratch.path(), "init /proc/case");
    EXPECT_EQ(answer.exit_code, 6);
    EXPECT_EQ(answer.output, "");
}

class Validate : public testing::Test {
protected:
    Validate() { fs::copy(examples / "minimal", folder, fs::copy_options::recursive); }

    void spoil(const std::string& file, const std::string& find, const std::string& put) const {
        std::string text = cases::read_text(folder / file);
        const std::size_t at = text.find(find);
        ASSERT_NE(at, std::string::npos);
        cases::write_text(folder / file, text.replace(at, find.size(), put));
    }

    cases::ScratchFolder scratch;
    fs::path folder = scratch.path() / "case";
};

TEST_F(Validate, ShowsEveryErrorAtOnceWithPlaceAndNearestNames) {
    spoil("lanes.csv", "PLANT,MARKET,truck", "PLANT,MARKT,truck");
    spoil("resources.csv", "12", "a dozen");
    const Answer answer = tests::run(scratch.path(), "validate case");
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_EQ(answer.output, "");
    EXPECT_EQ(
        answer.problems,
        "error[E0201]: lanes.csv, row 2, column \"to\": no site \"MARKT\"\n"
        "  = expected the id of a row in sites (2 rows)\n"
        "  = nearest: MARKET\n"
        "error[E0302]: resources.csv, row 2, column \"capacity_per_day\": capacity_per_day \"a dozen\" is "
        "not a number\n"
        "  = expected a number, such as 1250.5\n"
        "2 errors, 0 warnings.  Nothing was run.  Long text: dualflow explain E0201\n");
}

TEST_F(Validate, GivesTheSameAsOneDocument) {
    spoil("lanes.csv", "PLANT,MARKET,truck", "PLANT,MARKT,truck");
    const Answer answer = tests::run(scratch.path(), "validate case --json");
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_EQ(answer.problems, "");
    const json expected = {{"code", "E0201"},
                           {"severity", "error"},
                           {"file", "lanes.csv"},
                           {"row", 2},
                           {"column", "to"},
                           {"found", "MARKT"},
                           {"expected", "the id of a row in sites (2 rows)"},
                           {"nearest", {"MARKET"}},
                           {"message", "no site \"MARKT\""},
                           {"remedy", ""}};
    EXPECT_EQ(json::parse(answer.output).at("diagnostics"), json::array({expected}));
}

TEST_F(Validate, LetsWarningsPassAndCountsThoseOfOneKind) {
    std::string rows;
    for (int i = 0; i < 5; ++i) rows += "spare" + std::to_string(i) + ",100\n";
    cases::write_text(folder / "products.csv", cases::read_text(folder / "products.csv") + rows);
    const Answer some = tests::run(scratch.path(), "validate case");
    EXPECT_EQ(some.exit_code, 0);
    EXPECT_NE(some.problems.find("warning[W0707]: products.csv: 2 more of the same kind\n"),
              std::string::npos);
    EXPECT_NE(some.output.find("minimal is valid"), std::string::npos);
    const Answer all = tests::run(scratch.path(), "validate case --all");
    EXPECT_NE(all.problems.find("row 7, column \"id\": nobody makes, needs or asks for \"spare4\""),
              std::string::npos);
}

TEST_F(Validate, WarnsOfDatesThatOnlyTheCalendarCanJudge) {
    spoil("demand.csv", "2028-01-01", "2027-07-01");
    const Answer answer = tests::run(scratch.path(), "validate case");
    EXPECT_EQ(answer.exit_code, 0);
    EXPECT_NE(answer.problems.find("warning[W0722]: demand.csv, row 2, column \"to\""), std::string::npos);
}

TEST_F(Validate, AFolderThatIsNotThereIsAWrongCommand) {
    const Answer answer = tests::run(scratch.path(), "validate cas");
    EXPECT_EQ(answer.exit_code, 2);
    EXPECT_NE(answer.problems.find("no folder \"cas\""), std::string::npos);
    EXPECT_NE(answer.problems.find("= nearest: case"), std::string::npos);
}

TEST(Schema, ShowsTablesColumnsAndSettings) {
    const cases::ScratchFolder scratch;
    EXPECT_NE(tests::run(scratch.path(), "schema").output.find("\nlane_classes "), std::string::npos);
    const std::string columns = tests::run(scratch.path(), "schema bom").output;
    EXPECT_NE(columns.find("\nquantity "), std::string::npos);
    EXPECT_NE(tests::run(scratch.path(), "schema settings").output.find("[model] off"), std::string::npos);
    const Answer wrong = tests::run(scratch.path(), "schema lane");
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_NE(wrong.problems.find("= nearest: lanes"), std::string::npos);
}

TEST(Schema, IsDataOnDemand) {
    const cases::ScratchFolder scratch;
    const json all = json::parse(tests::run(scratch.path(), "schema --json").output);
    EXPECT_EQ(all.at("schema"), "dualflow.schema/1");
    EXPECT_EQ(all.at("tables").size(), 34U);  // of the list of tables
    EXPECT_GT(all.at("settings").size(), 20U);
    const json one = json::parse(tests::run(scratch.path(), "schema bom --json").output);
    const json& quantity = one.at("tables").at(0).at("columns").at(3);
    EXPECT_EQ(quantity.at("name"), "quantity");
    EXPECT_EQ(quantity.at("required"), true);
    EXPECT_EQ(quantity.at("least"), 0);
    EXPECT_EQ(quantity.at("least_excluded"), true);
}

TEST(Explain, HasALongTextForEveryCodeInTheReference) {
    const cases::ScratchFolder scratch;
    const std::string page = cases::read_text(fs::path(DUALFLOW_SOURCE_DIR) / "docs/reference/errors.md");
    int codes = 0;
    for (std::size_t at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) {
        const std::string code = page.substr(at + 4, 5);
        const Answer answer = tests::run(scratch.path(), "explain " + code);
        EXPECT_EQ(answer.exit_code, 0) << code;
        EXPECT_EQ(answer.output.rfind(code + ": ", 0), 0U) << answer.output;
        ++codes;
    }
    EXPECT_GT(codes, 60);
}

TEST(Explain, TakesSmallLettersAndNamesTheNearestCode) {
    const cases::ScratchFolder scratch;
    EXPECT_EQ(tests::run(scratch.path(), "explain e0201").exit_code, 0);
    const Answer wrong = tests::run(scratch.path(), "explain E0209x");
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_NE(wrong.problems.find("E0209"), std::string::npos);
}

TEST(Doctor, ReportsVersionsAndLeavesNoFile) {
    const cases::ScratchFolder scratch;
    const json document = json::parse(tests::run(scratch.path(), "doctor --json").output);
    std::vector<std::string> found;
    for (const json& finding : document.at("findings")) {
        EXPECT_EQ(finding.at("good"), true) << finding;
        found.push_back(finding.at("what"));
    }
    EXPECT_EQ(found, (std::vector<std::string>{"dualflow", "solver", "sqlite", "compiler", "ranks", "threads",
                                               "memory", "locale", "this folder", "temporary folder"}));
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(Doctor, SaysWhenAFolderCannotBeWritten) {
    const Answer answer = tests::run("/proc", "doctor");
    EXPECT_EQ(answer.exit_code, 6);
    EXPECT_NE(answer.output.find("/proc: cannot be written   <- a problem"), std::string::npos);
}

}  // namespace
