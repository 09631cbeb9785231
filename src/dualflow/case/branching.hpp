// SPDX-License-Identifier: MIT
// [futures] branching: `4@2027-01-01;2@2029-01-01`, so many children of every node from that date on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

inline constexpr std::size_t most_leaves = 10000;  // of a tree of futures

// Children of a node by bucket, 1 where it does not branch. The error completes "branching …": a part that
// cannot be read, a date on which no bucket starts or that is not after the last, more than most_leaves
// leaves.
Result<std::vector<std::size_t>, std::string> parse_branching(std::string_view text,
                                                              const std::vector<Bucket>& buckets);

}  // namespace dualflow
