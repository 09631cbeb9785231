// SPDX-License-Identifier: MIT
// The table `strategies`: named sets of values that take the place of what the tables of a case say, to be
// compared with each other (MODEL section 10). They go in after the tables are read and before what
// scenarios change. Any column may change, also what a case consists of: a status, a flag, a date.
//
// Keys name rows of the tables as they are without a strategy, so the order of changes does not matter.
// The chances of what may happen (cycle, rates, disruptions, scenarios, tariff regimes) are the same under
// all. What [model] off names is left alone, as it is in the tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/tables.hpp"

namespace dualflow {

// The strategy that holds recorded_flows (plan/families/record.cpp); there is one of that name in every case.
inline constexpr std::string_view baseline_strategy = "baseline";

// The names in `strategies` and `strategy_limits` in order of the tables, then `baseline` where flows are
// recorded.
std::vector<std::string> strategy_names(const Tables& tables);

// Where a value was put.
struct ChangedCell {
    std::string file, column;  // of the table that was changed
    int row = 0;               // of that file
    int by = 0;                // the row of strategies
};

// Puts the values of the strategy of this name into the tables; none changes nothing. Rows that address a
// group are split where only some of its members change (row_keys.hpp). The rows of all strategies are
// checked. Errors: a table, key or column that is not there, a value that the column does not take, two
// values of one cell in one strategy.
std::vector<ChangedCell> apply_strategy(Tables& tables, const std::optional<Settings>& settings,
                                        std::string_view name, Diagnostics& errors);

// What is found in a case under a strategy, told so that it is clear where it comes from: at the row of
// strategies that gave a cell its value, and in any case with the strategy's name. What `known`, the
// findings without a strategy, holds already is left as it is.
void tell_strategy(Diagnostics& found, const Diagnostics& known, const std::vector<ChangedCell>& cells,
                   std::string_view name);

}  // namespace dualflow
