// SPDX-License-Identifier: MIT
// Help and the words for a command line that cannot be understood.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"

namespace CLI {
class ParseError;
}

namespace dualflow::cli {

// What is printed without arguments: one line a verb and two examples.
std::string short_help(const CLI::App& app);

// "dualflow runs show"
std::string name_of(const CLI::App& verb);

// "dualflow validate CASE"
std::string usage_of(const CLI::App& verb);

// For CLI::ValidationError: a value that is none of the names an option takes.
std::string bad_choice(const std::string& flag, const std::string& word,
                       const std::vector<std::string>& names);

// What was found, what is expected, the nearest names; and where to read on.
std::string explain_usage(const CLI::App& app, const CLI::ParseError& error);

}  // namespace dualflow::cli
