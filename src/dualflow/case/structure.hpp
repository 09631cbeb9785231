// SPDX-License-Identifier: MIT
// What is wrong or odd with a case whose every cell is right: a demand that no source can reach, a
// component nobody makes, a minimum above a maximum, a row that changes nothing. Each finding has its
// place and a remedy. Errors are E06xx, warnings W07xx; their long texts are in codes.
//
// A finding names the first cause and not what follows from it: where a wafer is missing, the chip,
// the engine and the truck that need it are not reported.
#pragma once

#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"

namespace dualflow {

// Called by read_case on a case without errors in its cells.
Diagnostics check_structure(const Case& c);

// What only the calendar can tell: dates that lie outside the horizon, or inside of one bucket.
Diagnostics check_horizon(const Case& c, const std::vector<Bucket>& calendar);

}  // namespace dualflow
