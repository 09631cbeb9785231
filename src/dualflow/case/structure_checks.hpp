// SPDX-License-Identifier: MIT
// The parts of the structure check (structure.hpp), a file each. All append to `out`.
#pragma once

#include <string>
#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow::structure {

// The place of a finding: a file, a row as an editor counts, a column.
struct Place {
    std::string table;  // without .csv
    int row = 0;
    std::string column;
};

// A finding whose severity follows from its code (E…, W…).
Diagnostic finding(const std::string& code, const Place& place, std::string message, std::string remedy);

// Names for a message: the first few, and how many more.
std::string some_of(const std::vector<std::string>& names, std::size_t most = 4);

// Minimum above maximum, a process at a market, volume bands with a gap: one row against itself or
// against the row it refers to.
void check_rows(const Case& c, Diagnostics& out);
void check_contracts(const Case& c, Diagnostics& out);
void check_investments(const Case& c, Diagnostics& out);
// Noise that is priced nowhere, or twice.
void check_noise(const Case& c, Diagnostics& out);

// A product that is, through others, a component of itself: false where there is one, and then nothing
// can be said of what can be made.
bool check_bom_cycles(const Case& c, Diagnostics& out);

// What cannot be made or cannot get where it is needed; then rows at places that goods never reach.
void check_reach(const Case& c, Diagnostics& out);

// Rows that change nothing, assumptions worth knowing, figures that hurt the solver: warnings.
void check_unused(const Case& c, Diagnostics& out);
void check_tariffs(const Case& c, Diagnostics& out);
void check_ranges(const Case& c, Diagnostics& out);
// Of tariffs that goods can meet: those that change no duty on any day of [start, end).
void check_overruled_tariffs(const Case& c, Date start, Date end, Diagnostics& out);

}  // namespace dualflow::structure
