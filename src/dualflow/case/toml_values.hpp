// SPDX-License-Identifier: MIT
// The settings of a TOML text by their dotted names, each checked against its declaration. The one
// file beside it that includes toml++.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/diagnostic.hpp"
#include "dualflow/case/schema.hpp"
#include "dualflow/case/value.hpp"

namespace dualflow {

struct SettingValue {
    Value value;
    std::vector<std::string> list;  // of settings that are lists
    int row = 0;                    // line
};

struct TomlValues {
    std::map<std::string, SettingValue> by_name;  // "name", "risk.alpha", "budget.2028"
    bool readable = true;                         // false: the text is not TOML, nothing is known
};

// Appends what is wrong to `errors`, without their file.
TomlValues read_toml(std::string_view text, Diagnostics& errors);

std::string dotted(std::string_view section, std::string_view key);

}  // namespace dualflow
