// SPDX-License-Identifier: MIT
#include "dualflow/case/value.hpp"

#include <gtest/gtest.h>

#include "dualflow/case/codes.hpp"

namespace dualflow {
namespace {

const Column& column(std::string_view table, std::string_view name) {
    return *find_column(*find_table(table), name);
}

std::string code_of(std::string_view table, std::string_view name, std::string_view text) {
    const auto value = parse_value(column(table, name), text);
    return value ? "" : std::string(value.error().code);
}

double number_of(std::string_view table, std::string_view name, std::string_view text) {
    return parse_value(column(table, name), text).value_or(Value{}).number;
}

TEST(Cells, ReadNumbersAsWritten) {
    EXPECT_EQ(number_of("lanes", "cost_per_unit", "1250.5"), 1250.5);
    EXPECT_EQ(number_of("lanes", "cost_per_unit", " 2e6 "), 2e6);
    EXPECT_EQ(number_of("sites", "latitude", "-33.25"), -33.25);
}

TEST(Cells, RefusePerCentSignsWithAHint) {
    const auto value = parse_value(column("tariffs", "rate"), "25%%");
    ASSERT_FALSE(value.has_value());
    EXPECT_EQ(value.error().code, code::not_a_number);
    EXPECT_EQ(value.error().expected, "a fraction, such as 0.25 for 25 %");
    EXPECT_EQ(number_of("tariffs", "rate", "0.25"), 0.25);
}

TEST(Cells, RefuseWhatIsNoFiniteNumber) {
    for (const char* text : {"1,000", "1.2.3", "0x10", "+1", "one", "1 000", "1e", "-"})
        EXPECT_EQ(code_of("lanes", "cost_per_unit", text), code::not_a_number) << text;
    for (const char* text : {"nan", "inf", "-inf", "NaN", "infinity", "1e999"})
        EXPECT_EQ(code_of("lanes", "cost_per_unit", text), code::not_finite) << text;
}

TEST(Cells, KeepTheRangeOfTheirColumn) {
    EXPECT_EQ(code_of("processes", "yield", "0"), code::out_of_range);
    EXPECT_EQ(code_of("processes", "yield", "1.01"), code::out_of_range);
    EXPECT_EQ(code_of("processes", "yield", "1"), "");
    EXPECT_EQ(code_of("resources", "capacity_per_day", "-1"), code::out_of_range);
    EXPECT_EQ(code_of("resources", "capacity_per_day", "0"), "");
}

TEST(Cells, CountInWholeNumbers) {
    EXPECT_EQ(code_of("investments", "max_count", "1.5"), code::not_whole);
    EXPECT_EQ(code_of("investments", "max_count", "1e12"), code::not_whole);
    EXPECT_EQ(number_of("investments", "max_count", "2"), 2);
}

TEST(Cells, ReadDatesThatExistOnly) {
    for (const char* text :
         {"2027-1-1", "01.01.2027", "2027-02-30", "2027-13-01", "2027-00-10", "2027-01-01T00:00", "20270101"})
        EXPECT_EQ(code_of("demand", "from", text), code::not_a_date) << text;
    EXPECT_EQ(parse_value(column("demand", "from"), "2028-02-29")->date(), make_date(2028, 2, 29));
}

TEST(Cells, NameTheNearestChoice) {
    const auto value = parse_value(column("sites", "kind"), "plnat");
    ASSERT_FALSE(value.has_value());
    EXPECT_EQ(value.error().code, code::not_a_choice);
    EXPECT_EQ(value.error().nearest, std::vector<std::string>{"plant"});
    EXPECT_EQ(code_of("sites", "kind", "plant"), "");
}

TEST(Cells, TakeTheDefaultWhenBlankAndRememberThatItWasNotGiven) {
    const auto blank = parse_value(column("processes", "yield"), "  ");
    ASSERT_TRUE(blank.has_value());
    EXPECT_FALSE(blank->given);
    EXPECT_EQ(blank->number, 1);
    EXPECT_EQ(code_of("sites", "region", ""), code::blank_required);
}

TEST(Cells, KeepSignsOfKeysOutOfIds) {
    for (const char* text : {"a;b", "a|b", "a=b", "*", "kind:x", "together(x)"})
        EXPECT_EQ(code_of("sites", "id", text), code::not_an_id) << text;
    EXPECT_EQ(code_of("sites", "id", "Querétaro 2, north"), "");
}

TEST(Curves, AreRisingPoints) {
    const auto curve = parse_curve("0.3@90; 0.7@180;1@365");
    ASSERT_TRUE(curve.has_value());
    ASSERT_EQ(curve->size(), 3U);
    EXPECT_EQ((*curve)[1].share, 0.7);
    EXPECT_EQ((*curve)[1].day, 180);
    for (const char* text :
         {"0.3", "0.3@", "@90", "0.3@90;0.7@90", "0.3@90;0.7@10", "1.2@5", "-0.1@5", "0.1@-5", ";", "x@1"})
        EXPECT_FALSE(parse_curve(text).has_value()) << text;
}

TEST(Schema, HasDefaultsThatItsOwnTypesAllow) {
    for (const Table& table : schema_tables())
        for (Column column : table.columns) {
            column.required = false;
            EXPECT_TRUE(parse_value(column, "").has_value()) << table.name << "." << column.name;
            EXPECT_FALSE(column.description.empty()) << table.name << "." << column.name;
        }
}

TEST(Schema, RefersOnlyToTablesItDeclares) {
    for (const Table& table : schema_tables())
        for (const Column& column : table.columns) {
            if (column.type == Type::reference || !column.target.empty()) {
                EXPECT_NE(find_table(column.target), nullptr) << table.name << "." << column.name;
            }
        }
}

TEST(Codes, HaveOneTextEach) {
    for (std::size_t i = 1; i < code_texts().size(); ++i)
        EXPECT_LT(code_texts()[i - 1].code, code_texts()[i].code);
    ASSERT_NE(find_code("E0201"), nullptr);
    EXPECT_EQ(find_code("E9999"), nullptr);
    for (const CodeText& text : code_texts()) EXPECT_GT(text.text.size(), 40U) << text.code;
}

}  // namespace
}  // namespace dualflow
