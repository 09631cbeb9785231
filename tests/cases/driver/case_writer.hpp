// SPDX-License-Identifier: MIT
// A case written by a test: tables filled row by row, settings of an exact plan on one thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cases/driver/csv.hpp"

namespace dualflow::cases {

class CaseWriter {
public:
    using Cells = std::vector<std::string>;

    // The calendar as case.toml has it; the horizon begins on 2027-01-01. Gap 0, no value of end stock.
    explicit CaseWriter(std::string calendar) : calendar_(std::move(calendar)) {}

    // Settings to be added, such as "[risk]\nlambda = 0.5\n"; `model` goes into [model].
    std::string model, more;

    void columns(const std::string& table, const Cells& names);
    void row(const std::string& table, const Cells& cells);
    // A scenario, none as parent where blank; and a value in it from the day of its parting to the end.
    void scenario(const std::string& id, const std::string& parent, const std::string& separates,
                  double probability);
    void change(const std::string& scenario, const std::string& table, const std::string& key,
                const std::string& column, double value, const std::string& from = "",
                const std::string& to = "");
    const Table& table(const std::string& name) const { return tables_.at(name); }

    void write(const std::filesystem::path& folder) const;

private:
    std::string calendar_;
    std::map<std::string, Table> tables_;
};

std::string text_of(double number);  // that reads back as the same number
std::string day_of(int day);         // 0: 2027-01-01

}  // namespace dualflow::cases
