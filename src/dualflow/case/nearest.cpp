// SPDX-License-Identifier: MIT
#include "dualflow/case/nearest.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>

namespace dualflow {

namespace {

constexpr std::size_t longest = 80;  // nobody mistypes longer names, and the work grows as the square

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool begins_with(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                     [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::vector<std::string> nearest_names(std::string_view wrong, const std::vector<std::string>& names,
                                       std::size_t most) {
    if (wrong.empty() || wrong.size() > longest) return {};
    const std::size_t limit = std::max<std::size_t>(2, wrong.size() / 3);
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& name : names) {
        if (name.size() > longest) continue;
        std::size_t distance = edit_distance(wrong, name);
        if (wrong.size() > 2 && begins_with(name, wrong)) distance = std::min(distance, limit);
        if (distance <= limit && distance < std::max(wrong.size(), name.size()))
            near.emplace_back(distance, name);
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::vector<std::string> best;
    for (std::size_t i = 0; i < near.size() && i < most; ++i) best.push_back(std::move(near[i].second));
    return best;
}

}  // namespace dualflow
