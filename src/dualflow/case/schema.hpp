// SPDX-License-Identifier: MIT
// Every table, column and setting of a case, declared once as data. The reader, the validator,
// `dualflow schema` and the reference page all follow from these declarations, so none can drift.
//
// A column's default is kept as the text a planner would write ("0", "base"); `default_note` says in
// words where a default is computed ("the same as unit_value").
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace dualflow {

enum class Type {
    text,    // free text
    id,      // the name of a row, unique in its table
    number,  // a finite decimal number
    integer,
    flag,        // 0 or 1
    date,        // YYYY-MM-DD
    choice,      // one of a list of words
    reference,   // the id of a row of another table, or a group of them
    references,  // ids joined by ;
    group,       // terms a row must meet together, joined by ;
    curve,       // share@day points joined by ;
    keys,        // rows of other tables: table:column=value;column=value, joined by |
};

enum class Status {
    used,           // the plan depends on it
    information,    // kept and shown, without effect on the plan
    not_supported,  // refused when given, unless [model] off names it
};

struct Column {
    std::string_view name;
    Type type = Type::text;
    std::string_view unit;         // "money/unit", "days"; empty = none
    std::string_view description;  // one sentence
    std::string_view standard;     // default, as text; empty = none
    std::string_view default_note;
    bool required = false;
    bool key = false;         // part of the key of its table
    bool group = false;       // a reference that may be *, family:x, kind:x, region:x or bloc:x
    bool together = false;    // may be together(...), the sum over a group
    bool varies = false;      // a figure that may differ from future to future: scenario_changes
    std::string_view target;  // the table a reference leads to
    std::vector<std::string_view> choices;
    std::optional<double> least, most;
    bool least_excluded = false;  // the value must lie above `least`
    Status status = Status::used;
};

struct Table {
    std::string_view name;
    std::string_view description;
    Status status = Status::used;
    bool required = false;        // no case without it
    std::vector<Column> columns;  // in the order shown to planners; `note` is the last of each
};

// A setting of case.toml. `section` is empty for the top level. The key "<year>" stands for any
// calendar year.
struct Setting {
    std::string_view section;
    Column value;
};

const std::vector<Table>& schema_tables();
const std::vector<Setting>& schema_settings();

const Table* find_table(std::string_view name);  // nullptr: none of that name
const Column* find_column(const Table& table, std::string_view name);

std::string_view to_string(Type type);      // "number"
std::string_view to_string(Status status);  // "not supported yet"

}  // namespace dualflow
