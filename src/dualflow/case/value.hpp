// SPDX-License-Identifier: MIT
// The text of a cell (or the value of a setting) as its column's type has it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/case.hpp"
#include "dualflow/case/schema.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// `number` holds numbers, flags (0, 1) and dates (days since 1970-01-01); `text` everything else. A
// blank cell is not given, and holds the column's default where it has one.
struct Value {
    bool given = false;
    double number = 0;
    std::string text;

    Date date() const { return Date{static_cast<std::int32_t>(number)}; }
};

// What is wrong with a text, without its place. `message` completes `"25%%" …`: "is not a number".
struct ValueProblem {
    std::string_view code;
    std::string message, expected;
    std::vector<std::string> nearest;
};

// Surrounding spaces do not count. Reports at most one problem: a cell has one remedy.
Result<Value, ValueProblem> parse_value(const Column& column, std::string_view text);

// The range of a column: 2 where at most 1 is allowed.
Result<Value, ValueProblem> check_number(const Column& column, double number);

Result<Date, ValueProblem> parse_date(std::string_view text);

// `0.3@90;0.7@180;1@365`: days not negative and rising, shares from 0 to 1.
Result<std::vector<CurvePoint>, ValueProblem> parse_curve(std::string_view text);

// Parts between separators, without surrounding spaces; blank parts are left out.
std::vector<std::string> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);

std::string describe_range(const Column& column);  // "at least 0 and at most 1"

}  // namespace dualflow
