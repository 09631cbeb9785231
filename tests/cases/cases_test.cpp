// SPDX-License-Identifier: MIT
// Every folder beside this file that holds an expect.toml is a case: it is planned by the program and
// compared with what expect.toml says (driver/expectation.hpp). A new case is a new folder. Where futures
// part in its plan, it is planned at once and by branches, for three weights of risk (driver/two_ways.hpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "cases/driver/expectation.hpp"
#include "cases/driver/two_ways.hpp"

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

TEST_P(Cases, CostsTheSameAtOnceAndByBranches) {
    const auto folder = folder_of_cases / GetParam();
    const PlanRun run = run_plan(folder, arguments_of(folder) + " --method benders");
    if (!run.document.contains("nodes") || !has_branches(run.document)) {
        EXPECT_FALSE(std::filesystem::exists(folder / "scenarios.csv"))
            << "scenarios that are not in the plan";
        return;
    }
    for (const double lambda : {0.0, 0.5, 1.0})
        for (const std::string& finding : compare_two_ways(folder, arguments_of(folder), lambda))
            ADD_FAILURE() << "lambda " << lambda << ": " << finding;
}

INSTANTIATE_TEST_SUITE_P(Folder, Cases, testing::ValuesIn(names_of_cases()), test_name);

}  // namespace
}  // namespace dualflow::cases
