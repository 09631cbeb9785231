// SPDX-License-Identifier: MIT
// Branch and bound on the labels: bounds by message passing (messages.hpp), best bound first, a variable's
// labels split in two where the labels read off the messages are most in doubt. It ends with what it has when
// a limit comes, or when the messages of open nodes take 2 GB.
#pragma once

#include <cstdint>

#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

struct SearchOptions {
    double gap = 1e-4;                  // relative; nodes that cannot improve by more are closed
    std::int64_t node_limit = 100'000;  // nodes after the first
    double work_limit = 1e12;           // comparisons (a billion takes about a second)
};

struct SearchResult {
    Labels labels;              // empty where none were found
    double cost = forbidden;    // of the labels
    double bound = -forbidden;  // no labels cost less
    std::int64_t nodes = 0, passes = 0;
};

SearchResult search_labels(const Labelling& model, const SearchOptions& options);

}  // namespace dualflow::inventory
