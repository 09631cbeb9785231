// SPDX-License-Identifier: MIT
// One shape of a policy in the long run, at level zero (policy.hpp says what a shape and a level are).
#pragma once

#include <cstdint>
#include <string>

#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/inventory/dual/long_run.hpp"
#include "dualflow/inventory/dual/policy.hpp"

namespace dualflow::inventory {

struct Shape {
    PolicyKind kind = PolicyKind::single_index;
    std::int64_t gap = 0;  // SI: delta; DI, CDI: far level − near level
    std::int64_t cap = 0;  // CDI: of a far order; TBS: q
};

struct Operated {
    Distribution stock;  // in reach of the demand, above the level: may be below zero
    OrderMoments near, far;
};

Result<Operated, std::string> operate(const DualProblem& problem, const Shape& shape,
                                      const PolicyLimits& limits);

}  // namespace dualflow::inventory
