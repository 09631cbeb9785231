// SPDX-License-Identifier: MIT
// Texts of E01 (files, CSV, settings), E03 (values) and E04 (keys).
#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

std::vector<CodeText> file_codes() {
    return {
        {code::unreadable, "a file or folder cannot be read",
         "A case is a folder with case.toml and a CSV file for each table. The folder or file named does not "
         "exist, or you may not read it. Check the path and its permissions; `dualflow init DIR` starts a "
         "new case."},
        {code::wrong_encoding, "a file is not UTF-8",
         "Tables and settings are UTF-8 text, with or without a byte order mark. The byte named is not part "
         "of a UTF-8 character; most often the file was saved in an older encoding, where é is the single "
         "byte 0xE9. Save it again as UTF-8: in a spreadsheet choose \"CSV UTF-8\"."},
        {code::empty_file, "a table file is empty",
         "A table needs at least its header. A header alone is a table without rows and is allowed; a file "
         "of no bytes is more often a failed export than a wish. Write the header, or remove the file."},
        {code::stray_quote, "a quote inside a field",
         "A field with a comma, a quote or a line break in it is quoted as a whole, and each quote in it is "
         "doubled: 12\" pipe is written \"12\"\" pipe\". Nothing but a comma may follow the closing quote."},
        {code::ragged_row, "a row with another number of fields than the header",
         "Every row has as many fields as the header, blank ones included. Most often a text with a comma in "
         "it is not quoted, or a row was cut off. Quote the text, or add the missing commas."},
        {code::field_too_long, "a field that is too long",
         "A field may hold 100,000 bytes. Longer ones come from a quote that is not closed or from a file "
         "that is no table."},
        {code::duplicate_column, "a column that appears twice",
         "Each name stands in the header once; with two it would be unclear which one counts. Remove or "
         "rename one of them."},
        {code::unknown_column, "a column that the table does not have",
         "The header names a column that is not in the schema, so its cells would be ignored. Correct the "
         "name (the nearest ones are listed), move remarks into the column note, or remove the column. "
         "`dualflow schema TABLE` lists the columns of a table."},
        {code::missing_column, "a required column is missing",
         "No row of the table can do without this column. Add it to the header and fill it in every row. "
         "`dualflow schema TABLE` shows which columns are required."},
        {code::unknown_table, "a CSV file that is no table",
         "Each .csv file of the folder must be named after a table, in lower case, such as lanes.csv. Rename "
         "the file, or move it out of the folder. Files of other kinds (README.md, pictures) may stay."},
        {code::missing_table, "a required table is missing",
         "There is no case without regions, sites, products and demand. Add the file named; `dualflow init "
         "DIR` writes a small complete case to begin with."},
        {code::control_character, "a control character in a file",
         "Text files hold no control characters other than tabs and line breaks. A byte of 0 mostly means "
         "that the file is UTF-16 or no text at all. Save it as UTF-8 text."},
        {code::unclosed_quote, "a quoted field that never ends",
         "The field begins with a quote that has no partner before the end of the file, so all rows after it "
         "would be part of one field. Close the quote, or remove it."},
        {code::wrong_separator, "fields that are not separated by commas",
         "The header is one field with semicolons or tabs in it: the file was exported where the comma is "
         "the decimal "
         "sign, or as text with tabs. Export it again with commas, and with a point in decimal numbers."},
    };
}

std::vector<CodeText> setting_codes() {
    return {
        {code::toml_syntax, "case.toml is not TOML",
         "Settings are lines such as currency = \"USD\" under headings such as [model]. Texts stand in "
         "quotes, numbers and dates do not, lists are written [\"a\", \"b\"]. The message says at which "
         "column reading stopped."},
        {code::unknown_setting, "a setting that does not exist",
         "The name is no setting, so it would be ignored. Correct it (the nearest names are listed) or put "
         "it under the right [section]. `dualflow schema` lists all settings."},
        {code::wrong_setting, "a setting of the wrong type",
         "The value is not of the kind the setting needs: a number without quotes, a text in quotes, true or "
         "false, a date such as 2027-01-01, or a list of texts."},
        {code::missing_setting, "a required setting is missing",
         "case.toml must give name, currency, start and calendar, for example start = 2027-01-01 and "
         "calendar = \"8 quarters, 4 years\"."},
        {code::unknown_off, "[model] off names nothing",
         "The list off holds names of tables, such as \"cycle\", or of columns, such as "
         "\"demand.service_target\". This entry is neither; the nearest names are listed."},
        {code::indispensable, "[model] off names what a case needs",
         "Tables and columns without which no case exists cannot be switched off: regions, sites, products, "
         "demand, and the required and key columns of each table. Remove the entry."},
        {code::wrong_calendar, "the calendar cannot be read",
         "A calendar is a list of counts and units, such as \"8 quarters, 4 half-years, 4 years\". Units are "
         "days, weeks, months, quarters, half-years and years; at most 10,000 buckets."},
        {code::wrong_branching, "the branching of futures cannot be read or made",
         "[futures] branching says how many children every node has from a date on, as parts joined by ; "
         "such "
         "as \"4@2027-01-01;2@2029-01-01\". Each date is the first day of a bucket and later than the one "
         "before; counts are at least 2, and their product, at most 10,000, is the number of leaves."},
    };
}

std::vector<CodeText> value_codes() {
    return {
        {code::blank_required, "a required cell is blank",
         "The column is required, so each row needs a value. Fill it in; where the value is nothing, write "
         "0."},
        {code::not_a_number, "not a number",
         "Numbers are written with a decimal point and without thousands separators, units or per cent "
         "signs: 1250.5, 2e6. A share is a fraction: 0.25, not 25%."},
        {code::not_finite, "not a finite number",
         "Infinity, NaN and numbers beyond 1e308 cannot be planned with. Where there is no limit, leave the "
         "cell blank."},
        {code::not_whole, "not a whole number",
         "The column counts things, so it needs a number such as 3, without decimals."},
        {code::out_of_range, "a number out of range",
         "The number is finite but outside what the column allows, such as a negative capacity or a yield "
         "above 1. Often a unit is the cause: rates are per day, shares are fractions, times are in days."},
        {code::not_a_flag, "neither 0 nor 1",
         "The column says no (0) or yes (1); true and false are read too. Other words, such as yes or x, are "
         "not."},
        {code::not_a_date, "not a date",
         "Dates are written year-month-day with leading zeros, 2027-01-31, and must exist: 2027-02-30 does "
         "not. Spreadsheets like to change dates to local forms when they save; format the column as text."},
        {code::not_a_choice, "not one of the choices",
         "The column allows a short list of words, in lower case. The message lists them and the nearest "
         "one."},
        {code::not_a_curve, "not a curve",
         "A curve is written as points share@day joined by ;, such as 0.3@90;0.7@180;1@365: days rise, "
         "shares lie between 0 and 1. Shares of capital_schedule add up to 1; those of ramp_up do not fall."},
        {code::not_an_id, "not a name",
         "Ids must not contain ; | = * : ( or ), because cells that refer to rows use these signs: "
         "site=A;product=B, family:battery, together(A). Rename the row and what refers to it."},
        {code::reversed_dates, "an end that is not after its start",
         "Stretches of days are half-open: the first day counts, the last does not. A single day is written "
         "2027-01-01 to 2027-01-02. Exchange the two dates or correct one."},
        {code::one_of_two, "two cells of which one may be given",
         "The two columns say the same thing in two ways, so both together would count twice. In inventory "
         "the holding cost is either a rate per year of the unit's value or money per day. Leave one blank."},
        {code::goes_with, "a cell that needs another",
         "The cell has a meaning only together with another one: from_group with to_group in lane_classes, "
         "resource with site in investments. Fill in both, or neither."},
        {code::wrong_sum, "chances that do not sum to one",
         "From each regime the chances of all steps, that of staying included, sum to one; so do the chances "
         "at the start. Correct one of the cells. A regime from which no step is stated stays for ever."},
        {code::impossible_correlations, "correlations that no series can have",
         "Correlations of several series bind each other: where A moves with B and B with C, A and C cannot "
         "move against each other as they like. The matrix of all correlations, 0 where none is stated, must "
         "be positive semidefinite. Bring the stated ones closer to 0, or state those that are missing."},
        {code::too_early, "a scenario that would be seen in the past",
         "Until its day in separates a scenario shares everything with its siblings, so nothing in it can be "
         "different before that day: a child parts no earlier than its parent, and a change begins no "
         "earlier "
         "than its scenario parts. Move the later date forward, or let the scenario part earlier."},
        {code::goes_round, "scenarios that come from each other",
         "Following the column parent leads back to the scenario itself. Leave the parent of the outermost "
         "one "
         "blank: it is then a child of the root."},
    };
}

std::vector<CodeText> key_codes() {
    return {
        {code::duplicate_key, "a key that appears twice",
         "Two rows of the table are about the same thing, and it would be unclear which one counts; the "
         "message names the first. Remove one, or make them differ in a column of the key. A row that "
         "addresses a group gives way to a more specific one without an error; two rows that name equally "
         "many groups do not."},
        {code::unequal_bands, "price bands of one contract that differ",
         "Rows of contracts with one id are volume bands of one contract. They differ in volume_from, "
         "volume_to, price and note only; all other cells of later rows are blank or repeat the first row. "
         "Give a different agreement its own id."},
        {code::band_gap, "price bands with a gap or an overlap",
         "The bands of a contract follow each other: each begins at the volume at which the one before ends, "
         "and only the last may be open. Correct volume_from or volume_to; a blank volume_to runs to the "
         "next band."},
        {code::overlap, "rows that overlap in time",
         "Two rows with the same key hold on the same day, so their figures would count twice or contradict "
         "each other. End the first (valid_to, to) on the day on which the second begins; ends are "
         "excluded."},
    };
}

}  // namespace

std::vector<CodeText> reading_codes() {
    std::vector<CodeText> all;
    for (const auto& part : {file_codes(), setting_codes(), value_codes(), key_codes()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dualflow
