// SPDX-License-Identifier: MIT
// The words of a calendar, "8 quarters, 4 half-years, 4 years", as far as a case needs them: whether
// they are well formed and where the horizon ends. The buckets themselves are made in futures/.
#pragma once

#include <optional>
#include <string_view>

#include "dualflow/case/values.hpp"

namespace dualflow {

// The day after the last bucket; none where the text is no calendar or is longer than 10,000 buckets.
std::optional<Date> end_of_calendar(std::string_view text, Date start);

}  // namespace dualflow
