// SPDX-License-Identifier: MIT
// The plan of a case found in two ways that share neither rows nor bounds, the whole tree at once and branch
// by branch, for any weight of risk.
#pragma once

#include <filesystem>

#include "cases/driver/invariants.hpp"

namespace dualflow::cases {

// Whether futures part anywhere in the plan: a node with two children, or a shock beside the path.
bool has_branches(const nlohmann::json& document);

// What is not as it must be, in words, where the case is planned both ways with [risk] lambda at `lambda`,
// all else as it is: costs that differ by more than a millionth, a bound of one way above the cost of the
// other, an objective that is not its measure of the outcomes that the document lists, by our own sorting of
// them.
Findings compare_two_ways(const std::filesystem::path& folder, const std::string& arguments, double lambda);

}  // namespace dualflow::cases
