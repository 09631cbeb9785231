// SPDX-License-Identifier: MIT
// dualflow init DIR: starts a case as a copy of an example.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "dualflow/case/nearest.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

namespace fs = std::filesystem;

struct Request {
    std::string folder;
    std::string from = "minimal";
};

// Where the examples are: beside an installed program (bin/../share/dualflow/examples), or above a
// program that lies in a build folder of the sources.
std::vector<fs::path> places_of_examples() {
    std::vector<fs::path> places;
    const fs::path program = fs::read_symlink("/proc/self/exe");
    places.push_back(program.parent_path().parent_path() / "share" / "dualflow" / "examples");
    fs::path above = program.parent_path();
    for (int levels = 0; levels < 4 && above != above.root_path(); ++levels) {
        places.push_back(above / "examples");
        above = above.parent_path();
    }
    return places;
}

// The examples by name, from the first place that has any.
std::vector<fs::path> find_examples() {
    std::vector<fs::path> examples;
    for (const fs::path& place : places_of_examples()) {
        std::error_code none;
        for (fs::directory_iterator entry(place, none), end; !none && entry != end; entry.increment(none))
            if (fs::exists(entry->path() / "case.toml")) examples.push_back(entry->path());
        if (!examples.empty()) break;
    }
    if (examples.empty())
        throw EnvironmentError("the folder \"examples\" of dualflow was not found beside the program");
    std::sort(examples.begin(), examples.end());
    return examples;
}

fs::path example_named(const std::string& name) {
    std::vector<std::string> names;
    for (const fs::path& example : find_examples()) {
        if (example.filename() == name) return example;
        names.push_back(example.filename().string());
    }
    std::string message = fmt::format("no example \"{}\"\n  = expected one of {}", name, joined(names));
    const std::vector<std::string> nearest = nearest_names(name, names);
    if (!nearest.empty()) message += "\n  = nearest: " + joined(nearest);
    throw UsageError(message);
}

void require_free(const fs::path& folder) {
    if (!fs::exists(folder)) return;
    if (!fs::is_directory(folder))
        throw UsageError(fmt::format("\"{}\" exists and is not a folder", folder.string()));
    if (!fs::is_empty(folder))
        throw UsageError(
            fmt::format("\"{}\" is not empty\n  = expected a new or an empty folder", folder.string()));
}

// A copy that is whole before it takes its name. An empty folder that is there already, perhaps the one
// the user stands in, keeps its place and is filled.
std::size_t copy_whole(const fs::path& example, const fs::path& folder) {
    const fs::path part =
        folder.parent_path() / fmt::format(".{}.{}.part", folder.filename().string(), getpid());
    try {
        fs::create_directories(folder.parent_path());
        fs::copy(example, part, fs::copy_options::recursive);
        const auto files = static_cast<std::size_t>(std::distance(fs::directory_iterator(part), {}));
        if (!fs::exists(folder)) {
            fs::rename(part, folder);
            return files;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(part))
            fs::rename(entry.path(), folder / entry.path().filename());
        fs::remove(part);
        return files;
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(part, ignored);
        throw;
    }
}

Exit init(const Request& request) {
    fs::path folder = fs::absolute(request.folder).lexically_normal();
    if (folder.filename().empty()) folder = folder.parent_path();  // a slash at the end
    const fs::path example = example_named(request.from);
    require_free(folder);
    const std::size_t files = copy_whole(example, folder);
    print(fmt::format("{}: {} files, a copy of the example {}\nnext: dualflow validate {}\n", request.folder,
                      files, request.from, request.folder));
    return Exit::done;
}

}  // namespace

void add_init(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand("init", "Start a case as a copy of an example");
    verb->add_option("DIR", request->folder, "New or empty folder")->required();
    verb->add_option("--from", request->from, "Example: minimal, three-futures or heavy-truck")
        ->option_text("NAME [minimal]");
    verb->callback([request, &session] { session.run = [=] { return init(*request); }; });
}

}  // namespace dualflow::cli
