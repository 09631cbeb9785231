// SPDX-License-Identifier: MIT
#include "load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/read.hpp"
#include "dualflow/case/render.hpp"
#include "dualflow/case/structure.hpp"

namespace dualflow::cli {

namespace fs = std::filesystem;

namespace {

// The folders beside the one that was not found, for a slip of the finger.
std::vector<std::string> nearest_folders(const fs::path& folder) {
    const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_directory(error)) names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return nearest_names(folder.filename().string(), names);
}

void require_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return;
    std::string text = fs::exists(folder, error) ? fmt::format("\"{}\" is not a folder", folder.string())
                                                 : fmt::format("no folder \"{}\"", folder.string());
    text += "\n  = expected the folder of a case: CSV tables and case.toml";
    for (const std::string& name : nearest_folders(folder)) text += "\n  = nearest: " + name;
    throw UsageError(text);
}

nlohmann::ordered_json as_json(const Diagnostic& d) {
    return {{"code", d.code},         {"severity", d.severity == Severity::error ? "error" : "warning"},
            {"file", d.file},         {"row", d.row},
            {"column", d.column},     {"found", d.found},
            {"expected", d.expected}, {"nearest", d.nearest},
            {"message", d.message},   {"remedy", d.remedy}};
}

std::size_t count(const Diagnostics& diagnostics, Severity severity) {
    return static_cast<std::size_t>(std::count_if(
        diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

}  // namespace

Result<Loaded, Diagnostics> check_case(const fs::path& folder) {
    require_folder(folder);
    Result<Case, Diagnostics> read = read_case(folder);
    if (!read) return unexpected(std::move(read.error()));
    const auto calendar = make_calendar(read->settings.calendar, read->settings.start);
    if (!calendar)
        throw std::logic_error("read_case let a calendar pass that cannot be made: " + calendar.error());
    auto futures = read_explicit_futures(folder, *read);
    if (!futures) return unexpected(std::move(futures.error()));
    for (const Diagnostics& more : {check_horizon(*read, *calendar), futures->warnings})
        read->warnings.insert(read->warnings.end(), more.begin(), more.end());
    sort_by_place(read->warnings);
    auto base = std::make_shared<Case>(futures->base());
    base->warnings = std::move(read->warnings);
    futures->figures.front() = std::move(base);
    return Loaded{std::move(*futures)};
}

std::string diagnostics_as_json(const Diagnostics& diagnostics) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Diagnostic& d : diagnostics) list.push_back(as_json(d));
    const nlohmann::ordered_json document{{"schema", "dualflow.validate/1"},
                                          {"valid", !has_errors(diagnostics)},
                                          {"errors", count(diagnostics, Severity::error)},
                                          {"warnings", count(diagnostics, Severity::warning)},
                                          {"diagnostics", list}};
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string diagnostics_as_text(const Diagnostics& diagnostics, const Globals& globals, bool all) {
    if (diagnostics.empty()) return "";
    RenderStyle style;
    style.color = use_color(globals, stderr);
    if (all) style.warnings_each = 0;
    std::string text = render(diagnostics, style) + count_problems(diagnostics) + ".";
    if (has_errors(diagnostics)) text += "  Nothing was run.";
    return text + fmt::format("  Long text: dualflow explain {}\n", diagnostics.front().code);
}

std::optional<Loaded> load_case(const fs::path& folder, const Globals& globals) {
    Result<Loaded, Diagnostics> read = check_case(folder);
    if (read) {
        complain(diagnostics_as_text(read->c().warnings, globals, false));
        return std::move(*read);
    }
    if (globals.json)
        print(diagnostics_as_json(read.error()));
    else
        complain(diagnostics_as_text(read.error(), globals, true));
    return std::nullopt;
}

}  // namespace dualflow::cli
