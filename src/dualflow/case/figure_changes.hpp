// SPDX-License-Identifier: MIT
// The table `scenario_changes`: figures of other tables that are different in a scenario, from a day to a
// day; and what the tables say in a bucket of it.
#pragma once

#include <vector>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/scenarios.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

struct FigureChange {
    std::size_t scenario = 0;
    const Row* row = nullptr;  // of scenario_changes
    std::string table;
    std::size_t column = 0;         // of the table
    std::vector<std::size_t> rows;  // of the table's rows
    std::optional<double> value;    // in place of the figure; none: by a factor
    double factor = 1;
    Date from, to;
};

// Splits rows of the tables where a change is of some members of a group (row_keys.hpp), so that the changes
// can be told by row; `names` is the case bound from the tables. Errors: a table, key or column that is not
// there, a column whose figures are the same in all futures, none or both of value and factor, a change
// before the scenario parts, two values of one figure at a time. In the order of the scenarios, in each of
// them values before factors.
std::vector<FigureChange> read_changes(Tables& tables, const Binder& names,
                                       const std::vector<Scenario>& scenarios, Date end, Diagnostics& errors);

// A cell of a table and what is in it in a bucket.
struct Figure {
    TypedTable* table = nullptr;
    std::size_t row = 0, column = 0;
    Value value;
    bool operator==(const Figure& other) const;
};

// The cells that changes (as read_changes orders them) of this chain of scenarios set in the bucket, where
// they differ from the tables. Errors: a figure out of its range. Warnings: a flag, or a cell that is blank
// on some days, that changes inside of the bucket.
std::vector<Figure> figures_in(Tables& tables, const std::vector<FigureChange>& changes,
                               const std::vector<std::size_t>& chain, const Bucket& bucket,
                               Diagnostics& errors);

}  // namespace dualflow
