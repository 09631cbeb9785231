// SPDX-License-Identifier: MIT
#include "dualflow/case/keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;  // column and value

struct Key {
    std::string table;
    Fields fields;
};

const std::vector<std::string> tables{"processes", "lanes", "contracts"};

std::string id_or_none(const Names& names, int index) {
    return index < 0 ? "" : names.id(index);
}

Fields fields_of(const Binder& b, const Process& p) {
    const std::string resource = p.resource ? b.c.resources[*p.resource].name : "";
    return {{"site", b.sites.id(p.site.index)},
            {"product", b.products.id(p.product.index)},
            {"variant", p.variant},
            {"resource", resource}};
}

Fields fields_of(const Binder& b, const Lane& lane) {
    return {{"from", b.sites.id(lane.from.index)},
            {"to", b.sites.id(lane.to.index)},
            {"product", b.products.id(lane.product.index)},
            {"mode", lane.mode}};
}

Fields fields_of(const Binder& b, const Contract& k) {
    return {{"id", k.id},
            {"supplier", b.sites.id(k.supplier.index)},
            {"destination", id_or_none(b.sites, k.destination.index)},
            {"product", b.products.id(k.product.index)}};
}

std::vector<std::string> columns_of(const std::string& table) {
    if (table == "processes") return {"site", "product", "variant", "resource"};
    if (table == "lanes") return {"from", "to", "product", "mode"};
    return {"id", "supplier", "destination", "product"};
}

bool matches(const Fields& row, const Fields& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& field) {
        return std::find(row.begin(), row.end(), field) != row.end();
    });
}

Diagnostic malformed(const Row& row, std::string_view part, std::string message,
                     std::vector<std::string> nearest) {
    Diagnostic d = problem_at(code::malformed_key, row, "enables", std::move(message),
                              "parts such as processes:site=A;product=B, joined by |");
    d.found = excerpt(part);
    d.nearest = std::move(nearest);
    return d;
}

// The table whose columns a key without a prefix names: the only one that has them all.
std::string table_of(const Fields& fields) {
    std::string only;
    for (const std::string& table : tables) {
        const std::vector<std::string> columns = columns_of(table);
        const bool has_all = std::all_of(fields.begin(), fields.end(), [&](const auto& field) {
            return std::find(columns.begin(), columns.end(), field.first) != columns.end();
        });
        if (has_all && !only.empty()) return "";
        if (has_all) only = table;
    }
    return only;
}

// Cuts `table:column=value;column=value`; the table is blank where there is no prefix.
std::optional<Key> cut_key(const Row& row, const std::string& part, Diagnostics& errors) {
    Key key;
    std::string_view rest = part;
    if (const std::size_t colon = part.find(':'); colon != std::string::npos) {
        key.table = trim(rest.substr(0, colon));
        rest.remove_prefix(colon + 1);
    }
    for (const std::string& field : split(rest, ';')) {
        const std::size_t equals = field.find('=');
        if (equals == std::string::npos) {
            errors.push_back(
                malformed(row, field, fmt::format("\"{}\" is not column=value", excerpt(field)), {}));
            return std::nullopt;
        }
        key.fields.emplace_back(trim(std::string_view(field).substr(0, equals)),
                                trim(std::string_view(field).substr(equals + 1)));
    }
    if (!key.fields.empty()) return key;
    errors.push_back(malformed(row, part, fmt::format("\"{}\" names no rows", excerpt(part)), {}));
    return std::nullopt;
}

// None, with an error, where the part is no key.
std::optional<Key> parse_key(const Row& row, const std::string& part, Diagnostics& errors) {
    std::optional<Key> key = cut_key(row, part, errors);
    if (!key) return std::nullopt;
    if (key->table.empty()) key->table = table_of(key->fields);
    if (std::find(tables.begin(), tables.end(), key->table) == tables.end()) {
        errors.push_back(malformed(
            row, part,
            fmt::format("\"{}\" does not tell whether it names processes, lanes or contracts", excerpt(part)),
            nearest_names(key->table, tables)));
        return std::nullopt;
    }
    const std::vector<std::string> columns = columns_of(key->table);
    for (const auto& [column, value] : key->fields)
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
            errors.push_back(malformed(row, column,
                                       fmt::format("\"{}\" is not among the columns {} of {}",
                                                   excerpt(column), fmt::join(columns, ", "), key->table),
                                       nearest_names(column, columns)));
            return std::nullopt;
        }
    return key;
}

template <class Id, class Entry>
bool collect(const Binder& b, const std::vector<Entry>& rows, const Fields& wanted, std::vector<Id>& found) {
    const std::size_t before = found.size();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (matches(fields_of(b, rows[i]), wanted)) found.push_back(Id{i});
    return found.size() > before;
}

// The ids a key names must exist before one asks whether they occur together.
bool names_exist(Binder& b, const Row& row, const Key& key) {
    for (const auto& [column, value] : key.fields) {
        const bool site = column == "site" || column == "from" || column == "to" || column == "supplier" ||
                          column == "destination";
        if (!site && column != "product") continue;
        const Names& names = site ? b.sites : b.products;
        if (names.broken() || names.find(value) >= 0) continue;
        b.errors.push_back(no_such_row(names, value, row, "enables"));
        return false;
    }
    return true;
}

void find_rows(Binder& b, const Row& row, const std::string& part, const Key& key, Enabled& enabled) {
    if (!names_exist(b, row, key)) return;
    bool any = false;
    if (key.table == "processes") any = collect(b, b.c.processes, key.fields, enabled.processes);
    if (key.table == "lanes") any = collect(b, b.c.lanes, key.fields, enabled.lanes);
    if (key.table == "contracts") any = collect(b, b.c.contracts, key.fields, enabled.contracts);
    if (any || b.table(key.table).broken) return;
    Diagnostic d = problem_at(code::key_matches_nothing, row, "enables",
                              fmt::format("\"{}\" names no row of {}", excerpt(part), key.table),
                              fmt::format("values that occur together in a row of {}", key.table));
    d.found = excerpt(part);
    b.errors.push_back(std::move(d));
}

}  // namespace

Enabled enabled_rows(Binder& b, const Row& row) {
    Enabled enabled;
    for (const std::string& part : split(row.text("enables"), '|')) {
        if (const std::optional<Key> key = parse_key(row, part, b.errors))
            find_rows(b, row, part, *key, enabled);
    }
    return enabled;
}

}  // namespace dualflow
