// SPDX-License-Identifier: MIT
#include "dualflow/case/row_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

Diagnostic malformed(const Row& row, std::string_view column, std::string_view found, std::string message) {
    Diagnostic d = problem_at(code::malformed_key, row, column, std::move(message),
                              "column=value, joined by ; where there are several, or * for all rows");
    d.found = excerpt(found);
    return d;
}

const Names* names_of(const Column& column, const Binder& b) {
    for (const Names* names : {&b.regions, &b.organisations, &b.sites, &b.products, &b.investments,
                               &b.capacity_groups, &b.lane_classes, &b.regimes})
        if (column.type == Type::reference && names->table() == column.target) return names;
    return nullptr;
}

// The rows that a cell, or a value of a key, stands for; empty where it names none.
std::set<int> members(const Names& names, const std::string& text) {
    if (const int one = names.find(text); one >= 0) return {one};
    const std::vector<int>* group = names.find_group(text);
    if (group == nullptr) return {};
    return {group->begin(), group->end()};
}

bool same_text(const Column& column, const Value& cell, const std::string& wanted) {
    const auto value = parse_value(column, wanted);
    if (!value) return cell.text == wanted;
    if (!value->given || !cell.given) return value->given == cell.given || value->text == cell.text;
    return value->number == cell.number && value->text == cell.text;
}

// What a field of a key says of a cell: all of what the cell addresses, some of it, or none.
struct Match {
    enum { none, some, all } how = none;
    std::set<int> members;  // where it is some
};

Match match(const Column& column, const Value& cell, const std::string& wanted, const Binder& b) {
    Column free = column;
    free.required = false;
    if (same_text(free, cell, wanted)) return {Match::all, {}};
    const Names* names = names_of(column, b);
    if (names == nullptr) return {};
    const std::set<int> of_cell = members(*names, cell.text), of_key = members(*names, wanted);
    Match both;
    std::set_intersection(of_cell.begin(), of_cell.end(), of_key.begin(), of_key.end(),
                          std::inserter(both.members, both.members.end()));
    if (both.members.empty()) return {};
    both.how = both.members.size() == of_cell.size() ? Match::all : Match::some;
    return both;
}

std::size_t place_of(const Table& table, const std::string& column) {
    return static_cast<std::size_t>(find_column(table, column) - table.columns.data());
}

// Copies of the row with each of the members in the cell.
std::vector<Row> spread(const std::vector<Row>& rows, std::size_t place, const std::set<int>& members,
                        const Names& names) {
    std::vector<Row> all;
    for (const Row& row : rows) {
        for (const int member : members) {
            all.push_back(row);
            all.back().values[place].text = names.id(member);
        }
    }
    return all;
}

}  // namespace

std::optional<KeyFields> parse_row_key(const Row& row, std::string_view column, const Table& table,
                                       Diagnostics& errors) {
    const std::string& text = row.text(column);
    KeyFields key;
    if (trim(text) == "*") return key;
    for (const std::string& field : split(text, ';')) {
        const std::size_t equals = field.find('=');
        if (equals == std::string::npos) {
            errors.push_back(
                malformed(row, column, field, fmt::format("\"{}\" is not column=value", excerpt(field))));
            return std::nullopt;
        }
        const std::string name(trim(std::string_view(field).substr(0, equals)));
        if (find_column(table, name) == nullptr) {
            std::vector<std::string> names;
            for (const Column& known : table.columns) names.emplace_back(known.name);
            Diagnostic d = malformed(row, column, name,
                                     fmt::format("no column \"{}\" in {}", excerpt(name), table.name));
            d.nearest = nearest_names(name, names);
            errors.push_back(std::move(d));
            return std::nullopt;
        }
        key.emplace_back(name, trim(std::string_view(field).substr(equals + 1)));
    }
    if (!key.empty()) return key;
    errors.push_back(malformed(row, column, text, fmt::format("\"{}\" names no rows", excerpt(text))));
    return std::nullopt;
}

void split_rows(TypedTable& table, const KeyFields& key, const Binder& b) {
    // A contract made from a group is named after its member: a row of its own would be another contract.
    if (table.table->name == "contracts") return;
    std::vector<Row> added;
    for (const Row& row : table.rows) {
        std::vector<Row> parts{row};
        bool partly = false;
        for (const auto& [name, wanted] : key) {
            const Column& column = *find_column(*table.table, name);
            const Match found = match(column, row.at(name), wanted, b);
            if (found.how == Match::none) parts.clear();
            if (found.how != Match::some || parts.empty()) continue;
            partly = true;
            parts = spread(parts, place_of(*table.table, name), found.members, *names_of(column, b));
        }
        if (partly) added.insert(added.end(), parts.begin(), parts.end());
    }
    for (Row& row : added) {
        const bool there = std::any_of(table.rows.begin(), table.rows.end(), [&](const Row& known) {
            return std::equal(row.values.begin(), row.values.end(), known.values.begin(),
                              [](const Value& a, const Value& other) {
                                  return a.given == other.given && a.number == other.number &&
                                         a.text == other.text;
                              });
        });
        if (!there) table.rows.push_back(std::move(row));
    }
}

std::vector<std::size_t> rows_named(const TypedTable& table, const KeyFields& key, const Binder& b) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const bool named = std::all_of(key.begin(), key.end(), [&](const auto& field) {
            const Column& column = *find_column(*table.table, field.first);
            return match(column, table.rows[i].at(field.first), field.second, b).how == Match::all;
        });
        if (named) found.push_back(i);
    }
    return found;
}

}  // namespace dualflow
