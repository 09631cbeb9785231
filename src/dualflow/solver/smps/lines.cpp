// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

namespace dualflow::solver::smps {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    constexpr std::string_view blanks = " \t\r\f\v";
    for (std::size_t from = text.find_first_not_of(blanks); from != std::string_view::npos;) {
        const std::size_t to = std::min(text.find_first_of(blanks, from), text.size());
        words.emplace_back(text.substr(from, to - from));
        from = text.find_first_not_of(blanks, to);
    }
    return words;
}

}  // namespace

std::string upper(std::string_view word) {
    std::string large(word);
    for (char& letter : large)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return large;
}

Result<Lines, Problem> Lines::read(const std::string& file) {
    Lines lines;
    lines.file_ = file;
    std::ifstream in(file);
    if (!in) return unexpected(fmt::format("{}: cannot be read", file));
    int number = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        if (text.empty() || text.front() == '*') continue;
        std::vector<std::string> words = words_of(text);
        if (words.empty()) continue;
        const bool indented = text.front() == ' ' || text.front() == '\t';
        lines.lines_.push_back({number, indented, std::move(words)});
    }
    if (in.bad()) return unexpected(fmt::format("{}: reading stopped at line {}", file, number));
    if (lines.lines_.empty()) return unexpected(fmt::format("{}: is empty", file));
    return lines;
}

Problem Lines::problem(const Line& line, const std::string& what) const {
    return fmt::format("{}:{}: {}", file_, line.number, what);
}

Problem Lines::problem(const std::string& what) const {
    return fmt::format("{}: {}", file_, what);
}

Result<void, Problem> Lines::header(const Line& line, std::size_t most) const {
    // A remark may follow.
    const auto remark = std::find_if(line.words.begin(), line.words.end(), [](const std::string& word) {
        return word.front() == '$' || word.front() == '*';
    });
    if (static_cast<std::size_t>(remark - line.words.begin()) <= most) return {};
    return unexpected(problem(
        line,
        fmt::format("\"{}\" begins like the section {} but is longer; expected its header alone, and data "
                    "lines to begin with a blank",
                    fmt::join(line.words, " "), upper(line.words.front()))));
}

Result<double, Problem> Lines::number(const Line& line, const std::string& word) const {
    double value = 0;
    std::string_view text = word;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    // Fortran writes 1.0D+03.
    std::string plain(text);
    for (char& letter : plain)
        if (letter == 'D' || letter == 'd') letter = 'e';
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error == std::errc::result_out_of_range) value = plain.front() == '-' ? -HUGE_VAL : HUGE_VAL;
    const bool whole = end == plain.data() + plain.size() &&
                       (error == std::errc{} || error == std::errc::result_out_of_range);
    if (!whole || std::isnan(value))
        return unexpected(problem(line, fmt::format("\"{}\"; expected a number", word)));
    return value;
}

}  // namespace dualflow::solver::smps
