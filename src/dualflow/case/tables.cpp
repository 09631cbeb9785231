// SPDX-License-Identifier: MIT
#include "dualflow/case/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/settings.hpp"

namespace dualflow {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Diagnostic unknown_table(const std::string& file, const std::string& stem) {
    std::vector<std::string> names;
    for (const Table& table : schema_tables()) names.emplace_back(table.name);
    Diagnostic d;
    d.code = code::unknown_table;
    d.file = d.found = file;
    d.message = fmt::format("no table \"{}\"", stem);
    d.expected = "a file named after a table, such as sites.csv";
    d.nearest = nearest_names(lower(stem), names);
    return d;
}

// The .csv files of the folder that are tables; the others are errors.
std::set<std::string, std::less<>> find_tables(const fs::path& folder, Diagnostics& errors) {
    std::set<std::string, std::less<>> found;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const fs::path& path = entry.path();
        if (lower(path.extension().string()) != ".csv") continue;
        const std::string stem = path.stem().string();
        if (path.extension() == ".csv" && find_table(stem) != nullptr)
            found.insert(stem);
        else
            errors.push_back(unknown_table(path.filename().string(), stem));
    }
    return found;
}

Diagnostic missing_table(const Table& table) {
    Diagnostic d;
    d.code = code::missing_table;
    d.file = fmt::format("{}.csv", table.name);
    d.message = fmt::format("table \"{}\" is missing", table.name);
    d.expected = table.description;
    return d;
}

Diagnostic not_supported(const Table& table, int rows) {
    Diagnostic d;
    d.code = code::table_not_supported;
    d.file = fmt::format("{}.csv", table.name);
    d.found = fmt::format("{} rows", rows);
    d.message = fmt::format("table \"{}\" is not supported yet", table.name);
    d.expected = fmt::format("no such table, or \"{}\" in [model] off", table.name);
    return d;
}

// Later rows of a contract may leave blank what its first row says; only volume and price are their own.
void repeat_first_rows(CsvTable& contracts) {
    const auto id = std::find(contracts.columns.begin(), contracts.columns.end(), "id");
    if (id == contracts.columns.end()) return;
    const auto id_place = static_cast<std::size_t>(id - contracts.columns.begin());
    std::map<std::string, std::vector<std::string>> first;
    for (CsvRecord& record : contracts.records) {
        const auto [known, fresh] = first.try_emplace(record.cells[id_place], record.cells);
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            const std::string& column = contracts.columns[i];
            const bool own =
                column == "volume_from" || column == "volume_to" || column == "price" || column == "note";
            if (!own && trim(record.cells[i]).empty()) record.cells[i] = known->second[i];
        }
    }
}

TypedTable read_one(const Table& table, const fs::path& folder, const std::optional<Settings>& settings,
                    Diagnostics& errors) {
    TypedTable broken{&table, {}, true};
    const auto text = read_file(folder / broken.file());
    if (!text) {
        errors.push_back(text.error());
        return broken;
    }
    auto csv = parse_csv(*text, broken.file());
    if (!csv) {
        errors.insert(errors.end(), csv.error().begin(), csv.error().end());
        return broken;
    }
    if (table.status == Status::not_supported) {
        if (!csv->records.empty() && settings)
            errors.push_back(not_supported(table, static_cast<int>(csv->records.size())));
        return broken;
    }
    if (table.name == "contracts") repeat_first_rows(*csv);
    return read_table(table, *csv, settings ? settings->off : std::vector<std::string>{}, errors);
}

}  // namespace

Result<std::string, Diagnostic> read_file(const fs::path& path) {
    std::error_code error;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (fs::is_regular_file(path, error) && in) {
        if (fs::file_size(path, error) > 0) text << in.rdbuf();  // an empty buffer would set failbit
        if (text.good() && !in.bad()) return text.str();
    }
    Diagnostic d;
    d.code = code::unreadable;
    d.file = path.filename().string();
    d.message = fmt::format("{} cannot be read", d.file);
    d.expected = "a file that exists and may be read";
    return unexpected(std::move(d));
}

Tables read_tables(const fs::path& folder, const std::optional<Settings>& settings, Diagnostics& errors) {
    const auto found = find_tables(folder, errors);
    Tables tables;
    for (const Table& table : schema_tables()) {
        const bool used = table.status != Status::not_supported;
        const bool off = settings && is_off(*settings, table.name);
        if (!found.contains(table.name) || (off && !table.required)) {
            if (table.required) errors.push_back(missing_table(table));
            if (used) tables.emplace(table.name, TypedTable{&table, {}, table.required});
            continue;
        }
        TypedTable typed = read_one(table, folder, settings, errors);
        if (used) tables.emplace(table.name, std::move(typed));
    }
    if (!settings)  // what is off is not known
        std::erase_if(errors, [](const Diagnostic& d) { return d.code == code::column_not_supported; });
    return tables;
}

}  // namespace dualflow
