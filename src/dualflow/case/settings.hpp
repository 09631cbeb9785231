// SPDX-License-Identifier: MIT
// case.toml.
#pragma once

#include <optional>
#include <string_view>

#include "dualflow/case/case.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// All errors of the text, each with the line it stands on as `row` and the setting (`risk.alpha`) as
// `column`. Any bytes are allowed in.
Result<Settings, Diagnostics> parse_settings(std::string_view text, std::string_view file);

// The same for a reader that goes on after errors: the settings as far as they are right, none where
// the text is not TOML at all.
std::optional<Settings> read_settings(std::string_view text, std::string_view file, Diagnostics& errors);

// Whether [model] off names a table, a column of it, or a setting.
bool is_off(const Settings& settings, std::string_view table);
bool is_off(const Settings& settings, std::string_view table, std::string_view column);

}  // namespace dualflow
