// SPDX-License-Identifier: MIT
#include "dualflow/case/value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"

namespace dualflow {

namespace {

using Parsed = Result<Value, ValueProblem>;

Value given_number(double number) {
    return {true, number, {}};
}
Value given_text(std::string_view text) {
    return {true, 0, std::string(text)};
}

std::string_view example_of(const Column& column) {
    return column.unit == "fraction" || column.unit == "1/year" ? "a fraction, such as 0.25 for 25 %"
                                                                : "a number, such as 1250.5";
}

Result<double, ValueProblem> read_number(const Column& column, std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole_text = end == text.data() + text.size();
    if (whole_text && error == std::errc::result_out_of_range)
        return unexpected(ValueProblem{
            code::not_finite, "is too large or too small for a number", "a number of ordinary size", {}});
    if (error != std::errc{} || !whole_text) {
        const bool percent = text.find('%') != std::string_view::npos;
        return unexpected(
            ValueProblem{code::not_a_number,
                         "is not a number",
                         std::string(percent ? "a fraction, such as 0.25 for 25 %" : example_of(column)),
                         {}});
    }
    if (!std::isfinite(number))
        return unexpected(
            ValueProblem{code::not_finite, "is not a finite number", std::string(example_of(column)), {}});
    return number;
}

Parsed parse_number(const Column& column, std::string_view text) {
    const auto number = read_number(column, text);
    if (!number) return unexpected(number.error());
    return check_number(column, *number);
}

Parsed parse_flag(std::string_view text) {
    if (text == "1" || text == "true") return given_number(1);
    if (text == "0" || text == "false") return given_number(0);
    return unexpected(ValueProblem{code::not_a_flag, "is neither 0 nor 1", "0 or 1", {}});
}

Parsed parse_choice(const Column& column, std::string_view text) {
    const std::vector<std::string> words(column.choices.begin(), column.choices.end());
    if (std::find(words.begin(), words.end(), text) != words.end()) return given_text(text);
    return unexpected(ValueProblem{code::not_a_choice, "is not among the choices",
                                   fmt::format("one of {}", fmt::join(words, ", ")),
                                   nearest_names(text, words)});
}

// Ids appear in keys (`site=A;product=B`), lists (`A;B`), groups (`kind:A`) and sums (`together(A)`).
Parsed parse_id(std::string_view text) {
    constexpr std::string_view reserved = ";|=*:()";
    if (text.find_first_of(reserved) == std::string_view::npos) return given_text(text);
    return unexpected(ValueProblem{
        code::not_an_id, "cannot be a name", fmt::format("a name without any of {}", reserved), {}});
}

Parsed parse_given(const Column& column, std::string_view text) {
    switch (column.type) {
        case Type::number:
        case Type::integer:
            return parse_number(column, text);
        case Type::flag:
            return parse_flag(text);
        case Type::choice:
            return parse_choice(column, text);
        case Type::id:
            return parse_id(text);
        case Type::date:
            return parse_date(text).map([](Date date) { return given_number(date.days); });
        case Type::curve:
            return parse_curve(text).map([&](const auto&) { return given_text(text); });
        case Type::text:
        case Type::reference:
        case Type::references:
        case Type::group:
        case Type::keys:
            return given_text(text);
    }
    return given_text(text);
}

unsigned digits(std::string_view text) {
    unsigned number = 0;
    for (const char c : text) number = 10 * number + static_cast<unsigned>(c - '0');
    return number;
}

ValueProblem not_a_curve(std::string message) {
    return {code::not_a_curve, std::move(message), "points share@day joined by ;, such as 0.3@90;1@365", {}};
}

Result<CurvePoint, ValueProblem> parse_point(std::string_view text) {
    static const Column plain;
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return unexpected(not_a_curve(fmt::format("has no @ in \"{}\"", text)));
    const auto share = read_number(plain, trim(text.substr(0, at)));
    const auto day = read_number(plain, trim(text.substr(at + 1)));
    if (!share || !day) return unexpected(not_a_curve(fmt::format("has no numbers in \"{}\"", text)));
    if (*share < 0 || *share > 1) return unexpected(not_a_curve(fmt::format("has the share {}", *share)));
    if (*day < 0) return unexpected(not_a_curve(fmt::format("has the day {}", *day)));
    return CurvePoint{*share, *day};
}

}  // namespace

std::string_view trim(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        const std::string_view part = trim(text.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string describe_range(const Column& column) {
    std::string text;
    if (column.least)
        text = fmt::format("{} {}", column.least_excluded ? "above" : "at least", *column.least);
    if (column.most) text += fmt::format("{}at most {}", text.empty() ? "" : " and ", *column.most);
    return text;
}

Result<Value, ValueProblem> check_number(const Column& column, double number) {
    constexpr double largest_integer = 2e9;
    if (column.type == Type::integer && (std::trunc(number) != number || std::abs(number) > largest_integer))
        return unexpected(
            ValueProblem{code::not_whole, "is not a whole number", "a whole number, such as 3", {}});
    const bool low =
        column.least && (column.least_excluded ? number <= *column.least : number < *column.least);
    const bool high = column.most && number > *column.most;
    if (low || high)
        return unexpected(ValueProblem{
            code::out_of_range, low ? "is too small" : "is too large", describe_range(column), {}});
    return given_number(number);
}

Result<Date, ValueProblem> parse_date(std::string_view text) {
    namespace chrono = std::chrono;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    bool shaped = text.size() == 10;
    for (std::size_t i = 0; shaped && i < text.size(); ++i)
        shaped = i == 4 || i == 7 ? text[i] == '-' : is_digit(text[i]);
    const std::string example = "a date YYYY-MM-DD, such as 2027-01-31";
    if (!shaped) return unexpected(ValueProblem{code::not_a_date, "is not a date", example, {}});
    const auto year = static_cast<int>(digits(text.substr(0, 4)));
    const unsigned month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
    if (!(chrono::year{year} / chrono::month{month} / chrono::day{day}).ok())
        return unexpected(ValueProblem{code::not_a_date, "is a day that does not exist", example, {}});
    return make_date(year, month, day);
}

Result<std::vector<CurvePoint>, ValueProblem> parse_curve(std::string_view text) {
    std::vector<CurvePoint> points;
    for (const std::string& part : split(text, ';')) {
        const auto point = parse_point(part);
        if (!point) return unexpected(point.error());
        if (!points.empty() && point->day <= points.back().day)
            return unexpected(not_a_curve("has days that do not rise"));
        points.push_back(*point);
    }
    if (points.empty()) return unexpected(not_a_curve("has no points"));
    return points;
}

Result<Value, ValueProblem> parse_value(const Column& column, std::string_view text) {
    const std::string_view cell = trim(text);
    if (!cell.empty()) return parse_given(column, cell);
    if (column.required)
        return unexpected(
            ValueProblem{code::blank_required, "is blank", fmt::format("a {}", to_string(column.type)), {}});
    if (column.standard.empty()) return Value{};
    Parsed standard = parse_given(column, column.standard);
    if (standard) standard->given = false;
    return standard;
}

}  // namespace dualflow
