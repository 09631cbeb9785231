// SPDX-License-Identifier: MIT
// The stable code of every problem, and the long text that `dualflow explain CODE` shows. A code is
// never used for something else later. Ranges: E01 files, CSV and settings; E02 references and groups;
// E03 values; E04 keys; E05 not supported yet; E06 structure (codes_structure.cpp); W07 warnings.
#pragma once

#include <string_view>
#include <vector>

namespace dualflow {

struct CodeText {
    std::string_view code;
    std::string_view title;  // a few words
    std::string_view text;   // what it means, how to repair it, an example
};

// All codes in order.
const std::vector<CodeText>& code_texts();
const CodeText* find_code(std::string_view code);  // nullptr: no such code

// The parts of code_texts().
std::vector<CodeText> reading_codes();    // E01, E03, E04: codes_reading.cpp
std::vector<CodeText> meaning_codes();    // E02, E05, W073: codes_meaning.cpp
std::vector<CodeText> structure_codes();  // E06, W07: codes_structure.cpp

namespace code {

inline constexpr std::string_view unreadable = "E0101";
inline constexpr std::string_view wrong_encoding = "E0102";
inline constexpr std::string_view empty_file = "E0103";
inline constexpr std::string_view stray_quote = "E0104";
inline constexpr std::string_view ragged_row = "E0105";
inline constexpr std::string_view field_too_long = "E0106";
inline constexpr std::string_view duplicate_column = "E0107";
inline constexpr std::string_view unknown_column = "E0108";
inline constexpr std::string_view missing_column = "E0109";
inline constexpr std::string_view unknown_table = "E0110";
inline constexpr std::string_view missing_table = "E0111";
inline constexpr std::string_view control_character = "E0112";
inline constexpr std::string_view unclosed_quote = "E0113";
inline constexpr std::string_view wrong_separator = "E0114";
inline constexpr std::string_view toml_syntax = "E0121";
inline constexpr std::string_view unknown_setting = "E0122";
inline constexpr std::string_view wrong_setting = "E0123";
inline constexpr std::string_view missing_setting = "E0124";
inline constexpr std::string_view unknown_off = "E0125";
inline constexpr std::string_view indispensable = "E0126";
inline constexpr std::string_view wrong_calendar = "E0127";
inline constexpr std::string_view wrong_branching = "E0128";

inline constexpr std::string_view unknown_id = "E0201";
inline constexpr std::string_view empty_group = "E0202";
inline constexpr std::string_view group_not_allowed = "E0203";
inline constexpr std::string_view together_not_allowed = "E0204";
inline constexpr std::string_view malformed_key = "E0205";
inline constexpr std::string_view key_matches_nothing = "E0206";
inline constexpr std::string_view unknown_resource = "E0207";
inline constexpr std::string_view lane_to_itself = "E0208";
inline constexpr std::string_view unknown_distance = "E0209";
inline constexpr std::string_view supplier_does_not_make = "E0210";

inline constexpr std::string_view blank_required = "E0301";
inline constexpr std::string_view not_a_number = "E0302";
inline constexpr std::string_view not_finite = "E0303";
inline constexpr std::string_view not_whole = "E0304";
inline constexpr std::string_view out_of_range = "E0305";
inline constexpr std::string_view not_a_flag = "E0306";
inline constexpr std::string_view not_a_date = "E0307";
inline constexpr std::string_view not_a_choice = "E0308";
inline constexpr std::string_view not_a_curve = "E0309";
inline constexpr std::string_view not_an_id = "E0310";
inline constexpr std::string_view reversed_dates = "E0311";
inline constexpr std::string_view one_of_two = "E0312";
inline constexpr std::string_view goes_with = "E0313";
inline constexpr std::string_view wrong_sum = "E0314";
inline constexpr std::string_view impossible_correlations = "E0315";

inline constexpr std::string_view too_early = "E0316";
inline constexpr std::string_view goes_round = "E0317";

inline constexpr std::string_view duplicate_key = "E0401";
inline constexpr std::string_view unequal_bands = "E0402";
inline constexpr std::string_view band_gap = "E0403";
inline constexpr std::string_view overlap = "E0404";

inline constexpr std::string_view table_not_supported = "E0501";
inline constexpr std::string_view column_not_supported = "E0502";
inline constexpr std::string_view setting_not_supported = "E0503";
inline constexpr std::string_view regime_needs_futures = "E0504";
inline constexpr std::string_view same_in_all_futures = "E0505";

inline constexpr std::string_view addresses_nothing = "W0731";
inline constexpr std::string_view group_without_correlation = "W0732";
inline constexpr std::string_view inside_a_bucket = "W0733";
inline constexpr std::string_view changes_nothing = "W0734";
inline constexpr std::string_view moves_nothing = "W0735";

}  // namespace code

}  // namespace dualflow
