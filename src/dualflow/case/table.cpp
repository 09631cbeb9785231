// SPDX-License-Identifier: MIT
#include "dualflow/case/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);

class TableReader {
public:
    TableReader(const Table& table, const CsvTable& csv, const std::vector<std::string>& off,
                Diagnostics& errors)
        : table_(table), csv_(csv), off_(off), errors_(errors) {}

    TypedTable read() {
        TypedTable typed{&table_, {}, !match_header()};
        if (typed.broken) return typed;
        for (const Column& column : table_.columns)
            blanks_.push_back(parse_value(optional(column), "").value_or(Value{}));
        for (const CsvRecord& record : csv_.records) typed.rows.push_back(read_row(record));
        for (const auto& [column, first] : refused_) errors_.push_back(first);
        return typed;
    }

private:
    static Column optional(Column column) {
        column.required = false;
        return column;
    }

    // Finds each column of the schema in the header; false where one that no row can do without is missing.
    bool match_header() {
        check_names();
        bool complete = true;
        for (const Column& column : table_.columns) {
            const auto found = std::find(csv_.columns.begin(), csv_.columns.end(), column.name);
            const bool missing = found == csv_.columns.end();
            place_.push_back(
                missing || is_off(column) ? absent : static_cast<std::size_t>(found - csv_.columns.begin()));
            if (!missing || !column.required) continue;
            complete = false;
            Diagnostic& d = header_problem(code::missing_column, column.name);
            d.message = fmt::format("column \"{}\" is missing", column.name);
            d.expected = column.description;
            d.found = "";
        }
        return complete;
    }

    void check_names() {
        std::vector<std::string> names;
        names.reserve(table_.columns.size());
        for (const Column& column : table_.columns) names.emplace_back(column.name);
        for (const std::string& name : csv_.columns) {
            if (find_column(table_, name) != nullptr) continue;
            Diagnostic& d = header_problem(code::unknown_column, excerpt(name));
            d.message = fmt::format("no column \"{}\" in {}", d.found, table_.name);
            d.expected = fmt::format("a column of {}", table_.name);
            d.nearest = nearest_names(name, names);
        }
    }

    Diagnostic& header_problem(std::string_view code, std::string_view column) {
        Diagnostic d;
        d.code = code;
        d.file = csv_.file;
        d.row = 1;
        d.column = d.found = column;
        return errors_.emplace_back(std::move(d));
    }

    // Named by [model] off, or leading to a table that is.
    bool is_off(const Column& column) const {
        const std::string name = fmt::format("{}.{}", table_.name, column.name);
        const auto named = [&](std::string_view entry) {
            return std::find(off_.begin(), off_.end(), entry) != off_.end();
        };
        const Table* target = column.target.empty() ? nullptr : find_table(column.target);
        return named(name) ||
               (target != nullptr && !target->required && !column.required && named(target->name));
    }

    Row read_row(const CsvRecord& record) {
        Row row{&table_, record.row, blanks_};
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            if (place_[i] == absent) continue;
            const Column& column = table_.columns[i];
            const std::string& cell = record.cells[place_[i]];
            if (auto value = parse_value(column, cell))
                row.values[i] = std::move(*value);
            else
                errors_.push_back(cell_problem(row, column, cell, value.error()));
            if (column.status == Status::not_supported) refuse(row, column, row.values[i], blanks_[i]);
        }
        return row;
    }

    Diagnostic cell_problem(const Row& row, const Column& column, const std::string& cell,
                            const ValueProblem& problem) const {
        const std::string found = excerpt(trim(cell));
        const std::string message = found.empty()
                                        ? fmt::format("{} {}", column.name, problem.message)
                                        : fmt::format("{} \"{}\" {}", column.name, found, problem.message);
        Diagnostic d = problem_at(problem.code, row, column.name, message, problem.expected);
        d.found = found;
        d.nearest = problem.nearest;
        return d;
    }

    // One error a column, at its first row.
    void refuse(const Row& row, const Column& column, const Value& value, const Value& standard) {
        const bool harmless = !value.given || (!column.standard.empty() && value.number == standard.number);
        if (harmless || refused_.contains(column.name)) return;
        Diagnostic d =
            problem_at(code::column_not_supported, row, column.name,
                       fmt::format("column \"{}\" of {} is not supported yet", column.name, table_.name),
                       fmt::format("blank cells, or \"{}.{}\" in [model] off", table_.name, column.name));
        refused_.emplace(column.name, std::move(d));
    }

    const Table& table_;
    const CsvTable& csv_;
    const std::vector<std::string>& off_;
    Diagnostics& errors_;
    std::vector<std::size_t> place_;  // of each schema column in the file
    std::vector<Value> blanks_;       // what a blank cell means
    std::map<std::string_view, Diagnostic> refused_;
};

}  // namespace

const Value& Row::at(std::string_view column) const {
    const Column* found = find_column(*table, column);
    return values.at(static_cast<std::size_t>(found - table->columns.data()));
}

std::optional<double> Row::maybe(std::string_view column) const {
    const Value& value = at(column);
    return value.given ? std::optional(value.number) : std::nullopt;
}

std::optional<Date> Row::maybe_date(std::string_view column) const {
    const Value& value = at(column);
    return value.given ? std::optional(value.date()) : std::nullopt;
}

Diagnostic problem_at(std::string_view code, const Row& row, std::string_view column, std::string message,
                      std::string_view expected) {
    Diagnostic d;
    d.code = code;
    d.file = std::string(row.table->name) + ".csv";
    d.row = row.row;
    d.column = column;
    d.message = std::move(message);
    d.expected = expected;
    return d;
}

TypedTable read_table(const Table& table, const CsvTable& csv, const std::vector<std::string>& off,
                      Diagnostics& errors) {
    return TableReader(table, csv, off, errors).read();
}

}  // namespace dualflow
