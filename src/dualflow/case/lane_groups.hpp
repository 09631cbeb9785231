// SPDX-License-Identifier: MIT
// The sites and products that a lane class serves by itself.
#pragma once

#include <optional>
#include <vector>

#include "dualflow/case/bind.hpp"

namespace dualflow {

struct ClassGroups {
    std::vector<int> from, to, products;
    int group_cells = 0;  // how many of the three are groups
};

// None where the class makes no lanes (both groups blank) or where a term is wrong, which is reported.
// Terms of from_group and to_group must all hold; those of products add up.
std::optional<ClassGroups> class_groups(Binder& b, const Row& row);

}  // namespace dualflow
