// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/series.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "dualflow/case/csv.hpp"
#include "dualflow/case/utf8.hpp"
#include "dualflow/case/value.hpp"

namespace dualflow {

namespace {

std::string month_text(int month) {  // months since the year 0
    return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

// Months since the year 0 of YYYY-MM-DD or YYYY-MM; none where it is neither.
std::optional<int> month_of(std::string_view text) {
    const std::string whole = text.size() == 7 ? std::string(text) + "-01" : std::string(text);
    const auto date = parse_date(whole);
    if (!date) return std::nullopt;
    const int year = year_of(*date);
    int month = 11;
    while (month > 0 && *date < make_date(year, static_cast<unsigned>(month + 1), 1)) --month;
    return 12 * year + month;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

class SeriesReader {
public:
    SeriesReader(const CsvTable& csv, std::string_view file, std::optional<int> from)
        : csv_(csv), file_(file), from_(from) {}

    Result<MonthlySeries, std::string> read() {
        for (const CsvRecord& record : csv_.records)
            if (std::string problem = take(record); !problem.empty()) return unexpected(std::move(problem));
        if (series_.values.size() < fewest_months)
            return unexpected(
                fmt::format("{}: {} months{}; expected at least {}, five years", file_, series_.values.size(),
                            from_ ? " from " + month_text(*from_) + " on" : std::string(), fewest_months));
        series_.name = csv_.columns[1];
        return series_;
    }

private:
    std::string at(const CsvRecord& record, const std::string& problem) const {
        return fmt::format("{}:{}: {}", file_, record.row, problem);
    }

    // What is wrong with the row; empty: it has been added, or is earlier than wanted.
    std::string take(const CsvRecord& record) {
        const std::string_view when = trim(record.cells[0]), what = trim(record.cells[1]);
        const auto month = month_of(when);
        if (!month)
            return at(record,
                      fmt::format("\"{}\" is not a date; expected YYYY-MM-DD or YYYY-MM", excerpt(when)));
        if (last_ && *month != *last_ + 1)
            return at(record, fmt::format("{} follows {}; expected {}: every month once, in order",
                                          month_text(*month), month_text(*last_), month_text(*last_ + 1)));
        last_ = month;
        if (from_ && *month < *from_) return "";
        const auto value = number_of(what);
        if (!value)
            return at(record,
                      fmt::format("\"{}\" is not a number; expected a value for every month", excerpt(what)));
        if (*value <= 0)
            return at(record, fmt::format("{} is not above 0, and its logarithm is needed", what));
        if (series_.values.empty()) {
            series_.first_year = *month / 12;
            series_.first_month = *month % 12 + 1;
        }
        series_.values.push_back(*value);
        return "";
    }

    const CsvTable& csv_;
    std::string_view file_;
    std::optional<int> from_, last_;
    MonthlySeries series_;
};

}  // namespace

std::string MonthlySeries::date(std::size_t i) const {
    return month_text(12 * first_year + first_month - 1 + static_cast<int>(i));
}

Result<MonthlySeries, std::string> read_series(std::string_view text, std::string_view file,
                                               std::string_view from) {
    std::optional<int> first;
    if (!from.empty()) {
        first = month_of(from);
        if (!first) return unexpected(fmt::format("\"{}\" is not a month; expected YYYY-MM", excerpt(from)));
    }
    const auto csv = parse_csv(text, file);
    if (!csv) {
        const Diagnostic& d = csv.error().front();
        return unexpected(fmt::format("{}:{}: {}; expected {}", file, d.row, d.message, d.expected));
    }
    if (csv->columns.size() < 2)
        return unexpected(
            fmt::format("{}:1: one column; expected dates and values, separated by a comma", file));
    return SeriesReader(*csv, file, first).read();
}

}  // namespace dualflow
