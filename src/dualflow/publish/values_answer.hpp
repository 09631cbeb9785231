// SPDX-License-Identifier: MIT
// The part `values` of the plan document in small tables (answer.hpp). Internal to publish/.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "dualflow/publish/text.hpp"

namespace dualflow {

// Amounts are shown in `money` of `unit`.
std::string values_answer(const nlohmann::ordered_json& values, const text::Scale& money,
                          const std::string& unit);

}  // namespace dualflow
