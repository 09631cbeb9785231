// SPDX-License-Identifier: MIT
// Walks the stock of a plan day by day, from the document and the tables of the case alone: departures,
// sales and production even over their bucket, arrivals a lead time later. A simulation that shares no
// code with the planner.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cases/driver/invariants.hpp"

namespace dualflow::cases {

// Every (site, product) of the case's inventory table that falls below −1e-6 at the end of a day, and
// every bucket's end where the walk and the document's stock differ by more than 1e-6. Needs a
// calendar of whole days, ids (not groups) in inventory, processes and bom, lead times in whole days.
Findings walk_by_day(const nlohmann::json& document, const std::filesystem::path& folder);

}  // namespace dualflow::cases
