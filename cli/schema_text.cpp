// SPDX-License-Identifier: MIT
#include "schema_text.hpp"

#include <fmt/format.h>

namespace dualflow::cli {

namespace {

std::string choices_of(const Column& column) {
    std::string text;
    for (const std::string_view word : column.choices)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", word);
    return "one of " + text;
}

}  // namespace

std::string type_of(const Column& column) {
    std::string text(to_string(column.type));
    if (column.type == Type::choice) text = choices_of(column);
    if (!column.target.empty()) text += fmt::format(" to {}", column.target);
    if (column.group) text += ", or a group";
    if (column.together) text += ", or together(a group)";
    if (!column.unit.empty()) text += fmt::format(", {}", column.unit);
    return text;
}

std::string default_of(const Column& column) {
    if (column.required) return "required";
    if (!column.default_note.empty()) return std::string(column.default_note);
    return column.standard.empty() ? "none" : std::string(column.standard);
}

std::string range_of(const Column& column) {
    std::string text;
    if (column.least)
        text = fmt::format("{} {}", column.least_excluded ? "above" : "at least", *column.least);
    if (column.most) text += fmt::format("{}at most {}", text.empty() ? "" : ", ", *column.most);
    return text;
}

std::string meaning_of(const Column& column) {
    std::string text(column.description);
    const std::string range = range_of(column);
    if (!range.empty()) text += fmt::format(" Range: {}.", range);
    if (column.status == Status::information) text += " Information only.";
    if (column.status == Status::not_supported) text += " Not supported yet.";
    return text;
}

std::string name_of(const Setting& setting) {
    return setting.section.empty() ? std::string(setting.value.name)
                                   : fmt::format("[{}] {}", setting.section, setting.value.name);
}

}  // namespace dualflow::cli
