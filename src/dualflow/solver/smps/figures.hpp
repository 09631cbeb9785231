// SPDX-License-Identifier: MIT
// What lines of a stoch file say of figures of the core: which one, its value, a probability, a period.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "dualflow/solver/smps/core_file.hpp"
#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver::smps {

using Done = Result<void, Problem>;

enum class Modifier { replace, add, multiply };

// Which figure a change is of, and the figures of a future that are not the core's.
using FigureKey = std::tuple<Change::Kind, Index, Index>;
using ChangedFigures = std::map<FigureKey, Change>;
FigureKey key_of(const Change& change);

class FigureReader {
public:
    FigureReader(const Lines& lines, const CoreFile& core, const CoreProgram& program)
        : lines_(lines), core_(core), program_(program) {}

    Result<int, Problem> stage_named(const Line& line, const std::string& name) const;
    Result<double, Problem> probability(const Line& line, const std::string& word) const;
    // What a pair of names means: a column's cost or entry, a right-hand side or the objective's constant.
    Result<Change, Problem> target(const Line& line, const std::string& column, const std::string& row) const;
    // A value as REPLACE, ADD or MULTIPLY has it of what was there before.
    static double modified(Modifier modifier, const Change& change, double before, double value);
    // COLUMN ROW VALUE [ROW VALUE], or a bound: KIND SET COLUMN VALUE. Values as they stand.
    Result<std::vector<Change>, Problem> changes(const Line& line) const;
    // The same, put to figures that were known before. Error: of a stage before `stage`.
    Done take(const Line& line, Modifier modifier, int stage, ChangedFigures& known) const;

private:
    Result<std::vector<Change>, Problem> bound(const Line& line, const std::string& word) const;

    const Lines& lines_;
    const CoreFile& core_;
    const CoreProgram& program_;
};

}  // namespace dualflow::solver::smps
