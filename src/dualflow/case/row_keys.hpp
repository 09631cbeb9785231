// SPDX-License-Identifier: MIT
// Rows named from another table: `site=P_MTY;product=bev`, or `*` for all rows. A value names a cell as it is
// written, or, of a reference, a member or a group of what the cell addresses.
//
// Where a row addresses a group and the key only some of it, the row is split: rows of their own for the
// members that the key names, which come before the group's by the rule that the more specific row counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/table.hpp"

namespace dualflow {

using KeyFields = std::vector<std::pair<std::string, std::string>>;  // column and value; none: all rows

// The cell `column` of the row as a key of `table`; none, with an error, where it is none.
std::optional<KeyFields> parse_row_key(const Row& row, std::string_view column, const Table& table,
                                       Diagnostics& errors);

// Splits rows of the table for the key. `names` holds what the case's references may name.
void split_rows(TypedTable& table, const KeyFields& key, const Binder& names);

// The places in `table.rows` of the rows that the key names.
std::vector<std::size_t> rows_named(const TypedTable& table, const KeyFields& key, const Binder& names);

}  // namespace dualflow
