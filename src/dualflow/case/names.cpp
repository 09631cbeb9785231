// SPDX-License-Identifier: MIT
#include "dualflow/case/names.hpp"

#include <fmt/format.h>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

void Names::add(const std::string& id) {
    const auto index = static_cast<int>(ids_in_order_.size());
    ids_in_order_.push_back(id);
    index_.emplace(id, index);
    groups_["*"].push_back(index);
}

void Names::add_to_group(std::string_view prefix, const std::string& name) {
    if (!name.empty()) groups_[fmt::format("{}:{}", prefix, name)].push_back(static_cast<int>(size()) - 1);
}

std::string Names::noun() const {
    std::string noun = table_.substr(0, table_.size() - 1);
    if (table_ == "lane_classes") noun = "lane class";
    for (char& c : noun)
        if (c == '_') c = ' ';
    return noun;
}

int Names::find(std::string_view id) const {
    const auto found = index_.find(id);
    return found == index_.end() ? -1 : found->second;
}

const std::vector<int>* Names::find_group(std::string_view group) const {
    const auto found = groups_.find(group);
    return found == groups_.end() ? nullptr : &found->second;
}

std::vector<std::string> Names::groups() const {
    std::vector<std::string> names;
    names.reserve(groups_.size());
    for (const auto& [name, members] : groups_) names.push_back(name);
    return names;
}

bool looks_like_group(std::string_view text) {
    return text == "*" || text.find(':') != std::string_view::npos;
}

Diagnostic no_such_group(const Names& names, std::string_view text, const Row& row, std::string_view column) {
    const std::string found = excerpt(text);
    Diagnostic d =
        problem_at(code::empty_group, row, column, fmt::format("no {} in group \"{}\"", names.noun(), found),
                   fmt::format("a group with at least one row of {}", names.table()));
    d.found = found;
    d.nearest = nearest_names(text, names.groups());
    return d;
}

Diagnostic no_such_row(const Names& names, std::string_view text, const Row& row, std::string_view column) {
    const std::string found = excerpt(text);
    Diagnostic d = problem_at(code::unknown_id, row, column, fmt::format("no {} \"{}\"", names.noun(), found),
                              fmt::format("the id of a row in {} ({} rows)", names.table(), names.size()));
    d.found = found;
    d.nearest = nearest_names(text, names.ids());
    return d;
}

Members resolve(const Names& names, std::string_view text, const Row& row, const Column& column,
                Diagnostics& errors) {
    if (names.broken()) return {};
    if (const int index = names.find(text); index >= 0) return {{index}, false};
    if (text.starts_with("together(")) {
        errors.push_back(problem_at(code::together_not_allowed, row, column.name,
                                    fmt::format("{} \"{}\" cannot be a sum", column.name, excerpt(text)),
                                    "an id, or a group each of whose members the row is for"));
        return {};
    }
    if (!looks_like_group(text)) {
        errors.push_back(no_such_row(names, text, row, column.name));
        return {};
    }
    if (!column.group) {
        errors.push_back(problem_at(code::group_not_allowed, row, column.name,
                                    fmt::format("{} \"{}\" cannot be a group", column.name, excerpt(text)),
                                    fmt::format("the id of one row in {}", names.table())));
        return {};
    }
    if (const std::vector<int>* members = names.find_group(text)) return {*members, true};
    errors.push_back(no_such_group(names, text, row, column.name));
    return {};
}

}  // namespace dualflow
