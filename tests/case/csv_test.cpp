// SPDX-License-Identifier: MIT
#include "dualflow/case/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dualflow {
namespace {

using Table = std::vector<std::vector<std::string>>;

Table cells_of(const std::string& text) {
    const auto table = parse_csv(text, "t.csv");
    Table cells;
    if (!table) return cells;
    for (const CsvRecord& record : table->records) cells.push_back(record.cells);
    return cells;
}

// "E0104 2 b", one an error.
std::vector<std::string> errors_of(const std::string& text) {
    const auto table = parse_csv(text, "t.csv");
    std::vector<std::string> places;
    if (table) return places;
    for (const Diagnostic& d : table.error())
        places.push_back(d.code + " " + std::to_string(d.row) + " " + d.column);
    return places;
}

using Places = std::vector<std::string>;

TEST(CsvReader, ReadsFieldsWithAndWithoutQuotes) {
    EXPECT_EQ(cells_of("a,b\n1,\"x, y\"\n2,\"12\"\" pipe\"\n"), (Table{{"1", "x, y"}, {"2", "12\" pipe"}}));
}

TEST(CsvReader, KeepsQuotedLineBreaks) {
    EXPECT_EQ(cells_of("a,b\n1,\"two\nlines\"\n"), (Table{{"1", "two\nlines"}}));
    EXPECT_EQ(cells_of("a,b\r\n1,\"two\r\nlines\"\r\n"), (Table{{"1", "two\r\nlines"}}));
}

TEST(CsvReader, CountsRowsAsAnEditorDoes) {
    const auto table = parse_csv("a,b\r\n1,\"x\r\ny\"\r\n\r\n2,z", "t.csv");
    ASSERT_TRUE(table.has_value());
    ASSERT_EQ(table->records.size(), 2U);
    EXPECT_EQ(table->records[0].row, 2);
    EXPECT_EQ(table->records[1].row, 5);
}

TEST(CsvReader, TakesAByteOrderMarkAndSpacesAroundColumnNames) {
    const auto table = parse_csv(
        "\xEF\xBB\xBF"
        "a , b\n1,2\n",
        "t.csv");
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(table->columns, (Places{"a", "b"}));
}

TEST(CsvReader, LeavesOutRowsWithoutContent) {
    EXPECT_EQ(cells_of("a,b\n,\n\n1,2\n , \n"), (Table{{"1", "2"}}));
}

TEST(CsvReader, AllowsAHeaderAlone) {
    EXPECT_EQ(errors_of("a,b\n"), Places{});
    EXPECT_EQ(errors_of(""), Places{"E0103 0 "});
    EXPECT_EQ(errors_of("\xEF\xBB\xBF\n"), Places{"E0103 0 "});
}

TEST(CsvReader, NamesTheByteThatIsNotUtf8) {
    EXPECT_EQ(errors_of("a,b\n1,caf\xC3\xA9\n"), Places{});
    const auto table = parse_csv("a,b\n1,x\n2,caf\xE9\n", "t.csv");
    ASSERT_FALSE(table.has_value());
    ASSERT_EQ(table.error().size(), 1U);
    EXPECT_EQ(table.error()[0].code, "E0102");
    EXPECT_EQ(table.error()[0].row, 3);
    EXPECT_EQ(table.error()[0].found, "byte 0xE9 at position 14");
}

TEST(CsvReader, RefusesOverlongSurrogateAndTruncatedUtf8) {
    for (const char* bytes :
         {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"})
        EXPECT_EQ(errors_of(std::string("a\n") + bytes), Places{"E0102 2 "}) << bytes;
    EXPECT_EQ(errors_of("a\n\xF0\x9F\x9A\x9A\xE2\x82\xAC\n"), Places{});
}

TEST(CsvReader, RefusesControlCharacters) {
    EXPECT_EQ(errors_of(std::string("a\nx\0y\n", 7)), Places{"E0112 2 "});
    EXPECT_EQ(errors_of("a\nx\ty\n"), Places{});
}

TEST(CsvReader, RefusesStrayQuotesAndGoesOn) {
    EXPECT_EQ(errors_of("a,b\n1,x\"y\n\"2\"z,3\n4,5\n"), (Places{"E0104 2 b", "E0104 3 a"}));
    EXPECT_EQ(errors_of("a,b\n1,\"x\"\"y\"\n"), Places{});
}

TEST(CsvReader, NamesTheRowWhereAnUnclosedQuoteBegins) {
    EXPECT_EQ(errors_of("a,b\n1,2\n3,\"x\n4,5\n"), Places{"E0113 3 b"});
}

TEST(CsvReader, RefusesRaggedRows) {
    EXPECT_EQ(errors_of("a,b\n1\n1,2\n1,2,3\n"), (Places{"E0105 2 ", "E0105 4 "}));
}

TEST(CsvReader, RefusesFieldsAboveTheLimit) {
    EXPECT_EQ(errors_of("a,b\n1," + std::string(longest_csv_field, 'x') + "\n"), Places{});
    EXPECT_EQ(errors_of("a,b\n1," + std::string(longest_csv_field + 1, 'x') + "\n"), Places{"E0106 2 b"});
    EXPECT_EQ(errors_of("a,b\n1,\"" + std::string(1'000'000, 'x') + "\"\n"), Places{"E0106 2 b"});
}

TEST(CsvReader, RefusesHeadersWithDuplicateOrBlankNames) {
    EXPECT_EQ(errors_of("a,b,a\n1,2,3\n"), Places{"E0107 1 a"});
    EXPECT_EQ(errors_of("a,,b\n1,2,3\n"), Places{"E0108 1 "});
}

std::string random_text() {
    return *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n\r ;=0\t")));
}

RC_GTEST_PROP(CsvReader, ReadsBackAnyTableWritten, ()) {
    const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
    const auto rows = *rc::gen::inRange<std::size_t>(0, 6);
    std::string text = "c0";
    for (std::size_t i = 1; i < columns; ++i) text += ",c" + std::to_string(i);
    Table written;
    for (std::size_t r = 0; r < rows; ++r) {
        std::vector<std::string> row{"row" + random_text()};  // never blank
        while (row.size() < columns) row.push_back(random_text());
        text += "\n" + csv_field(row[0]);
        for (std::size_t i = 1; i < columns; ++i) text += "," + csv_field(row[i]);
        written.push_back(row);
    }
    RC_ASSERT(parse_csv(text, "t.csv").has_value());
    RC_ASSERT(cells_of(text) == written);
}

RC_GTEST_PROP(CsvReader, ReturnsATableOrErrorsForAnyBytes, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("ab,\"\n\r"))));
    const auto table = parse_csv(text, "t.csv");
    if (table) {
        for (const CsvRecord& record : table->records)
            RC_ASSERT(record.cells.size() == table->columns.size());
    } else {
        RC_ASSERT(has_errors(table.error()));
    }
}

}  // namespace
TEST(CsvField, QuotesWhatWouldOtherwiseReadAsAByteOrderMark) {
    const std::string name = "\xEF\xBB\xBFid";
    const auto table = parse_csv(csv_field(name) + "\n", "t.csv");
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(table->columns, std::vector<std::string>{name});
}

}  // namespace dualflow
