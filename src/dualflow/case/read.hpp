// SPDX-License-Identifier: MIT
// From a folder of CSV tables and case.toml to a Case, or to every problem in it.
#pragma once

#include <filesystem>

#include "dualflow/case/case.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// Reads, validates (schema, references, groups) and checks the structure. On failure the
// diagnostics hold every error found, sorted by place, and the warnings among them.
Result<Case, Diagnostics> read_case(const std::filesystem::path& folder);

// The same case, read by read_case, under one of its strategies. What is found that was not without the
// strategy says its name.
Result<Case, Diagnostics> read_case_under(const std::filesystem::path& folder, const Case& base,
                                          const std::string& strategy);

}  // namespace dualflow
