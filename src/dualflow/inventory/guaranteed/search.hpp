// SPDX-License-Identifier: MIT
// Branch and bound on the labels: bounds by message passing (messages.hpp), best bound first, a variable's
// labels split in two where the labels read off the messages are most in doubt.
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
    std::vector<std::size_t> labels;
    double cost = forbidden;    // of the labels
    double bound = -forbidden;  // no labels cost less
    std::int64_t nodes = 0, passes = 0;
};

// Only labels that cost less than `known_cost` are of interest: where there are none, none are returned.
SearchResult search_labels(const Labelling& model, const SearchOptions& options,
                           double known_cost = forbidden);

}  // namespace dualflow::inventory
