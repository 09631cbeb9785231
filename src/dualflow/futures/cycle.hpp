// SPDX-License-Identifier: MIT
// A path of the business cycle: a Markov chain of regimes with an AR(1) residual inside (Hamilton 1989).
//
// In period t, in regime s with level L, standard deviation σ and memory φ:
//     r_t = φ r_{t−1} + √(1 − φ²) z_t,  r_0 and z_t standard normal,   factor_t = L exp(σ r_t − σ²/2).
// r has variance one whatever the regimes, so in each regime the factor has mean L and its logarithm standard
// deviation σ: what the table says holds exactly. (Hamilton carries the residual over in its own unit; here
// it is carried over in units of the regime's σ.)
#pragma once

#include <cstdint>

#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/path.hpp"

namespace dualflow {

// Goes on where the path ends, up to `periods`; an empty path begins. A path and its continuation by another
// scenario have the law of a path, given its beginning.
void extend_cycle(const Cycle& cycle, std::uint64_t seed, std::uint32_t scenario, std::size_t periods,
                  CyclePath& path);

CyclePath sample_cycle(const Cycle& cycle, std::uint64_t seed, std::uint32_t scenario, std::size_t periods);

}  // namespace dualflow
