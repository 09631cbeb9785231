// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/figures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

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

bool FigureReader::names_sides(const std::string& word) const {
    const std::string plain = upper(word);
    return word.empty() || plain == "RHS" || plain == "RIGHT" ||
           plain == (core_.side_set.empty() ? own_set_ : upper(core_.side_set));
}

bool FigureReader::is_column(const Line& line, std::size_t word) const {
    return word < line.words.size() && core_.column_at.contains(line.words[word]);
}

Result<Change, Problem> FigureReader::target(const Line& line, const std::string& column,
                                             const std::string& row) const {
    const auto at_column = core_.column_at.find(column);
    const bool side = at_column == core_.column_at.end();
    if (side && !column.empty() && core_.side_set.empty() && own_set_.empty() && !names_sides(column))
        own_set_ = upper(column);
    if (side && !names_sides(column))
        return unexpected(lines_.problem(
            line, fmt::format("no column \"{}\" in the core, whose right-hand sides are called {}", column,
                              core_.side_set.empty() ? "RHS or " + own_set_ : core_.side_set)));
    const auto at_row = core_.row_at.find(row);
    if (at_row == core_.row_at.end())
        return unexpected(lines_.problem(line, fmt::format("no row \"{}\" in the core", row)));
    const CoreRow& found = core_.rows[at_row->second];
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
    const bool bound = change.kind == Change::Kind::lower || change.kind == Change::Kind::upper;
    if (bound && std::isinf(value)) return value;
    if (bound && std::isinf(before) && modifier != Modifier::replace) return before;
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

// The value behind a row.
Result<Change, Problem> FigureReader::valued(const Line& line, const std::string& column,
                                             std::size_t row) const {
    auto change = target(line, column, line.words[row]);
    if (!change) return change;
    const auto value = lines_.number(line, line.words[row + 1]);
    if (!value) return unexpected(value.error());
    change->value = *value;
    return change;
}

Result<FigureReader::Part, Problem> FigureReader::first(const Line& line) const {
    if (is_bound(line)) return bound(line);
    const auto& words = line.words;
    const bool nameless = words.size() > 1 && core_.row_at.contains(words[0]) &&
                          !core_.column_at.contains(words[0]) && !core_.row_at.contains(words[1]) &&
                          lines_.number(line, words[1]).has_value();
    if (!nameless && words.size() < 3)
        return unexpected(lines_.problem(line, "expected COLUMN ROW VALUE, or a bound"));
    const auto change = valued(line, nameless ? "" : words[0], nameless ? 0 : 1);
    if (!change) return unexpected(change.error());
    return Part{{*change}, nameless ? 2u : 3u};
}

Result<std::vector<Change>, Problem> FigureReader::changes(const Line& line) const {
    if (is_bound(line)) {
        auto part = bound(line);
        if (!part) return unexpected(part.error());
        if (part->words != line.words.size())
            return unexpected(lines_.problem(line, "expected KIND [SET] COLUMN [VALUE]"));
        return std::move(part->changes);
    }
    const bool nameless = line.words.size() % 2 == 0 && core_.row_at.contains(line.words[0]);
    if (!nameless && (line.words.size() < 3 || line.words.size() % 2 == 0))
        return unexpected(lines_.problem(line, "expected COLUMN ROW VALUE [ROW VALUE]"));
    std::vector<Change> found;
    for (std::size_t i = nameless ? 0 : 1; i + 1 < line.words.size(); i += 2) {
        const auto change = valued(line, nameless ? "" : line.words[0], i);
        if (!change) return unexpected(change.error());
        found.push_back(*change);
    }
    return found;
}

// A column or set may be called UP: then a row follows.
bool FigureReader::is_bound(const Line& line) const {
    static const std::vector<std::string> kinds{"UP", "LO", "FX", "UI", "LI", "FR", "MI", "PL", "BV"};
    const std::string& word = line.words.front();
    if (std::find(kinds.begin(), kinds.end(), upper(word)) == kinds.end()) return false;
    const bool other = core_.column_at.contains(word) || names_sides(word);
    return !other || line.words.size() < 2 || !core_.row_at.contains(line.words[1]);
}

Result<FigureReader::Part, Problem> FigureReader::bound(const Line& line) const {
    const std::string kind = upper(line.words.front());
    if (kind == "BV")
        return unexpected(lines_.problem(
            line,
            "BV makes integers of a column, which cannot be random; expected UP, LO, FX, FR, MI or PL"));
    const bool has_value = kind != "FR" && kind != "MI" && kind != "PL";
    const auto is_number = [&](std::size_t word) {
        return word < line.words.size() && lines_.number(line, line.words[word]).has_value();
    };
    // A set may be called like a column: then a value stands behind the second of them.
    const bool has_set = is_column(line, 2) && (!is_column(line, 1) || !has_value || is_number(3));
    const std::size_t name = has_set ? 2 : 1, words = name + (has_value ? 2 : 1);
    if (!is_column(line, name) || line.words.size() < words)
        return unexpected(
            lines_.problem(line, fmt::format("\"{}\"; expected KIND [SET] COLUMN{} and a column of the core",
                                             fmt::join(line.words, " "), has_value ? " VALUE" : "")));
    Part part{{}, words};
    double value = infinity;
    if (has_value) {
        const auto found = lines_.number(line, line.words[name + 1]);
        if (!found) return unexpected(found.error());
        value = or_infinite(*found);
    }
    const Index column = core_.column_at.at(line.words[name]);
    if (kind != "UP" && kind != "UI" && kind != "PL")
        part.changes.push_back({Change::Kind::lower, -1, column, has_value ? value : -infinity});
    if (kind != "LO" && kind != "LI" && kind != "MI")
        part.changes.push_back({Change::Kind::upper, -1, column, value});
    return part;
}

Done FigureReader::take(const Line& line, Modifier modifier, int stage, ChangedFigures& known) const {
    const auto found = changes(line);
    if (!found) return unexpected(found.error());
    for (Change change : *found) {
        const int own = program_.stage_of(change);
        if (stage > 0 && change.kind == Change::Kind::offset)
            return unexpected(lines_.problem(line, random_constant));
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
