// SPDX-License-Identifier: MIT
// dualflow validate CASE: every problem of a case at once, with its place.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "load.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string folder;
    bool all = false;
};

std::string describe(const Case& c) {
    std::string text = fmt::format(
        "{} is valid: {} sites, {} products, {} lanes, {} investments, {} contracts\n", c.settings.name,
        c.sites.size(), c.products.size(), c.lanes.size(), c.investments.size(), c.contracts.size());
    if (!c.strategies.empty()) text += fmt::format("strategies: {}\n", fmt::join(c.strategies, ", "));
    return text;
}

// Of the case, and of the case under each of its strategies.
Exit validate(const Request& request, const Globals& globals) {
    const Result<Loaded, Diagnostics> read = check_case(request.folder);
    Diagnostics problems = read ? read->c().warnings : read.error();
    std::vector<StrategyFindings> strategies;
    if (read) strategies = check_strategies(request.folder, *read);
    for (const StrategyFindings& each : strategies)
        problems.insert(problems.end(), each.found.begin(), each.found.end());
    sort_by_place(problems);
    const bool valid = !has_errors(problems);
    if (globals.json) {
        print(diagnostics_as_json(problems, strategies));
    } else {
        complain(diagnostics_as_text(problems, globals, request.all));
        if (valid) print(describe(read->c()) + fmt::format("next: dualflow plan {}\n", request.folder));
    }
    return valid ? Exit::done : Exit::invalid_case;
}

}  // namespace

void add_validate(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand("validate", "Check a case and show every problem in it");
    verb->add_option("CASE", request->folder, "Folder of the case")->required();
    verb->add_flag("--all", request->all, "Show every warning, also many of one kind");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return validate(*request, session.globals); }; });
}

}  // namespace dualflow::cli
