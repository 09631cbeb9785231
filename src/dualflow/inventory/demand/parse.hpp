// SPDX-License-Identifier: MIT
// Demand as a planner writes it on the command line:
//   uniform:LO:HI   poisson:MEAN   negbin:MEAN:VARIANCE   normal:MEAN:SD (on whole numbers)   constant:N
//   values:0=0.25,1=0.5,2=0.25       history:FILE.csv[:COLUMN] (a series of whole numbers, one a row)
#pragma once

#include <string>
#include <string_view>

#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow::inventory {

// Errors are one sentence: what was found and what is expected.
Result<Distribution, std::string> parse_demand(std::string_view text);

}  // namespace dualflow::inventory
