// SPDX-License-Identifier: MIT
#include "cases/driver/transform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "cases/driver/run.hpp"

namespace dualflow::cases {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> new_names(const fs::path& folder) {
    std::vector<std::string> ids;
    for (const char* table : {"regions", "sites", "products", "investments", "contracts", "capacity_groups",
                              "lane_classes", "organisations"}) {
        const Table content = read_csv(folder / (std::string(table) + ".csv"));
        for (const Row& row : content.rows) ids.push_back(content.cell(row, "id"));
    }
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < ids.size(); ++i)  // the last id sorts first
        names[ids[i]] = fmt::format("n{:04}_{}", ids.size() - i, ids[i].size());
    return names;
}

// The cell with every id in it replaced; ids stand alone or between ; = and :.
std::string renamed(const std::string& cell, const std::map<std::string, std::string>& names) {
    std::string result, word;
    const auto flush = [&] {
        const auto found = names.find(word);
        result += found == names.end() ? word : found->second;
        word.clear();
    };
    for (const char c : cell) {
        if (c == ';' || c == '=' || c == ':') {
            flush();
            result += c;
        } else {
            word += c;
        }
    }
    flush();
    return result;
}

bool refers_to_ids(const std::string& column) {
    static const std::set<std::string> columns{
        "id",       "from",    "to",          "site",       "product",  "market",        "supplier",
        "output",   "region",  "destination", "component",  "origin",   "organisation",  "successor",
        "requires", "enables", "lane_class",  "from_group", "to_group", "capacity_group"};
    return columns.contains(column);
}

void halve(Table& table, Row& row, const std::string& column) {
    if (table.has(column) && !table.cell(row, column).empty())
        row[table.column(column)] = fmt::format("{}", table.number(row, column, 0) / 2);
}

void split_rows(Table& table, const std::string& key, const std::string& site, const std::string& twin) {
    const std::size_t at = table.column(key);
    std::vector<Row> rows;
    for (Row row : table.rows) {
        const bool ours = row[at] == site;
        if (ours)
            for (const char* column : {"capacity_per_day", "opening_rate", "opening_stock"})
                halve(table, row, column);
        rows.push_back(row);
        if (!ours) continue;
        row[at] = twin;
        rows.push_back(row);
    }
    table.rows = std::move(rows);
}

}  // namespace

void copy_case(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(from))
        if (entry.path().extension() == ".csv" || entry.path().filename() == "case.toml")
            fs::copy_file(entry.path(), to / entry.path().filename());
}

void rewrite_tables(const fs::path& folder, const std::function<void(const std::string&, Table&)>& change) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".csv") continue;
        Table table = read_csv(entry.path());
        change(entry.path().stem(), table);
        write_csv(entry.path(), table);
    }
}

void rewrite_settings(const fs::path& folder, const std::string& from, const std::string& to) {
    std::string text = read_text(folder / "case.toml");
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("case.toml does not hold " + from);
    write_text(folder / "case.toml", text.replace(at, from.size(), to));
}

void permute_rows(const fs::path& folder) {
    rewrite_tables(folder, [](const std::string& name, Table& table) {
        if (name == "contracts") return;  // the order of price bands is theirs
        std::reverse(table.rows.begin(), table.rows.end());
        if (table.rows.size() > 2) std::rotate(table.rows.begin(), table.rows.begin() + 1, table.rows.end());
    });
}

void rename_ids(const fs::path& folder) {
    const auto names = new_names(folder);
    rewrite_tables(folder, [&](const std::string& name, Table& table) {
        for (Row& row : table.rows)
            for (std::size_t c = 0; c < row.size(); ++c) {
                const bool dates =
                    name == "demand" && (table.columns[c] == "from" || table.columns[c] == "to");
                if (refers_to_ids(table.columns[c]) && !dates) row[c] = renamed(row[c], names);
            }
    });
}

void scale_columns(const fs::path& folder, const std::set<std::string>& columns, double factor) {
    rewrite_tables(folder, [&](const std::string&, Table& table) {
        for (Row& row : table.rows)
            for (std::size_t c = 0; c < row.size(); ++c)
                if (columns.contains(table.columns[c]) && !row[c].empty())
                    row[c] = fmt::format("{}", std::stod(row[c]) * factor);
    });
}

const std::set<std::string>& money_columns() {
    static const std::set<std::string> columns{"fixed_cost_per_day",
                                               "opening_cost",
                                               "closing_cost",
                                               "unit_value",
                                               "customs_value",
                                               "overtime_unit_cost",
                                               "under_cost",
                                               "over_cost",
                                               "ramp_up_cost",
                                               "ramp_down_cost",
                                               "unit_cost",
                                               "capital",
                                               "price",
                                               "take_or_pay_price",
                                               "reservation_fee",
                                               "exercise_price",
                                               "qualification_cost",
                                               "cost_per_unit",
                                               "cost_per_kg",
                                               "cost_per_container",
                                               "cost_per_kg_km",
                                               "cost_per_km",
                                               "selling_cost",
                                               "lost_sale_cost",
                                               "backlog_cost_per_day",
                                               "end_value",
                                               "end_backlog_cost",
                                               "holding_cost_per_day"};
    return columns;
}

void split_site(const fs::path& folder, const std::string& site) {
    const std::string twin = site + "_twin";
    rewrite_tables(folder, [&](const std::string& name, Table& table) {
        if (name == "sites") split_rows(table, "id", site, twin);
        if (name == "lanes") split_rows(table, "from", site, twin);
        if (name == "lanes") split_rows(table, "to", site, twin);
        if (name == "resources" || name == "processes" || name == "inventory")
            split_rows(table, "site", site, twin);
    });
}

void add_dearer_lanes(const fs::path& folder, double more) {
    rewrite_tables(folder, [&](const std::string& name, Table& table) {
        if (name != "lanes") return;
        if (!table.has("mode")) {
            table.columns.push_back("mode");
            for (Row& row : table.rows) row.push_back("usual");
        }
        const std::vector<Row> rows = table.rows;
        for (Row row : rows) {
            row.resize(table.columns.size());
            row[table.column("mode")] = "dear";
            row[table.column("cost_per_unit")] =
                fmt::format("{}", table.number(row, "cost_per_unit", 0) + more);
            table.rows.push_back(row);
        }
    });
}

}  // namespace dualflow::cases
