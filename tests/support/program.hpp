// SPDX-License-Identifier: MIT
// Runs the program as from a shell.
#pragma once

#include <filesystem>
#include <string>

namespace dualflow::tests {

struct Answer {
    int exit_code = -1;            // 128 + the signal where one ended it
    std::string output, problems;  // stdout and stderr, byte for byte
};

// `dualflow ARGUMENTS` with `folder` as the current one. The arguments are the shell's, so that a test
// can redirect or set a variable before the program: run(folder, "doctor", "NO_COLOR=1").
Answer run(const std::filesystem::path& folder, const std::string& arguments, const std::string& before = "");

}  // namespace dualflow::tests
