// SPDX-License-Identifier: MIT
#include "cases/driver/case_writer.hpp"

#include <fmt/format.h>

#include <chrono>

#include "cases/driver/run.hpp"

namespace dualflow::cases {

void CaseWriter::columns(const std::string& table, const Cells& names) {
    tables_[table].columns = names;
}

void CaseWriter::row(const std::string& table, const Cells& cells) {
    tables_.at(table).rows.push_back(cells);
}

void CaseWriter::scenario(const std::string& id, const std::string& parent, const std::string& separates,
                          double probability) {
    if (!tables_.contains("scenarios"))
        columns("scenarios", {"scenario", "parent", "separates", "probability"});
    row("scenarios", {id, parent, separates, text_of(probability)});
}

void CaseWriter::change(const std::string& scenario, const std::string& table, const std::string& key,
                        const std::string& column, double value, const std::string& from,
                        const std::string& to) {
    if (!tables_.contains("scenario_changes"))
        columns("scenario_changes", {"scenario", "table", "key", "column", "value", "from", "to"});
    row("scenario_changes", {scenario, table, key, column, text_of(value), from, to});
}

void CaseWriter::write(const std::filesystem::path& folder) const {
    const std::string end_stock =
        model.find("end_stock") == std::string::npos ? "end_stock = \"none\"\n" : "";
    write_text(folder / "case.toml",
               fmt::format("name = \"written by a test\"\ncurrency = \"USD\"\nstart = 2027-01-01\n"
                           "calendar = \"{}\"\n{}\n[model]\n{}{}\n[solve]\ngap = 0\nthreads = 1\n",
                           calendar_, more, end_stock, model));
    for (const auto& [name, content] : tables_) write_csv(folder / (name + ".csv"), content);
}

std::string text_of(double number) {
    return fmt::format("{}", number);
}

std::string day_of(int day) {
    using namespace std::chrono;
    const year_month_day date{sys_days{year{2027} / January / 1} + days{day}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace dualflow::cases
