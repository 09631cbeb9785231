// SPDX-License-Identifier: MIT
// The generated pages of docs/reference, as Markdown. They are committed; a test compares them with a
// fresh generation, so that they cannot drift from the program.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace dualflow::cli {

std::string tables_page();
std::string settings_page();
std::string errors_page();
std::string command_line_page(const CLI::App& app);

}  // namespace dualflow::cli
