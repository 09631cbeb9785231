// SPDX-License-Identifier: MIT
#include "dualflow/case/calendar_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "dualflow/case/value.hpp"

namespace dualflow {

namespace {

struct Unit {
    std::string_view name;
    int days, months;
};

constexpr std::array<Unit, 6> units{{{"day", 1, 0},
                                     {"week", 7, 0},
                                     {"month", 0, 1},
                                     {"quarter", 0, 3},
                                     {"half-year", 0, 6},
                                     {"year", 0, 12}}};

const Unit* find_unit(std::string_view word) {
    if (word.size() > 1 && word.back() == 's') word.remove_suffix(1);
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == word; });
    return unit == units.end() ? nullptr : &*unit;
}

}  // namespace

std::optional<Date> end_of_calendar(std::string_view text, Date start) {
    constexpr int most_buckets = 10'000;
    int buckets = 0;
    Date end = start;
    const std::vector<std::string> parts = split(text, ',');
    for (const std::string& part : parts) {
        int count = 0;
        const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), count);
        if (error != std::errc{} || count < 1 || count > most_buckets) return std::nullopt;
        const Unit* unit =
            find_unit(trim({rest, static_cast<std::size_t>(part.data() + part.size() - rest)}));
        buckets += count;
        if (unit == nullptr || buckets > most_buckets) return std::nullopt;
        end = add_months(end + count * unit->days, count * unit->months);
    }
    return parts.empty() ? std::nullopt : std::optional(end);
}

}  // namespace dualflow
