// SPDX-License-Identifier: MIT
// One thing wrong, one error, at its place; and nothing is written. The list is heavy_truck.toml.
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "cases/driver/run.hpp"
#include "mutations/mutation.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
using mutations::Mutation;
using nlohmann::json;
namespace fs = std::filesystem;

// Every file below a folder with its content.
std::map<std::string, std::string> content_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        files[fs::relative(entry.path(), folder).string()] =
            entry.is_regular_file() ? cases::read_text(entry.path()) : "a folder";
    return files;
}

// The errors, each as "code file row column".
std::vector<std::string> errors_of(const json& document) {
    std::vector<std::string> errors;
    for (const json& d : document.at("diagnostics"))
        if (d.at("severity") == "error")
            errors.push_back(d.at("code").get<std::string>() + " " + d.at("file").get<std::string>() + " " +
                             std::to_string(d.at("row").get<int>()) + " " +
                             d.at("column").get<std::string>());
    return errors;
}

class Mutated : public testing::TestWithParam<Mutation> {
protected:
    Mutated() {
        fs::copy(fs::path(DUALFLOW_SOURCE_DIR) / "examples" / "heavy-truck", scratch.path() / "case",
                 fs::copy_options::recursive);
        for (const mutations::Edit& edit : GetParam().edits) mutations::apply(edit, scratch.path() / "case");
    }

    std::vector<std::string> expected() const {
        const mutations::Expected& place = GetParam().expected;
        const int row = mutations::find_row(scratch.path() / "case" / place.file, place.row);
        return {place.code + " " + place.file + " " + std::to_string(row) + " " + place.column};
    }

    cases::ScratchFolder scratch;
};

TEST_P(Mutated, GivesOneErrorAtItsPlaceAndWritesNothing) {
    const auto before = content_of(scratch.path());
    const tests::Answer checked = tests::run(scratch.path(), "validate case --json");
    EXPECT_EQ(checked.exit_code, 3) << checked.problems;
    const json document = json::parse(checked.output);
    EXPECT_EQ(document.at("schema"), "dualflow.validate/1");
    EXPECT_EQ(document.at("valid"), false);
    EXPECT_EQ(document.at("errors"), 1);
    EXPECT_EQ(errors_of(document), expected()) << document.dump(2);

    const tests::Answer planned = tests::run(scratch.path(), "plan case --json");
    EXPECT_EQ(planned.exit_code, 3);
    EXPECT_EQ(planned.output, checked.output);
    EXPECT_EQ(content_of(scratch.path()), before);
}

std::string identifier(const testing::TestParamInfo<Mutation>& info) {
    std::string name;
    for (const char c : info.param.name) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(HeavyTruck, Mutated,
                         testing::ValuesIn(mutations::read_mutations(fs::path(DUALFLOW_SOURCE_DIR) /
                                                                     "tests/mutations/heavy_truck.toml")),
                         identifier);

TEST(HeavyTruck, IsValidWithoutAMutation) {
    const cases::ScratchFolder scratch;
    const std::string folder = (fs::path(DUALFLOW_SOURCE_DIR) / "examples" / "heavy-truck").string();
    const tests::Answer checked = tests::run(scratch.path(), "validate \"" + folder + "\" --json");
    EXPECT_EQ(checked.exit_code, 0);
    EXPECT_EQ(errors_of(json::parse(checked.output)), std::vector<std::string>{});
}

}  // namespace
