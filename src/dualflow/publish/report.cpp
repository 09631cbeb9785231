// SPDX-License-Identifier: MIT
#include "dualflow/publish/report.hpp"

#include <stdexcept>

#include "dualflow/publish/files.hpp"

namespace dualflow {

// Generated at build time (embed.cmake).
extern const unsigned char report_template_bytes[];
extern const std::size_t report_template_size;

namespace {
constexpr std::string_view placeholder = "__DUALFLOW_DATA__";
}

std::string_view report_template() {
    return {reinterpret_cast<const char*>(report_template_bytes), report_template_size};
}

std::string escape_for_script(std::string_view json) {
    std::string out;
    out.reserve(json.size() + json.size() / 16);
    for (const char letter : json) {
        switch (letter) {  // outside of strings JSON has none of these
            case '<':
                out += "\\u003c";
                break;
            case '>':
                out += "\\u003e";
                break;
            case '&':
                out += "\\u0026";
                break;
            default:
                out += letter;
        }
    }
    return out;
}

std::string render_report(std::string_view document, std::string_view page) {
    const std::size_t place = page.find(placeholder);
    if (place == std::string_view::npos || page.find(placeholder, place + 1) != std::string_view::npos)
        throw std::logic_error("the report template must contain __DUALFLOW_DATA__ exactly once");
    std::string out(page.substr(0, place));
    out += escape_for_script(document);
    out += page.substr(place + placeholder.size());
    return out;
}

Result<void, std::string> write_report(std::string_view document, const std::filesystem::path& file) {
    return write_whole(file, render_report(document, report_template()));
}

}  // namespace dualflow
