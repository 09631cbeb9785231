// SPDX-License-Identifier: MIT
#include "dualflow/case/branching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "dualflow/case/utf8.hpp"
#include "dualflow/case/value.hpp"

namespace dualflow {

namespace {

// 0: no count of at least two.
std::size_t count_of(std::string_view text) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    return error == std::errc{} && end == text.data() + text.size() && count >= 2 ? count : 0;
}

}  // namespace

Result<std::vector<std::size_t>, std::string> parse_branching(std::string_view text,
                                                              const std::vector<Bucket>& buckets) {
    std::vector<std::size_t> children(buckets.size(), 1);
    std::size_t leaves = 1, next = 0;
    const std::vector<std::string> parts = split(text, ';');
    if (parts.empty()) return unexpected(std::string("says nothing"));
    for (const std::string& part : parts) {
        const std::size_t at = part.find('@');
        const std::string_view whole = part;
        const std::size_t count = count_of(trim(whole.substr(0, at)));
        const auto date = parse_date(trim(at == std::string::npos ? "" : whole.substr(at + 1)));
        if (count == 0 || !date) return unexpected(fmt::format("cannot be read at \"{}\"", excerpt(part)));
        const auto bucket =
            std::find_if(buckets.begin(), buckets.end(), [&](const Bucket& b) { return b.start == *date; });
        if (bucket == buckets.end())
            return unexpected(fmt::format("names {}, on which no bucket starts", to_string(*date)));
        const auto b = static_cast<std::size_t>(bucket - buckets.begin());
        if (b < next)
            return unexpected(fmt::format("names {} after a later date or twice", to_string(*date)));
        if (count > most_leaves / leaves)
            return unexpected(fmt::format("makes more than {} leaves", most_leaves));
        next = b + 1;
        leaves *= count;
        children[b] = count;
    }
    return children;
}

}  // namespace dualflow
