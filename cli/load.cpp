// SPDX-License-Identifier: MIT
#include "load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/read.hpp"
#include "dualflow/case/render.hpp"
#include "dualflow/case/settings.hpp"
#include "dualflow/case/strategies.hpp"
#include "dualflow/case/structure.hpp"
#include "dualflow/futures/case_at.hpp"
#include "dualflow/futures/sampled_tree.hpp"

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

constexpr std::size_t usual_leaves = 32;

bool has_scenarios(const ExplicitFutures& futures) {
    return std::any_of(futures.nodes.begin(), futures.nodes.end(),
                       [](const ExplicitFutures::Node& node) { return !node.scenario.empty(); });
}

bool says_anything(const FutureRows& rows) {
    return !rows.cycles.empty() || !rows.seasonality.empty() || !rows.rates.empty() ||
           rows.tariffs.names.size() > 1 || !rows.disruptions.empty();
}

// Tables that are all off are not read: nothing in them matters.
Result<FutureRows, Diagnostics> rows_of(const fs::path& folder, const Case& c) {
    const char* tables[] = {"seasonality", "cycle", "rates", "tariff_transitions", "disruptions"};
    const bool off = std::all_of(std::begin(tables), std::end(tables),
                                 [&](const char* table) { return is_off(c.settings, table); });
    if (off) return FutureRows{};
    auto rows = read_future_rows(folder, c);
    if (!rows) return rows;
    Diagnostics warnings = std::move(rows->warnings);
    FutureRows used = rows_in_use(std::move(*rows), c.settings);
    used.warnings = std::move(warnings);
    return used;
}

// What is stated and changes nothing: all of it where scenarios say what may happen.
Diagnostics idle_rows(const ExplicitFutures& futures, const FutureRows& rows) {
    if (!says_anything(rows)) return {};
    if (!has_scenarios(futures)) return idle_futures(futures.base(), rows);
    Diagnostic d;
    d.code = code::changes_nothing;
    d.severity = Severity::warning;
    d.file = "scenarios.csv";
    d.message =
        "scenarios state the futures, so nothing is drawn from the tables of the cycle, seasons, rates, "
        "tariff regimes and disruptions";
    d.remedy = "remove either, or name one in [model] off";
    return {d};
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

// A case that has been read, with its futures and its dates checked.
Result<Loaded, Diagnostics> with_futures(const fs::path& folder, Result<Case, Diagnostics> read,
                                         const Diagnostics& known) {
    if (!read) return unexpected(std::move(read.error()));
    const auto calendar = make_calendar(read->settings.calendar, read->settings.start);
    if (!calendar)
        throw std::logic_error("read_case let a calendar pass that cannot be made: " + calendar.error());
    auto futures = read_explicit_futures(folder, *read, known);
    if (!futures) return unexpected(std::move(futures.error()));
    Diagnostics horizon = check_horizon(*read, *calendar);
    if (!read->strategy.empty()) tell_strategy(horizon, known, {}, read->strategy);
    auto rows = rows_of(folder, *read);
    if (!rows) return unexpected(std::move(rows.error()));
    for (const Diagnostics& more : {horizon, futures->warnings, rows->warnings, idle_rows(*futures, *rows)})
        read->warnings.insert(read->warnings.end(), more.begin(), more.end());
    sort_by_place(read->warnings);
    auto base = std::make_shared<Case>(futures->base());
    base->warnings = std::move(read->warnings);
    futures->figures.front() = std::move(base);
    return Loaded{std::move(*futures), std::move(*rows)};
}

bool same_finding(const Diagnostic& a, const Diagnostic& b) {
    return a.code == b.code && a.file == b.file && a.row == b.row && a.column == b.column &&
           a.message == b.message;
}

}  // namespace

PlanFutures futures_for(const Loaded& loaded, const std::function<void(const std::string&)>& say) {
    if (has_scenarios(loaded.futures)) return {futures_of(loaded.futures), {}};
    const Case& c = loaded.c();
    const std::vector<Bucket> calendar = make_calendar(c.settings.calendar, c.settings.start).value();
    if (!says_anything(loaded.rows)) return {same_everywhere(c, Tree::path(calendar.size())), {}};
    TreeOptions options = tree_options(c.settings);
    if (!c.settings.leaves) options.leaves = usual_leaves;
    const SampledTree tree = make_sampled_tree(c, loaded.rows, calendar, options);
    say(fmt::format("futures  {} leaves, {} nodes, {} fans of rare shocks; seed {}",
                    tree.tree.leaves().size(), tree.tree.size(), tree.fans.size(), options.seed));
    return {futures_of(c, loaded.rows, calendar, tree), tree.report};
}

Result<Loaded, Diagnostics> check_case(const fs::path& folder) {
    require_folder(folder);
    return with_futures(folder, read_case(folder), {});
}

Result<Loaded, Diagnostics> check_case_under(const fs::path& folder, const Loaded& base,
                                             const std::string& strategy) {
    const std::vector<std::string>& names = base.c().strategies;
    if (std::find(names.begin(), names.end(), strategy) == names.end()) {
        std::string text = fmt::format("no strategy \"{}\" in {}", strategy, folder.string());
        text += names.empty()
                    ? "\n  = expected a row in strategies.csv, strategy_limits.csv or recorded_flows.csv"
                    : fmt::format("\n  = expected {}", fmt::join(names, ", "));
        for (const std::string& name : nearest_names(strategy, names)) text += "\n  = nearest: " + name;
        throw UsageError(text);
    }
    return with_futures(folder, read_case_under(folder, base.c(), strategy), base.c().warnings);
}

std::vector<StrategyFindings> check_strategies(const fs::path& folder, const Loaded& base) {
    std::vector<StrategyFindings> all;
    for (const std::string& name : base.c().strategies) {
        auto loaded = check_case_under(folder, base, name);
        Diagnostics found = loaded ? loaded->c().warnings : loaded.error();
        std::erase_if(found, [&](const Diagnostic& d) {
            const Diagnostics& known = base.c().warnings;
            return std::any_of(known.begin(), known.end(),
                               [&](const Diagnostic& other) { return same_finding(d, other); });
        });
        all.push_back({name, std::move(found)});
    }
    return all;
}

std::string diagnostics_as_json(const Diagnostics& diagnostics,
                                const std::vector<StrategyFindings>& strategies) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array(), of = nlohmann::ordered_json::array();
    for (const Diagnostic& d : diagnostics) list.push_back(as_json(d));
    for (const StrategyFindings& each : strategies)
        of.push_back({{"name", each.name}, {"valid", !has_errors(each.found)}});
    const nlohmann::ordered_json document{{"schema", "dualflow.validate/1"},
                                          {"valid", !has_errors(diagnostics)},
                                          {"errors", count(diagnostics, Severity::error)},
                                          {"warnings", count(diagnostics, Severity::warning)},
                                          {"strategies", of},
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

std::optional<Loaded> load_case(const fs::path& folder, const Globals& globals, const std::string& strategy) {
    Result<Loaded, Diagnostics> read = check_case(folder);
    if (read && !strategy.empty()) read = check_case_under(folder, Loaded(*read), strategy);
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
