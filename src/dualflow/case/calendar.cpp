// SPDX-License-Identifier: MIT
#include "dualflow/case/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace dualflow {
namespace {

struct CalendarUnit {
    std::string_view name;  // singular; the plural adds an s
    int days;
    int months;
};

constexpr std::array<CalendarUnit, 6> units{{{"day", 1, 0},
                                             {"week", 7, 0},
                                             {"month", 0, 1},
                                             {"quarter", 0, 3},
                                             {"half-year", 0, 6},
                                             {"year", 0, 12}}};

// More buckets than this is a slip of the pen, not a plan.
constexpr int most_buckets = 2000;

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

const CalendarUnit* find_unit(std::string_view name) {
    for (const CalendarUnit& unit : units) {
        if (name == unit.name ||
            (name.size() == unit.name.size() + 1 && name.starts_with(unit.name) && name.back() == 's')) {
            return &unit;
        }
    }
    return nullptr;
}

struct CalendarPart {
    int count = 0;
    const CalendarUnit* unit = nullptr;
};

Result<CalendarPart, std::string> parse_part(std::string_view text) {
    const std::string_view part = trim(text);
    CalendarPart parsed;
    const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), parsed.count);
    const std::string_view name = trim(part.substr(static_cast<std::size_t>(rest - part.data())));
    parsed.unit = find_unit(name);
    if (error != std::errc{} || parsed.count < 1 || parsed.count > most_buckets || parsed.unit == nullptr) {
        return unexpected(
            fmt::format("\"{}\" is not a number of days, weeks, months, quarters, half-years or years, such "
                        "as \"8 quarters\"",
                        part));
    }
    return parsed;
}

}  // namespace

Result<std::vector<Bucket>, std::string> make_calendar(const std::string& text, Date start) {
    std::vector<Bucket> buckets;
    // Months are counted from the anchor of their part, so that a start on the 31st does not drift.
    Date anchor = start;
    std::string_view rest = text;
    while (true) {
        const std::size_t comma = rest.find(',');
        const auto part = parse_part(rest.substr(0, comma));
        if (!part) return unexpected(part.error());
        for (int i = 0; i < part->count; ++i) {
            const auto edge = [&](int k) {
                return part->unit->months > 0 ? add_months(anchor, k * part->unit->months)
                                              : anchor + k * part->unit->days;
            };
            buckets.push_back({edge(i), edge(i + 1)});
        }
        anchor = buckets.back().end;
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    if (buckets.size() > most_buckets) {
        return unexpected(fmt::format("{} buckets are more than {}", buckets.size(), most_buckets));
    }
    return buckets;
}

double overlap(double from, double to, double start, double end) {
    if (to <= from) return 0;
    return std::max(0.0, std::min(to, end) - std::max(from, start)) / (to - from);
}

double arrival_share(double lead, double s, double e, double s2, double e2) {
    return overlap(s + lead, e + lead, s2, e2);
}

}  // namespace dualflow
