// SPDX-License-Identifier: MIT
#include "usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "dualflow/case/nearest.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

std::vector<std::string> verb_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* verb : app.get_subcommands({}))
        if (!verb->get_group().empty()) names.push_back(verb->get_name());
    return names;
}

void append_options(const CLI::App& app, std::vector<std::string>& names) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
}

// The options a word could have meant: of the verb, of the verb above it, of the program.
std::vector<std::string> option_names(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const CLI::App* at = &verb; at != nullptr; at = at->get_parent()) append_options(*at, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string positionals(const CLI::App& verb) {
    std::string text;
    for (const CLI::Option* option : verb.get_options())
        if (option->get_positional())
            text += option->get_required() ? " " + option->get_name() : " [" + option->get_name() + "]";
    return text;
}

std::string usage_error(const std::string& found, const std::string& expected) {
    return fmt::format("error: {}\n  = expected {}\n", found, expected);
}

// As above, where the right thing is one of a list of names.
std::string unknown_name(const std::string& found, const std::string& wrong,
                         const std::vector<std::string>& names) {
    const std::vector<std::string> nearest = nearest_names(wrong, names);
    return usage_error(found, "one of " + joined(names)) +
           (nearest.empty() ? "" : "  = nearest: " + joined(nearest) + "\n");
}

// The innermost verb that was named; the program itself where none was.
const CLI::App* named_verb(const CLI::App* app) {
    for (const CLI::App* verb : app->get_subcommands({}))
        if (verb->parsed()) return named_verb(verb);
    return app;
}

std::string explain_leftover(const CLI::App& verb, const std::string& word) {
    if (word.size() > 1 && word.front() == '-') {
        const std::string name = word.substr(0, word.find('='));
        return unknown_name(fmt::format("no option \"{}\"", name), name, option_names(verb));
    }
    const std::vector<std::string> verbs = verb_names(verb);
    if (!verbs.empty()) return unknown_name(fmt::format("no verb \"{}\"", word), word, verbs);
    return usage_error(fmt::format("one argument too many: \"{}\"", word), usage_of(verb));
}

}  // namespace

std::string name_of(const CLI::App& verb) {
    const CLI::App* above = verb.get_parent();
    return above == nullptr ? verb.get_name() : name_of(*above) + " " + verb.get_name();
}

std::string usage_of(const CLI::App& verb) {
    return name_of(verb) + (verb.get_require_subcommand_min() > 0 ? " VERB" : "") + positionals(verb);
}

std::string bad_choice(const std::string& flag, const std::string& word,
                       const std::vector<std::string>& names) {
    const std::string text = unknown_name(fmt::format("{}: no \"{}\"", flag, word), word, names);
    return text.substr(std::string_view("error: ").size(),
                       text.size() - std::string_view("error: \n").size());
}

std::string short_help(const CLI::App& app) {
    std::string text =
        fmt::format("{}\n\nusage: {} VERB [options]\n\nverbs\n", app.get_description(), app.get_name());
    for (const std::string& name : verb_names(app))
        text += fmt::format("  {:<10} {}\n", name, app.get_subcommand(name)->get_description());
    return text +
           "\nexamples\n"
           "  dualflow init my-case --from minimal    start a case from a small example\n"
           "  dualflow validate my-case               every error in it at once\n"
           "\nall options: dualflow --help, dualflow VERB --help\n";
}

std::string explain_usage(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App& verb = *named_verb(&app);
    const std::string help = fmt::format("  = help: {} --help\n", name_of(verb));
    if (error.get_name() == "ValidationError") return fmt::format("error: {}\n{}", error.what(), help);
    // A word that fits nowhere explains more than the argument that is then missing.
    const std::vector<std::string> leftover = app.remaining(true);
    if (!leftover.empty()) return explain_leftover(verb, leftover.front()) + help;
    if (&verb == &app && error.get_name() == "RequiredError")
        return usage_error("no verb", "one of " + joined(verb_names(app))) + help;
    return usage_error(error.what(), usage_of(verb)) + help;
}

}  // namespace dualflow::cli
