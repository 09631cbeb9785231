// SPDX-License-Identifier: MIT
// Comma-separated values as RFC 4180 has them: quotes, quoted line breaks, CRLF or LF, UTF-8 with or
// without a byte order mark. A mistake is an error with its place, never a guess.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/diagnostic.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

inline constexpr std::size_t longest_csv_field = 100'000;  // bytes

struct CsvRecord {
    int row = 0;  // the line on which it begins, as an editor counts: the header is 1
    std::vector<std::string> cells;
};

struct CsvTable {
    std::string file;
    std::vector<std::string> columns;  // of the header, without surrounding spaces
    std::vector<CsvRecord> records;    // each as long as columns; lines without any content are left out
};

// `file` is named in the errors. An empty text is an error (E0103); a header alone is a table of no
// records. All errors of the text are returned, but only the first that is about its encoding.
Result<CsvTable, Diagnostics> parse_csv(std::string_view text, std::string_view file);

// The text of a field: quoted where it must be.
std::string csv_field(std::string_view value);

}  // namespace dualflow
