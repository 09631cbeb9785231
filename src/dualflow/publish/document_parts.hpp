// SPDX-License-Identifier: MIT
// The parts of the plan document (document.hpp puts them together). Internal to publish/.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "dualflow/plan/result.hpp"

namespace dualflow::document {

using Json = nlohmann::ordered_json;

Json number(double value);  // null where not finite; never "-0.0"

Json case_part(const Case& c);     // name, start, hash, what is off, settings
Json network_part(const Case& c);  // what the rows refer to, for readers that draw
Json warnings_part(const Case& c);

// The tables of the plan, added to `document` under the names of the contract.
void add_operations(Json& document, const Case& c,
                    const PlanResult& plan);  // flows, production, stock, sales
void add_decisions(Json& document, const Case& c,
                   const PlanResult& plan);  // investments … false dual sources

Json futures_part(const Case& c, const PlanResult& plan);  // null where there is one future only

Json values_part(const Case& c, const PlanResult& plan);  // null where they were not asked for

Json summary_part(const Case& c, const PlanResult& plan);

}  // namespace dualflow::document
