// SPDX-License-Identifier: MIT
// The core file of SMPS: a linear or mixed-integer program in MPS form, fixed or free (words between blanks).
//
// The first N row is the objective, other N rows are kept apart and ignored. A right-hand side of the
// objective is its constant with the opposite sign. Set names of RHS, RANGES and BOUNDS may be missing; of
// several sets the first is used, and a warning names the others. An entry, right-hand side or range that is
// given twice is refused, but for a right-hand side or range that is repeated as it is. Bounds are UP LO FX
// FR MI PL BV UI LI; a negative UP on a column whose lower bound is still 0 makes that −∞. Columns between
// integer markers without bounds are 0 … ∞ (COIN gives them 0 … 1).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/solver/smps/lines.hpp"

namespace dualflow::solver::smps {

enum class RowKind : char { objective = 'N', equal = 'E', at_most = 'L', at_least = 'G' };

struct CoreRow {
    std::string name;
    RowKind kind = RowKind::equal;
    Index row = -1;  // in the model; −1 for N rows
};

struct CoreFile {
    LpModel lp;
    std::vector<double> side;
    std::vector<CoreRow> rows;  // as listed, N rows too
    std::vector<std::string> column_names;
    std::unordered_map<std::string, std::size_t> row_at;  // into rows
    std::unordered_map<std::string, Index> column_at;
    std::size_t objective = 0;  // into rows
    std::string side_set;       // of the right-hand sides; empty where it has no name
    std::vector<std::string> warnings;
};

// A bound as files write it: 1e30 and beyond is infinite.
double or_infinite(double value);

Result<CoreFile, Problem> read_core(const std::string& file);

}  // namespace dualflow::solver::smps
