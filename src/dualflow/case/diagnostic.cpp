// SPDX-License-Identifier: MIT
#include "dualflow/case/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace dualflow {

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void sort_by_place(Diagnostics& diagnostics) {
    const auto place = [](const Diagnostic& d) { return std::tie(d.file, d.row, d.column, d.code); };
    std::stable_sort(diagnostics.begin(), diagnostics.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
}

}  // namespace dualflow
