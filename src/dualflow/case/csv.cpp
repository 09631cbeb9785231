// SPDX-License-Identifier: MIT
#include "dualflow/case/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts a text into records. Errors name rows and field numbers; the column's name is added by parse_csv.
class Cutter {
public:
    struct Problem {
        std::string_view code;
        int row;
        std::size_t field;
        std::string found;
    };

    explicit Cutter(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ == text_.size(); }

    CsvRecord next_record() {
        CsvRecord record{line_, {}};
        do record.cells.push_back(next_field(record.cells.size()));
        while (take(','));
        take_line_break();
        return record;
    }

    const std::vector<Problem>& problems() const { return problems_; }

private:
    bool take(char c) {
        if (at_end() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool at_line_break() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }
    bool at_field_end() const { return at_line_break() || text_[at_] == ','; }

    bool take_line_break() {
        const bool cr = take('\r');
        const bool lf = take('\n');
        if (cr || lf) ++line_;
        return cr || lf;
    }

    std::string next_field(std::size_t field) {
        const int row = line_;
        std::string value = take('"') ? quoted(field) : bare(field);
        if (value.size() > longest_csv_field) {
            problems_.push_back({code::field_too_long, row, field, fmt::format("{} bytes", value.size())});
            value.clear();
        }
        return value;
    }

    std::string bare(std::size_t field) {
        const std::size_t start = at_;
        bool quote = false;
        for (; !at_field_end(); ++at_) quote = quote || text_[at_] == '"';
        std::string value(text_.substr(start, at_ - start));
        if (quote) problems_.push_back({code::stray_quote, line_, field, excerpt(value)});
        return value;
    }

    std::string quoted(std::size_t field) {
        const int row = line_;
        std::string value;
        for (;;) {
            if (at_end()) {
                problems_.push_back({code::unclosed_quote, row, field, excerpt(value)});
                return value;
            }
            if (take('"')) {
                if (!take('"')) break;
                value += '"';
            } else if (const std::size_t start = at_; take_line_break()) {
                value += text_.substr(start, at_ - start);
            } else {
                value += text_[at_++];
            }
        }
        if (!at_field_end()) {
            const std::string rest = bare_rest();
            problems_.push_back({code::stray_quote, line_, field, excerpt("\"" + value + "\"" + rest)});
        }
        return value;
    }

    std::string bare_rest() {
        const std::size_t start = at_;
        while (!at_field_end()) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<Problem> problems_;
};

Diagnostic explain(const Cutter::Problem& problem) {
    Diagnostic d;
    d.code = problem.code;
    d.row = problem.row;
    d.found = problem.found;
    if (problem.code == code::field_too_long) {
        d.message = fmt::format("a field of {} is too long", problem.found);
        d.expected = fmt::format("at most {} bytes", longest_csv_field);
    } else if (problem.code == code::unclosed_quote) {
        d.message = "a quoted field never ends";
        d.expected = "a closing quote \" before the end of the file";
    } else {
        d.message = "a quote stands inside a field";
        d.expected = "a field quoted as a whole, quotes in it doubled, such as \"12\"\" pipe\"";
    }
    return d;
}

Diagnostic ragged(const CsvRecord& record, std::size_t columns) {
    Diagnostic d;
    d.code = code::ragged_row;
    d.row = record.row;
    d.found = fmt::format("{} fields", record.cells.size());
    d.expected = fmt::format("{} fields, as the header has", columns);
    d.message = fmt::format("the row has {} where the header has {}", d.found, columns);
    return d;
}

bool is_blank(const CsvRecord& record) {
    return std::all_of(record.cells.begin(), record.cells.end(),
                       [](const std::string& cell) { return trimmed(cell).empty(); });
}

void check_header(const std::vector<std::string>& columns, Diagnostics& errors) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Diagnostic d;
        d.row = 1;
        if (columns[i].empty()) {
            d.code = code::unknown_column;
            d.message = fmt::format("column {} has no name", i + 1);
            d.expected = "a name in the header for every column";
        } else if (!seen.insert(columns[i]).second) {
            d.code = code::duplicate_column;
            d.column = d.found = excerpt(columns[i]);
            d.message = fmt::format("column \"{}\" appears twice", d.found);
            d.expected = "each column once";
        } else {
            continue;
        }
        errors.push_back(std::move(d));
    }
}

// No name of a column holds a semicolon or a tab, so a single one that does is a header cut in another way.
std::optional<Diagnostic> check_separator(const std::vector<std::string>& columns, std::string_view file) {
    if (columns.size() != 1) return std::nullopt;
    const std::size_t found = columns.front().find_first_of(";\t");
    if (found == std::string::npos) return std::nullopt;
    Diagnostic d;
    d.code = code::wrong_separator;
    d.file = file;
    d.row = 1;
    d.found = columns.front()[found] == ';' ? "semicolons" : "tabs";
    d.message = fmt::format("the fields are separated by {}", d.found);
    d.expected = "commas";
    return d;
}

Diagnostics failure(Diagnostic d) {
    return {std::move(d)};
}

Diagnostic empty(std::string_view file) {
    Diagnostic d;
    d.code = code::empty_file;
    d.file = file;
    d.message = "the file is empty";
    d.expected = "a header with the names of the columns";
    return d;
}

}  // namespace

Result<CsvTable, Diagnostics> parse_csv(std::string_view text, std::string_view file) {
    const std::string_view body = without_bom(text);
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return unexpected(failure(empty(file)));
    if (auto wrong = check_encoding(body, file)) return unexpected(failure(std::move(*wrong)));

    Cutter cutter(body);
    CsvTable table{std::string(file), {}, {}};
    Diagnostics errors;
    for (const std::string& name : cutter.next_record().cells) table.columns.emplace_back(trimmed(name));
    if (auto wrong = check_separator(table.columns, file)) return unexpected(failure(std::move(*wrong)));
    check_header(table.columns, errors);
    while (!cutter.at_end()) {
        const std::size_t problems = cutter.problems().size();
        CsvRecord record = cutter.next_record();
        if (is_blank(record) || cutter.problems().size() > problems) continue;
        if (record.cells.size() != table.columns.size())
            errors.push_back(ragged(record, table.columns.size()));
        else
            table.records.push_back(std::move(record));
    }
    for (const Cutter::Problem& problem : cutter.problems()) {
        errors.push_back(explain(problem));
        if (problem.field < table.columns.size())
            errors.back().column = excerpt(table.columns[problem.field]);
    }
    if (errors.empty()) return table;
    for (Diagnostic& d : errors) d.file = file;
    sort_by_place(errors);
    return unexpected(std::move(errors));
}

std::string csv_field(std::string_view value) {
    // A field that begins like a byte order mark would lose it at the start of a file.
    const bool plain =
        value.find_first_of("\",\r\n") == std::string_view::npos && !value.starts_with("\xEF\xBB\xBF");
    if (plain) return std::string(value);
    std::string quoted = "\"";
    for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

}  // namespace dualflow
