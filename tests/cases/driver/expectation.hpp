// SPDX-License-Identifier: MIT
// expect.toml, beside the tables of a case: what its plan must be, who computed that and how.
//
//   source    = "by hand: 10 units a day × 2"   # required: where the numbers come from
//   strategy  = "near"                          # under which it is planned; else under none
//   objective = 300.0                           # optional, like everything below
//   tolerance = 1e-6                            # relative to max(1, |expected|)
//   exit      = 0
//   elastic   = false                           # true: elastic rows are paid
//   walk_by_day = false                         # true: stock is walked day by day and never negative
//   [components]                                # costs by name
//   holding = 300.0
//   [[flows]]                                   # any table of rows in the plan document: the text keys
//   from = "far"                                # and whole numbers (node = 0) choose rows, the
//   quantity = 10.0                             # decimal numbers are the sums over them
//   [[prints]]                                  # text that stdout or stderr must contain
//   contains = "not supported yet"
#pragma once

#include <filesystem>

#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"

namespace dualflow::cases {

// How the case is to be planned, for run_plan.
std::string arguments_of(const std::filesystem::path& folder);

// What differs between the run and expect.toml in `folder`, in words; empty where all holds.
Findings compare_with_expectation(const PlanRun& run, const std::filesystem::path& folder);

}  // namespace dualflow::cases
