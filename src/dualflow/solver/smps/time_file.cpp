// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/time_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dualflow::solver::smps {
namespace {

using Done = Result<void, Problem>;

// Where a period begins: its first column, and its first row in the order in which rows are listed.
struct Begin {
    Index column = 0;
    std::size_t row = 0;
};

class Reader {
public:
    Reader(const Lines& lines, const CoreFile& core) : lines_(lines), core_(core) {
        time_.row_stage.assign(static_cast<std::size_t>(core.lp.rows()), -1);
        time_.column_stage.assign(static_cast<std::size_t>(core.lp.columns()), -1);
    }

    Result<TimeFile, Problem> run() {
        for (const Line& line : lines_.all()) {
            const std::string word = upper(line.words.front());
            const bool header = !line.indented || starts_section(line, word);
            if (auto done = header ? open(line, word) : take(line); !done) return unexpected(done.error());
            if (header && word == "ENDATA") break;
        }
        if (time_.periods.empty()) return unexpected(lines_.problem("names no period"));
        if (!explicit_)
            if (auto done = spread(); !done) return unexpected(done.error());
        return check();
    }

private:
    static bool starts_section(const Line& line, const std::string& word) {
        return word == "ENDATA" || (line.words.size() <= 2 && (word == "PERIODS" || word == "TIME"));
    }

    Done open(const Line& line, const std::string& word) {
        static const std::vector<std::string> names{"TIME", "NAME", "PERIODS", "ROWS", "COLUMNS", "ENDATA"};
        if (std::find(names.begin(), names.end(), word) == names.end())
            return unexpected(lines_.problem(
                line,
                fmt::format("\"{}\"; expected TIME, PERIODS, ROWS, COLUMNS or ENDATA, and data lines to "
                            "begin with a blank",
                            line.words.front())));
        const bool title = section_.empty() && (word == "TIME" || word == "NAME");
        section_ = word;
        if (title) return {};
        if (word == "PERIODS") explicit_ = line.words.size() > 1 && upper(line.words[1]) == "EXPLICIT";
        return lines_.header(line, word == "PERIODS" ? 2 : 1);
    }

    Done words(const Line& line, std::size_t count, const char* expected) const {
        if (line.words.size() == count) return {};
        return unexpected(
            lines_.problem(line, fmt::format("{} words; expected {}", line.words.size(), expected)));
    }

    Done take(const Line& line) {
        if (section_ == "ROWS" || section_ == "COLUMNS") return take_explicit(line);
        if (section_ != "PERIODS")
            return unexpected(
                lines_.problem(line, fmt::format("\"{}\"; expected PERIODS", line.words.front())));
        if (explicit_) {
            if (auto done = words(line, 1, "the name of a period"); !done) return done;
            time_.periods.push_back(line.words.front());
            return {};
        }
        if (auto done = words(line, 3, "COLUMN ROW PERIOD"); !done) return done;
        const auto column = core_.column_at.find(line.words[0]);
        if (column == core_.column_at.end())
            return unexpected(
                lines_.problem(line, fmt::format("no column \"{}\" in the core", line.words[0])));
        const auto row = core_.row_at.find(line.words[1]);
        if (row == core_.row_at.end())
            return unexpected(lines_.problem(line, fmt::format("no row \"{}\" in the core", line.words[1])));
        begins_.push_back({column->second, row->second});
        time_.periods.push_back(line.words[2]);
        return {};
    }

    // NAME PERIOD
    Done take_explicit(const Line& line) {
        if (auto done = words(line, 2, "NAME PERIOD"); !done) return done;
        const auto period = std::find(time_.periods.begin(), time_.periods.end(), line.words[1]);
        if (period == time_.periods.end())
            return unexpected(lines_.problem(line, fmt::format("no period \"{}\"", line.words[1])));
        const int stage = static_cast<int>(period - time_.periods.begin());
        if (section_ == "ROWS") {
            const auto row = core_.row_at.find(line.words[0]);
            if (row == core_.row_at.end())
                return unexpected(
                    lines_.problem(line, fmt::format("no row \"{}\" in the core", line.words[0])));
            const Index index = core_.rows[row->second].row;
            if (index >= 0) time_.row_stage[static_cast<std::size_t>(index)] = stage;
        } else {
            const auto column = core_.column_at.find(line.words[0]);
            if (column == core_.column_at.end())
                return unexpected(
                    lines_.problem(line, fmt::format("no column \"{}\" in the core", line.words[0])));
            time_.column_stage[static_cast<std::size_t>(column->second)] = stage;
        }
        return {};
    }

    Done spread() {
        for (std::size_t t = 1; t < begins_.size(); ++t) {
            if (begins_[t].column < begins_[t - 1].column || begins_[t].row < begins_[t - 1].row)
                return unexpected(lines_.problem(
                    fmt::format("period {} begins before period {} in the core; expected their order",
                                time_.periods[t], time_.periods[t - 1])));
        }
        for (Index j = 0; j < core_.lp.columns(); ++j)
            time_.column_stage[static_cast<std::size_t>(j)] =
                stage([&](const Begin& begin) { return begin.column <= j; });
        for (std::size_t i = 0; i < core_.rows.size(); ++i) {
            if (core_.rows[i].row < 0) continue;
            time_.row_stage[static_cast<std::size_t>(core_.rows[i].row)] =
                stage([&](const Begin& begin) { return begin.row <= i; });
        }
        return {};
    }

    // What stands before the first period's marker belongs to it.
    template <class Begun>
    int stage(const Begun& begun) const {
        int last = 0;
        for (std::size_t t = 1; t < begins_.size(); ++t)
            if (begun(begins_[t])) last = static_cast<int>(t);
        return last;
    }

    Result<TimeFile, Problem> check() {
        for (std::size_t j = 0; j < time_.column_stage.size(); ++j)
            if (time_.column_stage[j] < 0)
                return unexpected(
                    lines_.problem(fmt::format("column {} has no period", core_.column_names[j])));
        for (const CoreRow& row : core_.rows)
            if (row.row >= 0 && time_.row_stage[static_cast<std::size_t>(row.row)] < 0)
                return unexpected(lines_.problem(fmt::format("row {} has no period", row.name)));
        for (std::size_t j = 0; j < time_.column_stage.size(); ++j) {
            for (auto k = static_cast<std::size_t>(core_.lp.start[j]);
                 k < static_cast<std::size_t>(core_.lp.start[j + 1]); ++k) {
                const auto row = static_cast<std::size_t>(core_.lp.row_index[k]);
                if (time_.row_stage[row] < time_.column_stage[j])
                    return unexpected(lines_.problem(fmt::format(
                        "a row of period {} holds column {} of period {}; expected columns of its own and "
                        "earlier periods",
                        time_.periods[static_cast<std::size_t>(time_.row_stage[row])], core_.column_names[j],
                        time_.periods[static_cast<std::size_t>(time_.column_stage[j])])));
            }
        }
        return std::move(time_);
    }

    const Lines& lines_;
    const CoreFile& core_;
    TimeFile time_;
    std::string section_;
    bool explicit_ = false;
    std::vector<Begin> begins_;
};

}  // namespace

Result<TimeFile, Problem> read_time(const std::string& file, const CoreFile& core) {
    const auto lines = Lines::read(file);
    if (!lines) return unexpected(lines.error());
    return Reader(*lines, core).run();
}

}  // namespace dualflow::solver::smps
