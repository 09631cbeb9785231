// SPDX-License-Identifier: MIT
// The overshoot of a tailored base-surge policy: every period Q units arrive and demand leaves, and the surge
// makes up what is missing below the level, so that the stock above it is O' = (O + Q − D)⁺, the waiting time
// of a GI/G/1 queue (Lindley 1952; Allon and Van Mieghem 2010).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::inventory {

// Stationary probability of overshoot 0, 1, 2, …; cut where the tail holds less than 1e-15 (Cramér's bound
// e^(−θn), θ the root of E e^(θ(Q − D)) = 1). Solved by elimination without subtraction (Grassmann, Taksar
// and Heyman 1985), so that every digit counts however close Q is to the mean.
// Error: Q is not below the mean demand (no stationary distribution), or so close that the chain does not fit
// into `most_states`.
Result<std::vector<double>, std::string> overshoot(const Distribution& demand, std::int64_t base_order,
                                                   std::size_t most_states = 20'000'000);

}  // namespace dualflow::inventory
