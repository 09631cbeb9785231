// SPDX-License-Identifier: MIT
#include "mutations/mutation.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "cases/driver/csv.hpp"
#include "cases/driver/run.hpp"

namespace dualflow::mutations {

namespace {

using cases::read_text;
using cases::write_text;

RowName row_name(const toml::node* node) {
    if (node == nullptr) return {};
    if (node->is_string()) return {0, node->value_or(std::string())};
    return {node->value_or(0), ""};
}

std::optional<std::string> text_of(const toml::table& table, const char* key) {
    return table[key].value<std::string>();
}

Edit read_edit(const toml::table& table) {
    Edit edit;
    edit.file = table["file"].value_or(std::string());
    edit.row = row_name(table.get("row"));
    edit.column = table["column"].value_or(std::string());
    edit.value = table["value"].value_or(std::string());
    edit.times = table["times"].value_or(1);
    edit.append = text_of(table, "append");
    edit.hex = text_of(table, "hex");
    edit.find = text_of(table, "find");
    edit.put = text_of(table, "put");
    edit.text = text_of(table, "text");
    edit.drop_column = text_of(table, "drop_column");
    edit.add_column = text_of(table, "add_column");
    edit.remove = table["remove"].value_or(false);
    return edit;
}

Mutation read_mutation(const toml::table& table) {
    Mutation mutation;
    mutation.name = table["name"].value_or(std::string());
    const toml::array* edits = table["edit"].as_array();
    const toml::array* expect = table["expect"].as_array();
    if (mutation.name.empty() || edits == nullptr || expect == nullptr || expect->size() != 4)
        throw std::runtime_error("mutation \"" + mutation.name +
                                 "\" needs name, edit and four parts of expect");
    for (const toml::node& edit : *edits) mutation.edits.push_back(read_edit(*edit.as_table()));
    mutation.expected = {expect->get(0)->value_or(std::string()), expect->get(1)->value_or(std::string()),
                         expect->get(3)->value_or(std::string()), row_name(expect->get(2))};
    return mutation;
}

std::string bytes_of(const std::string& hex) {
    std::string digits, bytes;
    std::copy_if(hex.begin(), hex.end(), std::back_inserter(digits), [](char c) { return c != ' '; });
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return bytes;
}

void replace_first(const std::filesystem::path& file, const std::string& find, const std::string& put) {
    std::string text = read_text(file);
    const std::size_t at = text.find(find);
    if (at == std::string::npos) throw std::runtime_error(file.string() + " does not hold \"" + find + "\"");
    write_text(file, text.replace(at, find.size(), put));
}

void set_cell(const std::filesystem::path& file, const Edit& edit) {
    cases::Table table = cases::read_csv(file);
    const auto row = static_cast<std::size_t>(find_row(file, edit.row)) - 2;
    std::string value;
    for (int i = 0; i < edit.times; ++i) value += edit.value;
    table.rows.at(row).at(table.column(edit.column)) = value;
    write_csv(file, table);
}

void drop_column(const std::filesystem::path& file, const std::string& name) {
    cases::Table table = cases::read_csv(file);
    const auto column = static_cast<std::ptrdiff_t>(table.column(name));
    table.columns.erase(table.columns.begin() + column);
    for (auto& row : table.rows) row.erase(row.begin() + column);
    write_csv(file, table);
}

void add_column(const std::filesystem::path& file, const std::string& name, const std::string& value) {
    cases::Table table = cases::read_csv(file);
    table.columns.push_back(name);
    for (auto& row : table.rows) row.push_back(value);
    write_csv(file, table);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Mutation& mutation) {
    return out << mutation.name;
}

std::vector<Mutation> read_mutations(const std::filesystem::path& file) {
    const toml::table list = toml::parse_file(file.string());
    const toml::array* entries = list["mutation"].as_array();
    if (entries == nullptr) throw std::runtime_error(file.string() + " has no mutations");
    std::vector<Mutation> mutations;
    for (const toml::node& entry : *entries) mutations.push_back(read_mutation(*entry.as_table()));
    return mutations;
}

void apply(const Edit& edit, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / edit.file;
    if (edit.remove && !std::filesystem::remove(file)) throw std::runtime_error("no file " + edit.file);
    if (edit.text) write_text(file, *edit.text);
    if (edit.append) write_text(file, read_text(file) + *edit.append + "\n");
    if (edit.hex) write_text(file, read_text(file) + bytes_of(*edit.hex));
    if (edit.find) replace_first(file, *edit.find, edit.put.value_or(""));
    if (edit.drop_column) drop_column(file, *edit.drop_column);
    if (edit.add_column) add_column(file, *edit.add_column, edit.value);
    if (!edit.column.empty()) set_cell(file, edit);
}

int find_row(const std::filesystem::path& file, const RowName& name) {
    if (name.text.empty()) return name.number;
    std::istringstream lines(read_text(file));
    int row = 0;
    for (std::string line; std::getline(lines, line);) {
        ++row;
        if (name.text != "last" && line.compare(0, name.text.size(), name.text) == 0) return row;
    }
    if (name.text != "last") throw std::runtime_error(file.string() + " has no row that begins " + name.text);
    return row;
}

}  // namespace dualflow::mutations
