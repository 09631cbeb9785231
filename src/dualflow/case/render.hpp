// SPDX-License-Identifier: MIT
// Problems as text for people:
//
//   error[E0201]: lanes.csv, row 118, column "to": no site "HGRSTOWN"
//     = expected the id of a row in sites (214 rows)
//     = nearest: HAGERSTOWN, HARRISBURG
#pragma once

#include <string>

#include "dualflow/case/diagnostic.hpp"

namespace dualflow {

struct RenderStyle {
    bool color = false;  // terminal escapes
    std::size_t warnings_each =
        3;  // of one code and file; the others are counted. 0 = all. Errors are all shown.
};

std::string render(const Diagnostic& diagnostic, const RenderStyle& style = {});

// All of them, in the order given, each on its own lines.
std::string render(const Diagnostics& diagnostics, const RenderStyle& style = {});

// "2 errors, 1 warning"
std::string count_problems(const Diagnostics& diagnostics);

}  // namespace dualflow
