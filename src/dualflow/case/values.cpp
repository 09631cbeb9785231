// SPDX-License-Identifier: MIT
#include "dualflow/case/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace dualflow {

namespace chrono = std::chrono;

namespace {

chrono::year_month_day civil(Date date) {
    return chrono::year_month_day{chrono::sys_days{chrono::days{date.days}}};
}

Date from_civil(chrono::year_month_day day) {
    return Date{static_cast<std::int32_t>(chrono::sys_days{day}.time_since_epoch().count())};
}

}  // namespace

Date make_date(int year, unsigned month, unsigned day) {
    return from_civil(chrono::year{year} / chrono::month{month} / chrono::day{day});
}

int year_of(Date date) {
    return static_cast<int>(civil(date).year());
}

Date add_months(Date date, int months) {
    const auto from = civil(date);
    const auto month = from.year() / from.month() + chrono::months{months};
    const auto last = chrono::year_month_day_last{month / chrono::last}.day();
    return from_civil(month / std::min(from.day(), last));
}

std::string to_string(Date date) {
    const auto day = civil(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

}  // namespace dualflow
