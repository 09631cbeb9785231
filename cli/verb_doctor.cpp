// SPDX-License-Identifier: MIT
// dualflow doctor: what this machine offers and whether it suffices, as a block to copy into a report.
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "command.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/parallel/team.hpp"

namespace dualflow::cli {

namespace {

namespace fs = std::filesystem;

struct Finding {
    std::string what, found;
    bool good = true;
};

std::string compiler() {
#if defined(__clang__)
    return "clang " __clang_version__;
#else
    return "gcc " __VERSION__;
#endif
}

std::string memory() {
    const double pages = static_cast<double>(sysconf(_SC_PHYS_PAGES));
    const double bytes = pages * static_cast<double>(sysconf(_SC_PAGESIZE));
    return fmt::format("{:.1f} GiB", bytes / (1024.0 * 1024.0 * 1024.0));
}

std::string locale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return value;
    }
    return "C";
}

// Writes, renames and removes a file, as every result of the program is written.
Finding write_test(const std::string& what, const fs::path& folder) {
    const std::string text = "written by dualflow doctor\n";
    const fs::path whole = folder / fmt::format(".dualflow-doctor-{}", getpid());
    const fs::path part = whole.string() + ".part";
    std::ofstream(part) << text;
    std::error_code renamed, read, removed;
    fs::rename(part, whole, renamed);
    const bool good = !renamed && fs::file_size(whole, read) == text.size();
    fs::remove(whole, removed);
    return {what, fmt::format("{}: {}", folder.string(), good ? "can be written" : "cannot be written"),
            good};
}

std::vector<Finding> examine() {
    return {{"dualflow", DUALFLOW_VERSION},
            {"solver", solver::solver_name_and_version()},
            {"sqlite", sqlite3_libversion()},
            {"compiler", compiler()},
            {"ranks", solver::built_with_mpi() ? solver::mpi_version() : "one: built without MPI"},
            {"threads", std::to_string(std::max(1U, std::thread::hardware_concurrency()))},
            {"memory", memory()},
            {"locale", locale()},
            write_test("this folder", fs::current_path()),
            write_test("temporary folder", fs::temp_directory_path())};
}

std::string as_json(const std::vector<Finding>& findings) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Finding& finding : findings)
        list.push_back({{"what", finding.what}, {"found", finding.found}, {"good", finding.good}});
    return nlohmann::ordered_json{{"schema", "dualflow.doctor/1"}, {"findings", list}}.dump(2) + "\n";
}

std::string as_text(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text +=
            fmt::format("{:<17} {}{}\n", finding.what, finding.found, finding.good ? "" : "   <- a problem");
    return text;
}

Exit doctor(const Globals& globals) {
    const std::vector<Finding> findings = examine();
    print(globals.json ? as_json(findings) : as_text(findings));
    const auto good = [](const Finding& finding) { return finding.good; };
    return std::all_of(findings.begin(), findings.end(), good) ? Exit::done : Exit::environment;
}

}  // namespace

void add_doctor(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("doctor", "Show versions and what this machine offers; test writing");
    verb->callback([&session] { session.run = [&session] { return doctor(session.globals); }; });
}

}  // namespace dualflow::cli
