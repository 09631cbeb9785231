// SPDX-License-Identifier: MIT
// Every folder beside this file that holds an expect.toml is a case: it is planned by the program and
// compared with what expect.toml says (driver/expectation.hpp). A new case is a new folder.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "cases/driver/expectation.hpp"

namespace dualflow::cases {
namespace {

const std::filesystem::path folder_of_cases = DUALFLOW_SOURCE_DIR "/tests/cases";

std::vector<std::string> names_of_cases() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_cases))
        if (std::filesystem::exists(entry.path() / "expect.toml")) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

// GoogleTest allows letters, digits and _ only.
std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, PlanIsWhatExpectTomlSays) {
    const auto folder = folder_of_cases / GetParam();
    for (const std::string& finding :
         compare_with_expectation(run_plan(folder, arguments_of(folder)), folder))
        ADD_FAILURE() << finding;
}

INSTANTIATE_TEST_SUITE_P(Folder, Cases, testing::ValuesIn(names_of_cases()), test_name);

}  // namespace
}  // namespace dualflow::cases
