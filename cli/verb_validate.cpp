// SPDX-License-Identifier: MIT
// dualflow validate CASE: every problem of a case at once, with its place.
#include <fmt/format.h>

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
    return fmt::format("{} is valid: {} sites, {} products, {} lanes, {} investments, {} contracts\n",
                       c.settings.name, c.sites.size(), c.products.size(), c.lanes.size(),
                       c.investments.size(), c.contracts.size());
}

Exit validate(const Request& request, const Globals& globals) {
    const Result<Loaded, Diagnostics> read = check_case(request.folder);
    const Diagnostics& problems = read ? read->c().warnings : read.error();
    if (globals.json) {
        print(diagnostics_as_json(problems));
    } else {
        complain(diagnostics_as_text(problems, globals, request.all));
        if (read) print(describe(read->c()) + fmt::format("next: dualflow plan {}\n", request.folder));
    }
    return read ? Exit::done : Exit::invalid_case;
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
