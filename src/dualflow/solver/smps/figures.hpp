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

// Programs have one constant, of the first period.
inline constexpr const char* random_constant =
    "a random right-hand side of the objective, its constant; expected one that is known in the first period";

class FigureReader {
public:
    FigureReader(const Lines& lines, const CoreFile& core, const CoreProgram& program)
        : lines_(lines), core_(core), program_(program) {}

    Result<int, Problem> stage_named(const Line& line, const std::string& name) const;
    Result<double, Problem> probability(const Line& line, const std::string& word) const;
    // A value as REPLACE, ADD or MULTIPLY has it of what was there before. An infinite bound has no figure to
    // add to or to multiply, and stays.
    static double modified(Modifier modifier, const Change& change, double before, double value);
    // What a line begins with: [COLUMN] ROW VALUE, or a bound, KIND [SET] COLUMN [VALUE]. Values as they
    // stand.
    struct Part {
        std::vector<Change> changes;
        std::size_t words = 0;
    };
    Result<Part, Problem> first(const Line& line) const;
    // A whole line: [COLUMN] ROW VALUE [ROW VALUE], or a bound.
    Result<std::vector<Change>, Problem> changes(const Line& line) const;
    // The same, put to figures that were known before. Error: of a stage before `stage`.
    Done take(const Line& line, Modifier modifier, int stage, ChangedFigures& known) const;

private:
    // What a pair of names means: a column's cost or entry, a right-hand side or the objective's constant. No
    // column, or the set of right-hand sides in its place, is one of the latter.
    Result<Change, Problem> target(const Line& line, const std::string& column, const std::string& row) const;
    Result<Change, Problem> valued(const Line& line, const std::string& column, std::size_t row) const;
    bool names_sides(const std::string& word) const;
    bool is_column(const Line& line, std::size_t word) const;
    bool is_bound(const Line& line) const;
    Result<Part, Problem> bound(const Line& line) const;

    const Lines& lines_;
    const CoreFile& core_;
    const CoreProgram& program_;
    // Of right-hand sides, where the core names none: the first that is no column.
    mutable std::string own_set_;
};

}  // namespace dualflow::solver::smps
