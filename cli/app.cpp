// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <map>

#include "command.hpp"

namespace dualflow::cli {

namespace {

// A choice by name: the help shows the names, and the names are the only values taken.
template <class Value>
void add_choice(CLI::App& app, const std::string& flag, Value& value, const std::string& description,
                const std::map<std::string, Value>& choices) {
    std::string names;
    for (const auto& [name, choice] : choices) names += (names.empty() ? "" : "|") + name;
    app.add_option_function<std::string>(
           flag, [&value, choices](const std::string& name) { value = choices.at(name); }, description)
        ->check(CLI::IsMember(choices))
        ->option_text(names);
}

}  // namespace

void build_app(CLI::App& app, Session& session) {
    app.name("dualflow");
    app.description(
        "Plans manufacturing supply networks: where each part comes from, what to build and when.");
    session.app = &app;
    app.require_subcommand(1, 1);
    app.fallthrough();  // global flags may stand after the verb
    app.set_help_flag("-h,--help", "Show the help of the program or of the verb");
    app.set_version_flag("--version", "dualflow " DUALFLOW_VERSION);
    app.add_flag("--json", session.globals.json, "Give the answer as one JSON document");
    add_choice<When>(app, "--color", session.globals.color, "Colour of messages; NO_COLOR is respected",
                     {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}});
    add_choice<ProgressStyle>(app, "--progress", session.globals.progress,
                              "How progress is shown on standard error",
                              {{"auto", ProgressStyle::automatic},
                               {"bar", ProgressStyle::bar},
                               {"lines", ProgressStyle::lines},
                               {"json", ProgressStyle::json},
                               {"none", ProgressStyle::none}});
    add_verbs(app, session);
}

}  // namespace dualflow::cli
