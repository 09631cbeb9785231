// SPDX-License-Identifier: MIT
// Runs the program as a user does, `dualflow plan FOLDER --json --no-save`, and reads what it says.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace dualflow::cases {

struct PlanRun {
    int exit_code = -1;
    std::string output;       // stdout, byte for byte
    std::string problems;     // stderr
    nlohmann::json document;  // of stdout; null where stdout is not JSON
};

// `arguments` are appended to the command line as they are.
PlanRun run_plan(const std::filesystem::path& folder, const std::string& arguments = "");

// An empty folder of its own for a test, removed with the value.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace dualflow::cases
