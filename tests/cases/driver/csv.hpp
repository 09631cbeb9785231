// SPDX-License-Identifier: MIT
// Just enough CSV to read and rewrite the tables of the test cases (no line breaks inside cells), on
// purpose apart from the program's own reader.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dualflow::cases {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;

    bool has(const std::string& column) const;
    std::size_t column(const std::string& name) const;  // throws where there is none
    // The cell, or `missing` where it is blank or the column is not there.
    std::string cell(const std::vector<std::string>& row, const std::string& name,
                     const std::string& missing = "") const;
    double number(const std::vector<std::string>& row, const std::string& name, double missing) const;
};

Table read_csv(const std::filesystem::path& file);  // an empty table where the file is not there
void write_csv(const std::filesystem::path& file, const Table& table);

}  // namespace dualflow::cases
