// SPDX-License-Identifier: MIT
// The hash of what a case says: XXH3, 128 bits, as 32 hexadecimal digits. The order of rows and of
// columns does not matter, nor do notes, spaces around cells, or whether a default is written out;
// tables and columns that are off do not count.
#pragma once

#include <string>
#include <string_view>

#include "dualflow/case/case.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

// A strategy is part of what is said, also where it changes nothing.
std::string content_hash(const Tables& tables, const Settings& settings, std::string_view strategy = "");

}  // namespace dualflow
