// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dualflow::solver::smps {

FigureKey key_of(const Change& change) {
    return {change.kind, change.row, change.column};
}

Result<int, Problem> FigureReader::stage_named(const Line& line, const std::string& name) const {
    const auto& names = program_.stage_names;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return unexpected(lines_.problem(line, fmt::format("no period \"{}\" in the time file", name)));
    return static_cast<int>(found - names.begin());
}

Result<double, Problem> FigureReader::probability(const Line& line, const std::string& word) const {
    auto value = lines_.number(line, word);
    if (value && (*value < 0 || *value > 1))
        return unexpected(lines_.problem(line, fmt::format("a probability of {}; expected 0 to 1", word)));
    return value;
}

Result<Change, Problem> FigureReader::target(const Line& line, const std::string& column,
                                             const std::string& row) const {
    const auto at_row = core_.row_at.find(row);
    if (at_row == core_.row_at.end())
        return unexpected(lines_.problem(line, fmt::format("no row \"{}\" in the core", row)));
    const CoreRow& found = core_.rows[at_row->second];
    const auto at_column = core_.column_at.find(column);
    const bool side = at_column == core_.column_at.end();
    if (found.row < 0 && at_row->second != core_.objective)
        return unexpected(lines_.problem(line, fmt::format("row {} is no constraint", row)));
    Change change;
    change.row = found.row;
    change.column = side ? -1 : at_column->second;
    change.kind = found.row >= 0 ? (side ? Change::Kind::side : Change::Kind::entry)
                                 : (side ? Change::Kind::offset : Change::Kind::cost);
    return change;
}

double FigureReader::modified(Modifier modifier, const Change& change, double before, double value) {
    // A right-hand side of the objective is its constant with the opposite sign; a factor has no sign.
    const bool constant = change.kind == Change::Kind::offset;
    switch (modifier) {
        case Modifier::add:
            return constant ? before - value : before + value;
        case Modifier::multiply:
            return before * value;
        default:
            return constant ? -value : value;
    }
}

Result<std::vector<Change>, Problem> FigureReader::changes(const Line& line) const {
    static const std::vector<std::string> bounds{"UP", "LO", "FX", "UI", "LI"};
    const std::string word = upper(line.words.front());
    const bool is_bound = line.words.size() == 4 &&
                          std::find(bounds.begin(), bounds.end(), word) != bounds.end() &&
                          core_.column_at.contains(line.words[2]);
    if (is_bound) return bound(line, word);
    if (line.words.size() < 3 || line.words.size() % 2 == 0)
        return unexpected(lines_.problem(line, "expected COLUMN ROW VALUE [ROW VALUE]"));
    std::vector<Change> found;
    for (std::size_t i = 1; i + 1 < line.words.size(); i += 2) {
        auto change = target(line, line.words[0], line.words[i]);
        if (!change) return unexpected(change.error());
        const auto value = lines_.number(line, line.words[i + 1]);
        if (!value) return unexpected(value.error());
        change->value = *value;
        found.push_back(*change);
    }
    return found;
}

Result<std::vector<Change>, Problem> FigureReader::bound(const Line& line, const std::string& word) const {
    const auto value = lines_.number(line, line.words[3]);
    if (!value) return unexpected(value.error());
    const Index column = core_.column_at.at(line.words[2]);
    std::vector<Change> found;
    if (word != "UP" && word != "UI") found.push_back({Change::Kind::lower, -1, column, *value});
    if (word != "LO" && word != "LI") found.push_back({Change::Kind::upper, -1, column, *value});
    return found;
}

Done FigureReader::take(const Line& line, Modifier modifier, int stage, ChangedFigures& known) const {
    const auto found = changes(line);
    if (!found) return unexpected(found.error());
    for (Change change : *found) {
        const int own = program_.stage_of(change);
        if (own < stage)
            return unexpected(lines_.problem(
                line, fmt::format("a figure of period {} is known before the period {} that is given",
                                  program_.stage_names[static_cast<std::size_t>(own)],
                                  program_.stage_names[static_cast<std::size_t>(stage)])));
        const auto before = known.find(key_of(change));
        change.value =
            modified(modifier, change, before != known.end() ? before->second.value : program_.figure(change),
                     change.value);
        known[key_of(change)] = change;
    }
    return {};
}

}  // namespace dualflow::solver::smps
