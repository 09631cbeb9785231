// SPDX-License-Identifier: MIT
#include "dualflow/case/schema.hpp"

#include <iterator>

#include "dualflow/case/schema_build.hpp"

namespace dualflow {

namespace {

std::vector<Table> all_tables() {
    std::vector<Table> all;
    for (auto tables : {network_tables(), supply_tables(), trade_tables(), futures_tables()})
        all.insert(all.end(), std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end()));
    return all;
}

}  // namespace

const std::vector<Table>& schema_tables() {
    static const std::vector<Table> tables = all_tables();
    return tables;
}

const Table* find_table(std::string_view name) {
    for (const Table& table : schema_tables())
        if (table.name == name) return &table;
    return nullptr;
}

const Column* find_column(const Table& table, std::string_view name) {
    for (const Column& column : table.columns)
        if (column.name == name) return &column;
    return nullptr;
}

std::string_view to_string(Type type) {
    switch (type) {
        case Type::text:
            return "text";
        case Type::id:
            return "id";
        case Type::number:
            return "number";
        case Type::integer:
            return "whole number";
        case Type::flag:
            return "0 or 1";
        case Type::date:
            return "date";
        case Type::choice:
            return "choice";
        case Type::reference:
            return "reference";
        case Type::references:
            return "references";
        case Type::group:
            return "group";
        case Type::curve:
            return "curve";
        case Type::keys:
            return "keys of rows";
    }
    return "text";
}

std::string_view to_string(Status status) {
    switch (status) {
        case Status::used:
            return "used";
        case Status::information:
            return "information";
        case Status::not_supported:
            return "not supported yet";
    }
    return "used";
}

}  // namespace dualflow
