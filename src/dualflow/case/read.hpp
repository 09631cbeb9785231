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

}  // namespace dualflow
