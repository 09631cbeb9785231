// SPDX-License-Identifier: MIT
// The report: one HTML file that opens anywhere without a network. The renderer (web/, built into
// report_template.html and carried inside the program) draws whatever document is put into it:
// "dualflow.plan/1" or "dualflow.diff/1".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "dualflow/support/result.hpp"

namespace dualflow {

// Written whole or not at all; the error is a text for the user.
Result<void, std::string> write_report(std::string_view document, const std::filesystem::path& file);

// The report as text. Throws std::logic_error where the template has not exactly one place for data.
std::string render_report(std::string_view document, std::string_view page);

// JSON that means the same and cannot end the <script> element it stands in, whatever a name contains.
std::string escape_for_script(std::string_view json);

// The built renderer, as it came from web/.
std::string_view report_template();

}  // namespace dualflow
