// SPDX-License-Identifier: MIT
#include "dualflow/case/strategies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/row_keys.hpp"
#include "dualflow/case/settings.hpp"

namespace dualflow {

namespace {

// What says what a strategy is, and what may happen: futures are compared under the same chances.
constexpr std::string_view fixed[] = {
    "strategies",  "strategy_limits",   "recorded_flows", "seasonality",
    "cycle",       "cycle_transitions", "rates",          "rate_correlations",
    "disruptions", "scenarios",         "tariff_regimes", "tariff_transitions"};

bool is_fixed(std::string_view table) {
    return std::find(std::begin(fixed), std::end(fixed), table) != std::end(fixed);
}

// One row of strategies.
struct CellChange {
    const Row* row = nullptr;
    std::string table;
    std::size_t column = 0;
    Value value;
    KeyFields key;
    std::vector<std::size_t> rows;  // of the table
};

Diagnostic problem(std::string_view code, const Row& row, std::string_view column, std::string message,
                   std::string_view expected) {
    Diagnostic d = problem_at(code, row, column, std::move(message), expected);
    d.found = row.text(column);
    return d;
}

class ChangeReader {
public:
    ChangeReader(const Tables& tables, const std::optional<Settings>& settings, Diagnostics& errors)
        : tables_(tables), settings_(settings), errors_(errors) {}

    // None, with an error, where the row is wrong; none where it is of something that is off.
    std::optional<CellChange> read(const Row& row) {
        const Table* table = table_of(row);
        if (table == nullptr || (settings_ && is_off(*settings_, table->name))) return std::nullopt;
        const Column* column = column_of(row, *table);
        if (column == nullptr || (settings_ && is_off(*settings_, table->name, column->name)))
            return std::nullopt;
        auto key = parse_row_key(row, "key", *table, errors_);
        auto value = value_of(row, *column);
        if (!key || !value) return std::nullopt;
        CellChange change;
        change.row = &row;
        change.table = table->name;
        change.column = static_cast<std::size_t>(column - table->columns.data());
        change.value = std::move(*value);
        change.key = std::move(*key);
        return change;
    }

private:
    const Table* table_of(const Row& row) {
        const std::string& name = row.text("table");
        const auto found = tables_.find(name);
        if (found != tables_.end() && !is_fixed(name)) return found->second.table;
        std::vector<std::string> names;
        for (const auto& [known, table] : tables_)
            if (!is_fixed(known)) names.push_back(known);
        Diagnostic d = problem(code::unknown_table, row, "table",
                               fmt::format("no table \"{}\" that a strategy may change", name),
                               "a table of the case that the plan uses");
        d.nearest = nearest_names(name, names);
        errors_.push_back(std::move(d));
        return nullptr;
    }

    const Column* column_of(const Row& row, const Table& table) {
        const std::string& name = row.text("column");
        const Column* column = find_column(table, name);
        if (column != nullptr && column->status != Status::not_supported) return column;
        if (column != nullptr && settings_ && is_off(*settings_, table.name, name)) return column;
        std::vector<std::string> names;
        for (const Column& known : table.columns)
            if (known.status != Status::not_supported) names.emplace_back(known.name);
        Diagnostic d =
            column == nullptr
                ? problem(code::unknown_column, row, "column",
                          fmt::format("no column \"{}\" in {}", name, table.name), "a column of the table")
                : problem(code::column_not_supported, row, "column",
                          fmt::format("column \"{}\" of {} is not supported yet", name, table.name),
                          fmt::format("another column, or \"{}.{}\" in [model] off", table.name, name));
        if (column == nullptr) d.nearest = nearest_names(name, names);
        errors_.push_back(std::move(d));
        return nullptr;
    }

    std::optional<Value> value_of(const Row& row, const Column& column) {
        auto value = parse_value(column, row.text("value"));
        if (value) return std::move(*value);
        Diagnostic d =
            problem(value.error().code, row, "value",
                    fmt::format("{} \"{}\" {}", column.name, row.text("value"), value.error().message),
                    value.error().expected);
        d.nearest = value.error().nearest;
        errors_.push_back(std::move(d));
        return std::nullopt;
    }

    const Tables& tables_;
    const std::optional<Settings>& settings_;
    Diagnostics& errors_;
};

// Finds the rows of each change; `names` is the case bound from the tables.
void find_rows(Tables& tables, std::vector<CellChange>& changes, const Binder& names, Diagnostics& errors) {
    for (const CellChange& change : changes) split_rows(tables.find(change.table)->second, change.key, names);
    for (CellChange& change : changes) {
        const TypedTable& table = tables.find(change.table)->second;
        change.rows = rows_named(table, change.key, names);
        if (!change.rows.empty() || table.broken) continue;
        errors.push_back(
            problem(code::key_matches_nothing, *change.row, "key",
                    fmt::format("\"{}\" names no row of {}", change.row->text("key"), change.table),
                    "values that occur together in a row of the table"));
    }
}

void check_cells(const std::vector<CellChange>& changes, Diagnostics& errors) {
    std::map<std::tuple<std::string, std::string, std::size_t, std::size_t>, const CellChange*> first;
    for (const CellChange& change : changes) {
        for (const std::size_t row : change.rows) {
            const auto [known, fresh] =
                first.try_emplace({change.row->text("strategy"), change.table, row, change.column}, &change);
            if (fresh) continue;
            errors.push_back(
                problem(code::overlap, *change.row, "value",
                        fmt::format("row {} gives the same cell a value", known->second->row->row),
                        "one value a cell in a strategy"));
            break;
        }
    }
}

std::string place(std::string_view file, int row, std::string_view column) {
    return fmt::format("{}/{}/{}", file, row, column);
}

void add_name(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

std::vector<std::string> strategy_names(const Tables& tables) {
    std::vector<std::string> names;
    for (const std::string_view table : {"strategies", "strategy_limits"})
        for (const Row& row : tables.find(table)->second.rows) add_name(names, row.text("strategy"));
    if (!tables.find("recorded_flows")->second.rows.empty()) add_name(names, std::string(baseline_strategy));
    return names;
}

std::vector<ChangedCell> apply_strategy(Tables& tables, const std::optional<Settings>& settings,
                                        std::string_view name, Diagnostics& errors) {
    const std::vector<Row> rows = tables.at("strategies").rows;
    if (rows.empty()) return {};
    std::vector<CellChange> changes;
    ChangeReader reader(tables, settings, errors);
    for (const Row& row : rows)
        if (auto change = reader.read(row)) changes.push_back(std::move(*change));
    Case unnamed;
    if (settings) unnamed.settings = *settings;
    Diagnostics known;  // told where the tables are bound for good
    const Tables before = tables;
    Binder names(before, unnamed, known);
    bind_tables(names);
    Tables split = tables;
    find_rows(split, changes, names, errors);
    check_cells(changes, errors);
    std::erase_if(changes, [&](const CellChange& change) { return change.row->text("strategy") != name; });
    // Rows are split for this strategy only: those of the others stay whole.
    Diagnostics told;
    find_rows(tables, changes, names, told);
    std::vector<ChangedCell> cells;
    for (const CellChange& change : changes) {
        TypedTable& table = tables.find(change.table)->second;
        for (const std::size_t row : change.rows) {
            table.rows[row].values[change.column] = change.value;
            cells.push_back({table.file(), std::string(table.table->columns[change.column].name),
                             table.rows[row].row, change.row->row});
        }
    }
    return cells;
}

void tell_strategy(Diagnostics& found, const Diagnostics& known, const std::vector<ChangedCell>& cells,
                   std::string_view name) {
    std::map<std::string, int> by;
    for (const ChangedCell& cell : cells) by.emplace(place(cell.file, cell.row, cell.column), cell.by);
    for (Diagnostic& d : found) {
        const bool old = std::any_of(known.begin(), known.end(), [&](const Diagnostic& other) {
            return other.code == d.code && other.message == d.message &&
                   place(other.file, other.row, other.column) == place(d.file, d.row, d.column);
        });
        if (old) continue;
        if (const auto cell = by.find(place(d.file, d.row, d.column)); cell != by.end()) {
            d.message = fmt::format("in row {} of {}: {}", d.row, d.file, d.message);
            d.file = "strategies.csv";
            d.row = cell->second;
            d.column = "value";
        }
        d.message += fmt::format(" (with strategy \"{}\")", name);
    }
}

}  // namespace dualflow
