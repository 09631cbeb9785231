// SPDX-License-Identifier: MIT
// Lanes that no plan needs. A lane is dropped when another lane for the same product between the
// same two sites, without a capacity, a shared capacity or an investment that must enable it, takes no
// longer and costs no more: freight, interest on the way and, where it takes less time, the holding
// cost of waiting for the slower one at the destination, which must store the product without a limit.
// Of two equal lanes the first stays, and a lane whose
// flow the baseline holds. (docs/reference/model.md, section 8)
#pragma once

#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

// One flag a lane: true = stays. `pruned` counts the others. A lane is dropped where another one is better at
// all of these figures (the same case, with other prices or lead times).
std::vector<bool> keep_undominated(const std::vector<const Case*>& variants, int& pruned);

}  // namespace dualflow
