// SPDX-License-Identifier: MIT
#include "dualflow/case/utf8.hpp"

#include <fmt/format.h>

#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

unsigned byte(char c) {
    return static_cast<unsigned char>(c);
}

// The length of the well-formed character at the start of `text` (Unicode, table 3-7); 0 where it is
// none.
std::size_t character_length(std::string_view text) {
    const unsigned lead = byte(text[0]);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : (lead & 0xF0) == 0xE0        ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || text.size() < length) return 0;
    const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(text[1]) < least || byte(text[1]) > most) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte(text[i]) & 0xC0) != 0x80) return 0;
    return length;
}

int row_at(std::string_view text, std::size_t position) {
    int row = 1;
    for (std::size_t i = 0; i < position; ++i)
        if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) ++row;
    return row;
}

Diagnostic at_byte(std::string_view code, std::string_view text, std::size_t position,
                   std::string_view file) {
    Diagnostic d;
    d.code = code;
    d.file = file;
    d.row = row_at(text, position);
    d.found = fmt::format("byte 0x{:02X} at position {}", byte(text[position]), position + 1);
    return d;
}

bool is_control(char c) {
    return (byte(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

}  // namespace

std::string_view without_bom(std::string_view text) {
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

std::optional<Diagnostic> check_encoding(std::string_view text, std::string_view file) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text.substr(at));
        if (length == 0) {
            Diagnostic d = at_byte(code::wrong_encoding, text, at, file);
            d.message = fmt::format("{} is not UTF-8", d.found);
            d.expected = "UTF-8 text, with or without a byte order mark";
            return d;
        }
        if (is_control(text[at])) {
            Diagnostic d = at_byte(code::control_character, text, at, file);
            d.message = fmt::format("{} is a control character", d.found);
            d.expected = "text without control characters other than tab and line breaks";
            return d;
        }
        at += length;
    }
    return std::nullopt;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t end = text.size();
    if (end > longest)
        for (end = longest; end > 0 && (byte(text[end]) & 0xC0) == 0x80;) --end;
    std::string shown(text.substr(0, end));
    for (char& c : shown)
        if (c == '\n' || c == '\r') c = ' ';
    return end < text.size() ? shown + "…" : shown;
}

}  // namespace dualflow
