// SPDX-License-Identifier: MIT
// The files of a case folder: which there are, which are used, and their typed tables.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "dualflow/case/table.hpp"

namespace dualflow {

// Every table that the plan uses, by name; absent and switched-off ones are there without rows.
using Tables = std::map<std::string, TypedTable, std::less<>>;

// Names of files that are no table, tables that are missing, not supported or not readable: all errors
// are appended. Without settings (case.toml not readable) nothing is refused as not supported.
Tables read_tables(const std::filesystem::path& folder, const std::optional<Settings>& settings,
                   Diagnostics& errors);

// The bytes of a file; an error (E0101) where it cannot be read.
Result<std::string, Diagnostic> read_file(const std::filesystem::path& path);

}  // namespace dualflow
