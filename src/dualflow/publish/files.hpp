// SPDX-License-Identifier: MIT
// Writing a file whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "dualflow/support/result.hpp"

namespace dualflow {

// Writes beside the file and renames, so that a reader sees the old content or the new and never a part.
// Makes the folders on the way. On failure nothing is left and the error says which file and why.
Result<void, std::string> write_whole(const std::filesystem::path& file, std::string_view text);

}  // namespace dualflow
