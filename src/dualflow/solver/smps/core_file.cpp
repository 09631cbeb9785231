// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/core_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace dualflow::solver::smps {
namespace {

using Done = Result<void, Problem>;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

bool takes_no_value(const std::string& kind) {
    return kind == "FR" || kind == "MI" || kind == "PL" || kind == "BV";
}

struct Given {
    double value = 0;
    int line = 0;
};

class Reader {
public:
    explicit Reader(const Lines& lines) : lines_(lines) {}

    Result<CoreFile, Problem> run() {
        for (const Line& line : lines_.all()) {
            const std::string word = upper(line.words.front());
            if (starts_section(line, word)) {
                if (auto done = open(line, word); !done) return unexpected(done.error());
                if (word == "ENDATA") return finish();
                continue;
            }
            if (auto done = take(line); !done) return unexpected(done.error());
        }
        return finish();
    }

private:
    bool starts_section(const Line& line, const std::string& word) const {
        static const std::vector<std::string> names{"NAME",   "ROWS",   "COLUMNS",  "RHS",
                                                    "RANGES", "BOUNDS", "OBJSENSE", "ENDATA"};
        if (std::find(names.begin(), names.end(), word) == names.end()) return false;
        // A set may be called RHS: then the line has values.
        return !line.indented || line.words.size() == 1 || section_.empty();
    }

    Done open(const Line& line, const std::string& word) {
        if (word == "OBJSENSE")
            return unexpected(lines_.problem(line, "OBJSENSE; expected a minimisation without it"));
        const bool title = word == "NAME" && section_.empty();
        const bool may_name_its_set = word == "RHS" || word == "RANGES" || word == "BOUNDS";
        section_ = word;
        if (title) return {};
        return lines_.header(line, may_name_its_set ? 2 : 1);
    }

    Done take(const Line& line) {
        if (section_ == "ROWS") return take_row(line);
        if (section_ == "COLUMNS") return take_column(line);
        if (section_ == "RHS")
            return take_values(line, [&](const CoreRow& row, double value) {
                if (row.kind == RowKind::objective)
                    offset_ = &row == &core_.rows[core_.objective] ? -value : offset_;
                else
                    core_.side[at(row.row)] = value;
            });
        if (section_ == "RANGES")
            return take_values(line, [&](const CoreRow& row, double value) {
                if (row.row >= 0) range_[at(row.row)] = value;
            });
        if (section_ == "BOUNDS") return take_bound(line);
        return unexpected(
            lines_.problem(line, fmt::format("\"{}\"; expected a section", line.words.front())));
    }

    Done take_row(const Line& line) {
        const std::string kind = upper(line.words.front());
        if (line.words.size() < 2 || kind.size() != 1 || std::string("NELG").find(kind) == std::string::npos)
            return unexpected(lines_.problem(
                line, fmt::format("\"{}\"; expected N, E, L or G and a name", line.words.front())));
        CoreRow row{line.words[1], static_cast<RowKind>(kind.front()), -1};
        if (row.kind == RowKind::objective) {
            if (!has_objective_) core_.objective = core_.rows.size();
            has_objective_ = true;
        } else {
            row.row = builder_.add_row(0, 0);
            core_.side.push_back(0);
            range_.push_back(std::nullopt);
        }
        if (!core_.row_at.emplace(row.name, core_.rows.size()).second)
            return unexpected(lines_.problem(line, fmt::format("row {} is declared twice", row.name)));
        core_.rows.push_back(std::move(row));
        return {};
    }

    Done take_column(const Line& line) {
        if (line.words.size() >= 3 && line.words[1].find("MARKER") != std::string::npos) {
            integer_ = line.words[2].find("INTORG") != std::string::npos;
            return {};
        }
        if (line.words.size() < 3 || line.words.size() % 2 == 0)
            return unexpected(lines_.problem(
                line, fmt::format("{} words; expected COLUMN ROW VALUE [ROW VALUE]", line.words.size())));
        const std::string& name = line.words.front();
        if (core_.column_names.empty() || core_.column_names.back() != name)
            if (auto done = open_column(line, name); !done) return done;
        const Index column = builder_.columns() - 1;
        return take_pairs(line, 1, [&](std::size_t row, double value) -> Done {
            const auto [first, fresh] = entries_.try_emplace(row, Given{value, line.number});
            if (!fresh) return given_twice(line, "column " + name, row, value, first->second);
            const CoreRow& target = core_.rows[row];
            if (target.row >= 0)
                builder_.add_term(target.row, column, value);
            else if (row == core_.objective)
                builder_.add_cost(column, value);
            return {};
        });
    }

    Done open_column(const Line& line, const std::string& name) {
        const Index column = builder_.add_column(0, infinity, 0, integer_);
        if (!core_.column_at.emplace(name, column).second)
            return unexpected(lines_.problem(line, fmt::format("column {} is not in one piece", name)));
        core_.column_names.push_back(name);
        lower_.push_back(0);
        upper_.push_back(infinity);
        kinds_.push_back(integer_);
        entries_.clear();
        return {};
    }

    // ROW VALUE [ROW VALUE] from a word on.
    template <class Take>
    Done take_pairs(const Line& line, std::size_t from, const Take& take) {
        for (std::size_t i = from; i + 1 < line.words.size(); i += 2) {
            const auto row = core_.row_at.find(line.words[i]);
            if (row == core_.row_at.end())
                return unexpected(lines_.problem(line, fmt::format("no row \"{}\"", line.words[i])));
            const auto value = lines_.number(line, line.words[i + 1]);
            if (!value) return unexpected(value.error());
            if (auto done = take(row->second, *value); !done) return done;
        }
        return {};
    }

    // [SET] ROW VALUE [ROW VALUE]
    template <class Take>
    Done take_values(const Line& line, const Take& take) {
        if (line.words.size() < 2)
            return unexpected(lines_.problem(
                line, fmt::format("\"{}\"; expected [SET] ROW VALUE [ROW VALUE]", line.words.front())));
        const std::size_t from = line.words.size() % 2;
        const bool used = from == 0 || is_first_set(line.words.front());
        return take_pairs(line, from, [&](std::size_t row, double value) -> Done {
            if (!used) return {};
            // Files repeat a figure as it is (4node); two different ones leave open which is meant.
            const auto [first, fresh] = given_[section_].try_emplace(row, Given{value, line.number});
            if (!fresh && first->second.value != value)
                return given_twice(line, section_, row, value, first->second);
            take(core_.rows[row], value);
            return {};
        });
    }

    Done given_twice(const Line& line, const std::string& where, std::size_t row, double value,
                     const Given& first) const {
        return unexpected(lines_.problem(
            line, fmt::format("a second figure of {} in row {}, {:.9g}; expected one, and line {} has {:.9g}",
                              where, core_.rows[row].name, value, first.line, first.value)));
    }

    bool is_first_set(const std::string& set) {
        std::vector<std::string>& sets = sets_[section_];
        if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
        return sets.front() == set;
    }

    void tell_sets() {
        if (const auto sides = sets_.find("RHS"); sides != sets_.end())
            core_.side_set = sides->second.front();
        for (const auto& [section, sets] : sets_)
            if (sets.size() > 1)
                core_.warnings.push_back(lines_.problem(
                    fmt::format("{} has several sets; {}, the first, is used and the others are not: {}",
                                section, sets.front(), fmt::join(sets.begin() + 1, sets.end(), ", "))));
    }

    // KIND [SET] COLUMN [VALUE]
    Done take_bound(const Line& line) {
        const std::string kind = upper(line.words.front());
        static const std::vector<std::string> kinds{"UP", "LO", "FX", "FR", "MI", "PL", "BV", "UI", "LI"};
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            return unexpected(lines_.problem(line, fmt::format("bound \"{}\"; expected one of {}",
                                                               line.words.front(), fmt::join(kinds, ", "))));
        const std::size_t values = takes_no_value(kind) ? 0 : 1;
        std::size_t name = 1 + (line.words.size() > 2 + values || !is_column(line, 1) ? 1u : 0u);
        if (!is_column(line, name) && takes_no_value(kind) && is_column(line, 1)) name = 1;
        if (!is_column(line, name) || line.words.size() < name + 1 + values)
            return unexpected(
                lines_.problem(line, "a bound of no known column; expected KIND SET COLUMN VALUE"));
        if (values > 0 && line.words.size() > name + 2)
            return unexpected(lines_.problem(
                line, fmt::format("{} words; expected KIND SET COLUMN VALUE", line.words.size())));
        double value = 0;
        if (values > 0) {
            const auto found = lines_.number(line, line.words[name + 1]);
            if (!found) return unexpected(found.error());
            value = or_infinite(*found);
        }
        if (name == 2 && !is_first_set(line.words[1])) return {};
        set_bound(kind, at(core_.column_at.at(line.words[name])), value);
        return {};
    }

    bool is_column(const Line& line, std::size_t word) const {
        return word < line.words.size() && core_.column_at.contains(line.words[word]);
    }

    void set_bound(const std::string& kind, std::size_t column, double value) {
        double &low = lower_[column], &high = upper_[column];
        if (kind == "UP" || kind == "UI") {
            if (value < 0 && low == 0) low = -infinity;
            high = value;
        }
        if (kind == "LO" || kind == "LI") low = value;
        if (kind == "FX") low = high = value;
        if (kind == "FR" || kind == "MI") low = -infinity;
        if (kind == "FR" || kind == "PL") high = infinity;
        if (kind == "BV") {
            low = 0;
            high = 1;
        }
        if (kind == "BV" || kind == "UI" || kind == "LI") kinds_[column] = true;
    }

    Result<CoreFile, Problem> finish() {
        if (!has_objective_) return unexpected(lines_.problem("has no N row; expected an objective"));
        if (core_.column_names.empty()) return unexpected(lines_.problem("has no columns"));
        tell_sets();
        for (const CoreRow& row : core_.rows) {
            if (row.row < 0) continue;
            const auto [low, high] = sides(row);
            builder_.set_row_bounds(row.row, low, high);
        }
        for (std::size_t j = 0; j < lower_.size(); ++j)
            builder_.set_column_bounds(static_cast<Index>(j), lower_[j], upper_[j]);
        builder_.add_offset(offset_);
        core_.lp = builder_.finish();
        for (std::size_t j = 0; j < kinds_.size(); ++j) core_.lp.integer[j] = kinds_[j] ? 1 : 0;
        return std::move(core_);
    }

    std::pair<double, double> sides(const CoreRow& row) const {
        const double side = core_.side[at(row.row)];
        const std::optional<double>& range = range_[at(row.row)];
        const double width = range ? std::abs(*range) : 0;
        switch (row.kind) {
            case RowKind::at_most:
                return {range ? side - width : -infinity, side};
            case RowKind::at_least:
                return {side, range ? side + width : infinity};
            default:
                if (!range) return {side, side};
                return *range < 0 ? std::pair{side - width, side} : std::pair{side, side + width};
        }
    }

    const Lines& lines_;
    CoreFile core_;
    ModelBuilder builder_;
    std::string section_;
    bool has_objective_ = false, integer_ = false;
    double offset_ = 0;
    std::vector<std::optional<double>> range_;
    std::unordered_map<std::size_t, Given> entries_;                       // of the open column, by row
    std::map<std::string, std::unordered_map<std::size_t, Given>> given_;  // of RHS and RANGES
    std::map<std::string, std::vector<std::string>> sets_;                 // by section, the first is used
    std::vector<double> lower_, upper_;
    std::vector<bool> kinds_;
};

}  // namespace

double or_infinite(double value) {
    constexpr double huge = 1e30;
    if (value >= huge) return infinity;
    return value <= -huge ? -infinity : value;
}

Result<CoreFile, Problem> read_core(const std::string& file) {
    const auto lines = Lines::read(file);
    if (!lines) return unexpected(lines.error());
    return Reader(*lines).run();
}

}  // namespace dualflow::solver::smps
