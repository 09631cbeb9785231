// SPDX-License-Identifier: MIT
// Lanes that no plan needs. A lane is dropped when another lane for the same product between the
// same two sites, without a capacity, a shared capacity or an investment that must enable it, costs
// no more (freight and interest on the way) and takes no longer; and, if it takes less time, the
// goods can wait where they arrive: the destination stores the product without a limit. Of two equal
// lanes the first stays. (docs/reference/model.md, "Lanes that are left out")
#pragma once

#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

// One flag a lane: true = stays. `pruned` counts the others.
std::vector<bool> keep_undominated(const Case& c, int& pruned);

}  // namespace dualflow
