// SPDX-License-Identifier: MIT
// Every row of every table changes the model, is needed for the case to be valid, or is warned about: each
// row of each case of tests/cases is taken out in turn.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "dualflow/case/read.hpp"
#include "dualflow/case/structure.hpp"
#include "dualflow/futures/case_at.hpp"
#include "dualflow/futures/sampled_tree.hpp"
#include "dualflow/plan/families.hpp"
#include "planned_futures.hpp"

namespace dualflow {
namespace {

namespace fs = std::filesystem;

const fs::path source = DUALFLOW_SOURCE_DIR;

struct Built {
    std::vector<solver::LpModel> lps;  // of the case, and under each of its strategies
    Diagnostics warnings;
    std::set<std::string> off;  // tables that the case does not use; every result lists them
};

std::optional<Built> build_one(const fs::path& folder, const Result<Case, Diagnostics>& read) {
    if (!read) return std::nullopt;
    auto calendar = make_calendar(read->settings.calendar, read->settings.start);
    if (!calendar) return std::nullopt;
    Diagnostics warnings = read->warnings;
    const Diagnostics dates = check_horizon(*read, *calendar);
    warnings.insert(warnings.end(), dates.begin(), dates.end());
    const auto futures = read_explicit_futures(folder, *read);
    if (!futures) return std::nullopt;
    warnings.insert(warnings.end(), futures->warnings.begin(), futures->warnings.end());
    auto rows = read_future_rows(folder, *read);
    if (!rows) return std::nullopt;
    warnings.insert(warnings.end(), rows->warnings.begin(), rows->warnings.end());
    const FutureRows used = rows_in_use(std::move(*rows), read->settings);
    const Diagnostics idle = idle_futures(*read, used);
    warnings.insert(warnings.end(), idle.begin(), idle.end());
    const Futures planned = testing::futures_that_are_planned(*read, *futures, used, *calendar);
    PlanModel m(futures->base(), *calendar, planned);
    build(m);
    return Built{
        {m.lp.finish()}, std::move(warnings), {read->settings.off.begin(), read->settings.off.end()}};
}

std::optional<Built> build_from(const fs::path& folder) {
    const auto base = read_case(folder);
    auto all = build_one(folder, base);
    for (std::size_t i = 0; all && i < base->strategies.size(); ++i) {
        auto more = build_one(folder, read_case_under(folder, *base, base->strategies[i]));
        if (!more) return std::nullopt;
        all->lps.push_back(std::move(more->lps.front()));
        all->warnings.insert(all->warnings.end(), more->warnings.begin(), more->warnings.end());
    }
    return all;
}

bool same(const solver::LpModel& a, const solver::LpModel& b) {
    return a.offset == b.offset && a.cost == b.cost && a.lower == b.lower && a.upper == b.upper &&
           a.integer == b.integer && a.row_lower == b.row_lower && a.row_upper == b.row_upper &&
           a.start == b.start && a.row_index == b.row_index && a.value == b.value;
}

bool same(const std::vector<solver::LpModel>& a, const std::vector<solver::LpModel>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const solver::LpModel& x, const solver::LpModel& y) { return same(x, y); });
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void write_without(const fs::path& file, const std::vector<std::string>& lines, std::size_t left_out) {
    std::ofstream out(file, std::ios::trunc);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i != left_out) out << lines[i] << '\n';
    }
}

bool warned_of(const Diagnostics& warnings, const std::string& file, int row) {
    return std::any_of(warnings.begin(), warnings.end(),
                       [&](const Diagnostic& d) { return d.file == file && d.row == row; });
}

// Rows of the case that can go without a trace, as "file row".
std::vector<std::string> rows_without_effect(const fs::path& from) {
    const fs::path folder = fs::path(::testing::TempDir()) / "rows_matter";
    fs::remove_all(folder);
    fs::copy(from, folder, fs::copy_options::recursive);
    const auto whole = build_from(folder);
    std::vector<std::string> found;
    if (!whole) return found;  // a case about a refusal
    for (const auto& entry : fs::directory_iterator(from)) {
        if (entry.path().extension() != ".csv" || whole->off.contains(entry.path().stem().string())) continue;
        const std::string name = entry.path().filename().string();
        const auto lines = lines_of(entry.path());
        for (std::size_t row = 1; row < lines.size(); ++row) {
            write_without(folder / name, lines, row);
            const auto without = build_from(folder);
            const int shown = static_cast<int>(row) + 1;
            if (without && same(whole->lps, without->lps) && !warned_of(whole->warnings, name, shown))
                found.push_back(name + " " + std::to_string(shown));
        }
        fs::copy_file(entry.path(), folder / name, fs::copy_options::overwrite_existing);
    }
    fs::remove_all(folder);
    return found;
}

TEST(Rows, ChangeTheModelOrAreWarnedAbout) {
    int cases = 0;
    for (const auto& entry : fs::directory_iterator(source / "tests/cases")) {
        if (!fs::exists(entry.path() / "case.toml")) continue;
        ++cases;
        EXPECT_EQ(rows_without_effect(entry.path()), std::vector<std::string>{})
            << entry.path().filename().string();
    }
    EXPECT_GT(cases, 80);
}

}  // namespace
}  // namespace dualflow
