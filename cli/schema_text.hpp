// SPDX-License-Identifier: MIT
// The schema in words, for `dualflow schema` and for the reference pages.
#pragma once

#include <string>

#include "dualflow/case/schema.hpp"

namespace dualflow::cli {

// "number, money/unit", "reference to sites, or a group", "one of before, after"
std::string type_of(const Column& column);

// "required", "0", "the same as unit_value", "none"
std::string default_of(const Column& column);

// "at least 0, at most 1"; empty where everything of the type is allowed.
std::string range_of(const Column& column);

// The description, with the range and what it does not yet do.
std::string meaning_of(const Column& column);

// "[model] off", or "start" at the top level.
std::string name_of(const Setting& setting);

}  // namespace dualflow::cli
