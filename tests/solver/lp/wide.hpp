// SPDX-License-Identifier: MIT
// Integers of 128 bits, to compute exactly what the code under test computes in doubles.
#pragma once

namespace dualflow::solver::test {

__extension__ typedef __int128 Wide;

}  // namespace dualflow::solver::test
