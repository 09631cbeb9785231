// SPDX-License-Identifier: MIT
#include "dualflow/case/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace dualflow {

namespace {

std::string painted(const std::string& text, const char* escape, const RenderStyle& style) {
    return style.color ? fmt::format("\033[{}m{}\033[0m", escape, text) : text;
}

std::string place(const Diagnostic& d) {
    std::string text = d.file;
    if (d.row > 0) text += fmt::format(", row {}", d.row);
    if (!d.column.empty()) text += fmt::format(", column \"{}\"", d.column);
    return text;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string counted(std::size_t n, const char* noun) {
    return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace

std::string render(const Diagnostic& d, const RenderStyle& style) {
    const bool error = d.severity == Severity::error;
    std::string text =
        painted(fmt::format("{}[{}]", error ? "error" : "warning", d.code), error ? "1;31" : "1;33", style);
    text += fmt::format(": {}: {}\n", place(d), d.message);
    if (!d.expected.empty()) text += fmt::format("  = expected {}\n", d.expected);
    if (!d.nearest.empty()) text += fmt::format("  = nearest: {}\n", joined(d.nearest));
    if (!d.remedy.empty()) text += fmt::format("  = {}\n", d.remedy);
    return text;
}

std::string render(const Diagnostics& diagnostics, const RenderStyle& style) {
    std::string text;
    std::map<std::pair<std::string, std::string>, std::size_t> shown;  // warnings by code and file
    for (const Diagnostic& d : diagnostics) {
        const bool limited = d.severity == Severity::warning && style.warnings_each > 0;
        if (limited && ++shown[{d.code, d.file}] > style.warnings_each) continue;
        text += render(d, style);
    }
    for (const auto& [kind, count] : shown)
        if (count > style.warnings_each)
            text += fmt::format("{}: {}: {} more of the same kind\n",
                                painted(fmt::format("warning[{}]", kind.first), "1;33", style), kind.second,
                                count - style.warnings_each);
    return text;
}

std::string count_problems(const Diagnostics& diagnostics) {
    const auto errors = static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& d) { return d.severity == Severity::error; }));
    return counted(errors, "error") + ", " + counted(diagnostics.size() - errors, "warning");
}

}  // namespace dualflow
