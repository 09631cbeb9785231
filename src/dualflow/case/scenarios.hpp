// SPDX-License-Identifier: MIT
// The table `scenarios`: named futures, each parting from its siblings on a day, and the tree that they make
// of the calendar's buckets.
#pragma once

#include <string>
#include <vector>

#include "dualflow/case/explicit_futures.hpp"
#include "dualflow/case/table.hpp"

namespace dualflow {

struct Scenario {
    std::string id;
    int parent = -1;         // none: a child of the root
    Date parts;              // from its siblings; not before its parent does
    double probability = 1;  // given the parent; the siblings' sum to one
    int row = 0;
};

// Errors: a parent that is missing or that goes round, a day before the parent's, siblings whose
// probabilities do not sum to one (to 1e-6; then they are divided by their sum).
std::vector<Scenario> read_scenarios(const TypedTable& table, Date start, Diagnostics& errors);

// From the outermost scenario down to this one.
std::vector<std::size_t> chain_of(const std::vector<Scenario>& scenarios, std::size_t scenario);

struct ScenarioNode {
    int parent = -1;
    std::size_t bucket = 0;
    double probability = 1;
    int scenario = -1;  // −1: none has parted yet
};

// Parents first. Scenarios of probability 0 are left out. `warnings`: dates inside a bucket or after the end.
std::vector<ScenarioNode> grow_tree(const std::vector<Scenario>& scenarios,
                                    const std::vector<Bucket>& calendar, Diagnostics& warnings);

}  // namespace dualflow
