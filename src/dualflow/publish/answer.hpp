// SPDX-License-Identifier: MIT
// The documents in words and small tables, for people at a terminal. Shows figures of the document and
// computes none.
#pragma once

#include <string>
#include <string_view>

namespace dualflow {

// Verdict, costs, sources, investments, awards, elastic rows, what is off.
std::string plan_answer(std::string_view document);

// Cost components side by side, investments that differ, the flows that differ most.
std::string diff_answer(std::string_view document);

}  // namespace dualflow
