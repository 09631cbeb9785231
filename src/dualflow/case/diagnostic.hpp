// SPDX-License-Identifier: MIT
// A problem found in a case, as data: where it is, what was found, what is expected. Problems are
// collected, never thrown; a reader goes on after each so that a planner sees all of them at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dualflow {

enum class Severity { error, warning };

struct Diagnostic {
    std::string code;  // stable: E0214, W0031 (texts: case/codes.hpp)
    Severity severity = Severity::error;
    std::string file;    // lanes.csv, case.toml
    int row = 0;         // as an editor counts: the header is 1; 0 = the whole file
    std::string column;  // empty = the whole row
    std::string found;
    std::string expected;
    std::vector<std::string> nearest;  // nearest valid names, best first
    std::string message;               // one sentence, lower-case start, no final period
    std::string remedy;                // what to do, for structural problems
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);
void sort_by_place(Diagnostics& diagnostics);  // by file, row, column, code

}  // namespace dualflow
