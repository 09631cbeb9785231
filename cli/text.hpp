// SPDX-License-Identifier: MIT
// Small pieces of text that several verbs need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dualflow::cli {

std::string joined(const std::vector<std::string>& names, std::string_view separator = ", ");

// Broken at spaces into lines of at most `width`; line breaks in the text are kept.
std::string wrapped(std::string_view text, std::size_t width);

// In columns as wide as their longest cell, two spaces apart. The last column is not padded.
std::string in_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace dualflow::cli
