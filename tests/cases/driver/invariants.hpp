// SPDX-License-Identifier: MIT
// What must hold of any plan document, whatever the case: each function returns what does not, in words.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace dualflow::cases {

using Findings = std::vector<std::string>;

// Components sum to the objective (1e-9); neither bound lies above it; where the model has no
// integers the proved bound equals it (strong duality, 1e-9).
Findings check_money(const nlohmann::json& document);

// sales + lost + rise of the backlog = demand, for every market, product and node (1e-6).
Findings check_sales(const nlohmann::json& document);

// Use stays within installed capacity and overtime, quantities are not negative.
Findings check_quantities(const nlohmann::json& document);

Findings check_invariants(const nlohmann::json& document);

}  // namespace dualflow::cases
