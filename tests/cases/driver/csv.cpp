// SPDX-License-Identifier: MIT
#include "cases/driver/csv.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace dualflow::cases {
namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

void write_row(std::ofstream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool quote = cells[i].find(',') != std::string::npos;
        out << (i > 0 ? "," : "") << (quote ? "\"" + cells[i] + "\"" : cells[i]);
    }
    out << '\n';
}

}  // namespace

bool Table::has(const std::string& name) const {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

std::size_t Table::column(const std::string& name) const {
    const auto at = std::find(columns.begin(), columns.end(), name);
    if (at == columns.end()) throw std::runtime_error("no column " + name);
    return static_cast<std::size_t>(at - columns.begin());
}

std::string Table::cell(const std::vector<std::string>& row, const std::string& name,
                        const std::string& missing) const {
    if (!has(name)) return missing;
    const std::size_t at = column(name);
    return at < row.size() && !row[at].empty() ? row[at] : missing;
}

double Table::number(const std::vector<std::string>& row, const std::string& name, double missing) const {
    const std::string text = cell(row, name);
    return text.empty() ? missing : std::stod(text);
}

Table read_csv(const std::filesystem::path& file) {
    Table table;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        if (table.columns.empty())
            table.columns = split(line);
        else
            table.rows.push_back(split(line));
    }
    return table;
}

void write_csv(const std::filesystem::path& file, const Table& table) {
    std::ofstream out(file);
    write_row(out, table.columns);
    for (const auto& row : table.rows) write_row(out, row);
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace dualflow::cases
