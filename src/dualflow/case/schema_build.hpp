// SPDX-License-Identifier: MIT
// Words to declare columns with, for the schema_*.cpp files only:
//   number("unit_cost", "money/unit", "What it costs.").standard("0").least(0)
#pragma once

#include <initializer_list>
#include <utility>

#include "dualflow/case/schema.hpp"

namespace dualflow::declare {

struct Draft {
    Column column;

    Draft must() && { return column.required = true, std::move(*this); }
    Draft key() && { return column.key = true, std::move(*this); }
    Draft standard(std::string_view text) && { return column.standard = text, std::move(*this); }
    Draft otherwise(std::string_view note) && { return column.default_note = note, std::move(*this); }
    Draft least(double value) && { return column.least = value, std::move(*this); }
    Draft above(double value) && {
        column.least_excluded = true;
        return column.least = value, std::move(*this);
    }
    Draft most(double value) && { return column.most = value, std::move(*this); }
    Draft groups() && { return column.group = true, std::move(*this); }
    Draft sums() && { return column.together = true, std::move(*this).groups(); }
    Draft varies() && { return column.varies = true, std::move(*this); }
    Draft to(std::string_view table) && { return column.target = table, std::move(*this); }
    Draft informs() && { return column.status = Status::information, std::move(*this); }
    Draft later() && { return column.status = Status::not_supported, std::move(*this); }
    operator Column() && { return std::move(column); }
};

inline Draft draft(std::string_view name, Type type, std::string_view unit, std::string_view description) {
    Draft made;
    made.column.name = name;
    made.column.type = type;
    made.column.unit = unit;
    made.column.description = description;
    return made;
}

inline Draft id(std::string_view description) {
    return draft("id", Type::id, "", description).must().key();
}
inline Draft id(std::string_view name, std::string_view description) {
    return draft(name, Type::id, "", description).must().key();
}
inline Draft text(std::string_view name, std::string_view description) {
    return draft(name, Type::text, "", description);
}
inline Draft number(std::string_view name, std::string_view unit, std::string_view description) {
    return draft(name, Type::number, unit, description);
}
inline Draft share(std::string_view name, std::string_view description) {
    return draft(name, Type::number, "fraction", description).least(0);
}
inline Draft integer(std::string_view name, std::string_view description) {
    return draft(name, Type::integer, "", description);
}
inline Draft flag(std::string_view name, std::string_view description) {
    return draft(name, Type::flag, "", description);
}
inline Draft date(std::string_view name, std::string_view description) {
    return draft(name, Type::date, "", description);
}
inline Draft reference(std::string_view name, std::string_view table, std::string_view description) {
    return draft(name, Type::reference, "", description).to(table);
}
inline Draft choice(std::string_view name, std::initializer_list<std::string_view> words,
                    std::string_view description) {
    Draft made = draft(name, Type::choice, "", description);
    made.column.choices = words;
    return made;
}

// A table with its free note at the end.
inline Table table(std::string_view name, std::string_view description, std::vector<Column> columns,
                   Status status = Status::used, bool required = false) {
    columns.push_back(text("note", "Free text: source, assumption, remark.").informs());
    return {name, description, status, required, std::move(columns)};
}

}  // namespace dualflow::declare

namespace dualflow {

// The tables of each file, put together in schema.cpp.
std::vector<Table> network_tables();  // regions … processes
std::vector<Table> supply_tables();   // investments, contracts, lanes, stock
std::vector<Table> trade_tables();    // tariffs, rules of origin, credits, mandates
std::vector<Table> futures_tables();  // demand, cycle, rates, disruptions, scenarios, strategies

}  // namespace dualflow
