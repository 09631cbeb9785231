// SPDX-License-Identifier: MIT
// Checks of a text before it is parsed: encoding and control characters.
#pragma once

#include <optional>
#include <string_view>

#include "dualflow/case/diagnostic.hpp"

namespace dualflow {

// Without its byte order mark, where it has one.
std::string_view without_bom(std::string_view text);

// The first byte that is not UTF-8 (E0102) or is a control character other than tab and line breaks
// (E0112), with its row; none where the text is sound.
std::optional<Diagnostic> check_encoding(std::string_view text, std::string_view file);

// The part of a text that fits in a message: at most 60 bytes, cut between characters, line breaks
// shown as spaces.
std::string excerpt(std::string_view text);

}  // namespace dualflow
