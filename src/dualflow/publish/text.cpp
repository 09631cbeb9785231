// SPDX-License-Identifier: MIT
#include "dualflow/publish/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dualflow::text {

namespace {

// Columns are counted in characters, not bytes: ids and names may be any UTF-8.
std::size_t width_of(const std::string& cell) {
    return static_cast<std::size_t>(std::ranges::count_if(
        cell, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string grouped(double value, int decimals) {
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t place = point; place > 3;) digits.insert(place -= 3, ",");
    const bool zero = digits.find_first_not_of("0.,") == std::string::npos;
    return value < 0 && !zero ? "-" + digits : digits;
}

std::string percent(double share, int decimals) {
    return grouped(100 * share, decimals) + " %";
}

Scale scale_for(double largest) {
    if (largest >= 1e10) return {1e9, "bn ", 3};
    if (largest >= 1e6) return {1e6, "m ", 2};
    if (largest >= 1e4) return {1e3, "k ", 1};
    return {1, "", 2};
}

std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<std::size_t>& left) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string gap(widths[i] - width_of(row[i]), ' ');
            const bool to_left = i == 0 || std::ranges::find(left, i) != left.end();
            line += "  " + (to_left ? row[i] + gap : gap + row[i]);
        }
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

}  // namespace dualflow::text
