// SPDX-License-Identifier: MIT
// The time file of SMPS: the stage of every row and column of the core.
//
// IMPLICIT (also called LP, IP or nothing): each line names the first column and the first row of a period,
// in the order of the core. EXPLICIT: sections PERIODS, ROWS and COLUMNS name the period of each. A first row
// that is the objective, or missing from the core's rows, stands for the row after it.
#pragma once

#include <string>

#include "dualflow/solver/smps/core_file.hpp"

namespace dualflow::solver::smps {

struct TimeFile {
    std::vector<std::string> periods;
    std::vector<int> row_stage, column_stage;
};

// Error, besides what cannot be read: periods out of order, or a row that holds a column of a later stage.
Result<TimeFile, Problem> read_time(const std::string& file, const CoreFile& core);

}  // namespace dualflow::solver::smps
