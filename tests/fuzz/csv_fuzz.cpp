// SPDX-License-Identifier: MIT
// Any bytes into the CSV reader: it gives a table or errors with places, and what it read it reads again
// after csv_field has quoted it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dualflow/case/csv.hpp"

namespace {

using namespace dualflow;

void require(bool holds) {
    if (!holds) std::abort();
}

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(cells[i]);
    return line + "\n";
}

void check_round_trip(const CsvTable& table) {
    std::string text = line_of(table.columns);
    for (const CsvRecord& record : table.records) {
        require(record.row >= 2 && record.cells.size() == table.columns.size());
        text += line_of(record.cells);
    }
    const Result<CsvTable, Diagnostics> again = parse_csv(text, "again.csv");
    require(again.has_value() && again->columns == table.columns &&
            again->records.size() == table.records.size());
    for (std::size_t i = 0; i < table.records.size(); ++i)
        require(again->records[i].cells == table.records[i].cells);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Result<CsvTable, Diagnostics> table = parse_csv(text, "fuzz.csv");
    if (table) {
        check_round_trip(*table);
        return 0;
    }
    require(has_errors(table.error()));
    for (const Diagnostic& d : table.error())
        require(!d.code.empty() && !d.message.empty() && d.file == "fuzz.csv");
    return 0;
}
