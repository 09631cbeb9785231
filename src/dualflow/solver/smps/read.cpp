// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/read.hpp"

#include "dualflow/solver/smps/core_file.hpp"
#include "dualflow/solver/smps/stoch_file.hpp"
#include "dualflow/solver/smps/time_file.hpp"

namespace dualflow::solver::smps {

Result<StochasticProgram, Problem> read_smps(const std::string& core, const std::string& time,
                                             const std::string& stoch) {
    auto core_file = read_core(core);
    if (!core_file) return unexpected(core_file.error());
    auto time_file = read_time(time, *core_file);
    if (!time_file) return unexpected(time_file.error());
    StochasticProgram program;
    program.warnings = core_file->warnings;
    program.core.lp = core_file->lp;
    program.core.side = core_file->side;
    program.core.row_stage = std::move(time_file->row_stage);
    program.core.column_stage = std::move(time_file->column_stage);
    program.core.stages = static_cast<int>(time_file->periods.size());
    program.core.stage_names = std::move(time_file->periods);
    program.core.column_names = core_file->column_names;
    for (const CoreRow& row : core_file->rows)
        if (row.row >= 0) program.core.row_names.push_back(row.name);
    if (auto done = read_stoch(stoch, *core_file, program); !done) return unexpected(done.error());
    return program;
}

}  // namespace dualflow::solver::smps
