// SPDX-License-Identifier: MIT
// A table whose cells have been read by their columns' types, and the reading of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/csv.hpp"
#include "dualflow/case/value.hpp"

namespace dualflow {

struct Row {
    const Table* table = nullptr;
    int row = 0;                // as an editor counts
    std::vector<Value> values;  // by column of the schema; defaults filled in

    // The cell of a column that the schema has.
    const Value& at(std::string_view column) const;
    bool given(std::string_view column) const { return at(column).given; }
    double number(std::string_view column) const { return at(column).number; }
    bool flag(std::string_view column) const { return at(column).number != 0; }
    const std::string& text(std::string_view column) const { return at(column).text; }
    Date date(std::string_view column) const { return at(column).date(); }
    std::optional<double> maybe(std::string_view column) const;
    std::optional<Date> maybe_date(std::string_view column) const;
};

struct TypedTable {
    const Table* table = nullptr;
    std::vector<Row> rows;
    bool broken = false;  // not readable: its rows are unknown, so references to it are not judged

    std::string file() const { return std::string(table->name) + ".csv"; }
};

// A problem of a cell, or of a row where `column` is empty.
Diagnostic problem_at(std::string_view code, const Row& row, std::string_view column, std::string message,
                      std::string_view expected);

// Columns named by `off` are treated as blank. All errors are appended.
TypedTable read_table(const Table& table, const CsvTable& csv, const std::vector<std::string>& off,
                      Diagnostics& errors);

}  // namespace dualflow
