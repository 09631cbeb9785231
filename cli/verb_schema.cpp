// SPDX-License-Identifier: MIT
// dualflow schema [TABLE]: the tables of a case, or the columns of one; `settings` are those of case.toml.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "command.hpp"
#include "dualflow/case/nearest.hpp"
#include "schema_text.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
}
Json or_null(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json as_json(const Column& column) {
    Json json{{"name", column.name},
              {"type", to_string(column.type)},
              {"unit", or_null(column.unit)},
              {"required", column.required},
              {"key", column.key},
              {"default", or_null(column.standard)},
              {"default_note", or_null(column.default_note)},
              {"least", or_null(column.least)},
              {"least_excluded", column.least_excluded},
              {"most", or_null(column.most)},
              {"references", or_null(column.target)},
              {"groups", column.group},
              {"together", column.together},
              {"choices", Json::array()},
              {"status", to_string(column.status)},
              {"description", column.description}};
    for (const std::string_view word : column.choices) json["choices"].push_back(word);
    return json;
}

Json as_json(const Table& table) {
    Json columns = Json::array();
    for (const Column& column : table.columns) columns.push_back(as_json(column));
    return {{"name", table.name},
            {"description", table.description},
            {"required", table.required},
            {"status", to_string(table.status)},
            {"columns", columns}};
}

Json settings_as_json() {
    Json settings = Json::array();
    for (const Setting& setting : schema_settings()) {
        Json json{{"section", or_null(setting.section)}};
        json.update(as_json(setting.value));
        settings.push_back(json);
    }
    return settings;
}

std::string columns_as_text(const Table& table) {
    std::vector<std::vector<std::string>> rows{{"column", "type", "default", ""}};
    for (const Column& column : table.columns)
        rows.push_back({std::string(column.name), type_of(column), default_of(column), meaning_of(column)});
    return fmt::format("{}.csv: {}{}\n\n{}", table.name, table.description,
                       table.status == Status::not_supported ? " Not supported yet." : "", in_columns(rows));
}

std::string settings_as_text() {
    std::vector<std::vector<std::string>> rows{{"setting", "type", "default", ""}};
    for (const Setting& setting : schema_settings())
        rows.push_back(
            {name_of(setting), type_of(setting.value), default_of(setting.value), meaning_of(setting.value)});
    return "case.toml: the settings of a case.\n\n" + in_columns(rows);
}

std::string tables_as_text() {
    std::vector<std::vector<std::string>> rows{{"settings", "", "case.toml: the settings of a case."}};
    for (const Table& table : schema_tables())
        rows.push_back({std::string(table.name),
                        table.required                          ? "required"
                        : table.status == Status::not_supported ? "not supported yet"
                                                                : "",
                        std::string(table.description)});
    return in_columns(rows) + "\ncolumns of a table: dualflow schema TABLE\n";
}

const Table& table_named(const std::string& name) {
    if (const Table* table = find_table(name); table != nullptr) return *table;
    std::vector<std::string> names{"settings"};
    for (const Table& table : schema_tables()) names.emplace_back(table.name);
    std::string message = fmt::format("no table \"{}\"\n  = expected one of {}", name, joined(names));
    const std::vector<std::string> nearest = nearest_names(name, names);
    if (!nearest.empty()) message += "\n  = nearest: " + joined(nearest);
    throw UsageError(message);
}

Json document_of(const std::string& name) {
    Json document{{"schema", "dualflow.schema/1"}};
    if (name.empty() || name == "settings") document["settings"] = settings_as_json();
    if (name == "settings") return document;
    document["tables"] = Json::array();
    if (!name.empty()) document["tables"].push_back(as_json(table_named(name)));
    if (name.empty())
        for (const Table& table : schema_tables()) document["tables"].push_back(as_json(table));
    return document;
}

Exit schema(const std::string& name, const Globals& globals) {
    if (globals.json)
        print(document_of(name).dump(2) + "\n");
    else if (name.empty())
        print(tables_as_text());
    else
        print(name == "settings" ? settings_as_text() : columns_as_text(table_named(name)));
    return Exit::done;
}

}  // namespace

void add_schema(CLI::App& app, Session& session) {
    auto name = std::make_shared<std::string>();
    CLI::App* verb = app.add_subcommand("schema", "Show the tables of a case, or the columns of one");
    verb->add_option("TABLE", *name, "Name of a table, or settings");
    verb->callback(
        [name, &session] { session.run = [=, &session] { return schema(*name, session.globals); }; });
}

}  // namespace dualflow::cli
