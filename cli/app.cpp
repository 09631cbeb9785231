// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>
#include <vector>

#include "command.hpp"
#include "ranks.hpp"
#include "text.hpp"
#include "usage.hpp"

namespace dualflow::cli {

namespace {

// A choice by name: the help shows the names, and the names are the only values taken.
template <class Value>
void add_choice(CLI::App& app, const std::string& flag, Value& value, const std::string& description,
                const std::vector<std::pair<std::string, Value>>& choices) {
    std::vector<std::string> names;
    names.reserve(choices.size());
    for (const auto& [name, choice] : choices) names.push_back(name);
    const auto take = [&value, flag, choices, names](const std::string& word) {
        const auto found = std::find(names.begin(), names.end(), word);
        if (found == names.end()) throw CLI::ValidationError(bad_choice(flag, word, names));
        value = choices[static_cast<std::size_t>(found - names.begin())].second;
    };
    app.add_option_function<std::string>(flag, take, description)->option_text(joined(names, "|"));
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

Exit run_command(const std::vector<std::string>& words, std::optional<Resumed> resumed, const Globals* now) {
    CLI::App app;
    Session session;
    session.words = words;
    session.resumed = std::move(resumed);
    build_app(app, session);
    if (words.empty()) {
        print(short_help(app));
        return Exit::done;
    }
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
    } catch (const CLI::Success& help_or_version) {
        app.exit(help_or_version);
        return Exit::done;
    } catch (const CLI::ParseError& error) {
        complain(explain_usage(app, error));
        return Exit::usage;
    }
    if (now != nullptr) {
        session.globals.json = session.globals.json || now->json;
        if (now->progress != ProgressStyle::automatic) session.globals.progress = now->progress;
        if (now->color != When::automatic) session.globals.color = now->color;
    }
    if (!the_team().leads() && !session.on_ranks) return Exit::done;
    return session.run();
}

}  // namespace dualflow::cli
