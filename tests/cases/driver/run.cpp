// SPDX-License-Identifier: MIT
#include "cases/driver/run.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dualflow::cases {

std::string read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

ScratchFolder::ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dualflow-cases-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;  // a folder that stays behind is no reason to fail a test
    std::filesystem::remove_all(path_, ignored);
}

PlanRun run_plan(const std::filesystem::path& folder, const std::string& arguments) {
    const ScratchFolder scratch;
    const auto out = scratch.path() / "stdout", err = scratch.path() / "stderr";
    const std::string command = "\"" DUALFLOW_PROGRAM "\" plan \"" + folder.string() +
                                "\" --json --no-save " + arguments + " >\"" + out.string() + "\" 2>\"" +
                                err.string() + "\"";
    const int status = std::system(command.c_str());
    PlanRun run;
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    run.output = read_text(out);
    run.problems = read_text(err);
    run.document = nlohmann::json::parse(run.output, nullptr, false);
    if (run.document.is_discarded()) run.document = nullptr;
    return run;
}

}  // namespace dualflow::cases
