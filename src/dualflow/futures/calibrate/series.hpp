// SPDX-License-Identifier: MIT
// A monthly series from a CSV file: dates in the first column, values in the second, as statistical offices
// publish them. Other columns are ignored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/values.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

struct MonthlySeries {
    std::string name;  // of the value column
    int first_year = 0;
    int first_month = 1;  // 1 to 12
    std::vector<double> values;

    int month(std::size_t i) const { return (first_month - 1 + static_cast<int>(i)) % 12 + 1; }
    double year(std::size_t i) const { return first_year + (first_month - 1 + static_cast<double>(i)) / 12; }
    std::string date(std::size_t i) const;  // 2026-08
};

// Months must follow each other without gap or repetition, values be positive (their logarithm is taken) and
// months at least `fewest_months`. Dates are YYYY-MM-DD or YYYY-MM. `from` (YYYY-MM, or empty) leaves out
// what is earlier. The first problem is returned in one sentence with file and row.
inline constexpr std::size_t fewest_months = 60;
Result<MonthlySeries, std::string> read_series(std::string_view text, std::string_view file,
                                               std::string_view from = "");

}  // namespace dualflow
