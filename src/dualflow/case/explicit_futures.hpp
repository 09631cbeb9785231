// SPDX-License-Identifier: MIT
// Explicit futures: the tables `scenarios` and `scenario_changes` as a tree over the calendar's buckets, and
// the case's figures in each of its nodes (MODEL sections 1 and 10).
//
// Scenarios part in the bucket that holds their date. Until then they share the nodes, and so everything that
// is decided there, of the scenario they come from. A change holds for the days it names: a figure of a
// bucket is its mean over the days of the bucket (of a row with dates of its own, over the row's days in it).
// Later layers go on from earlier ones: the scenario it comes from first, then its own changes; in a layer a
// value replaces the figure and factors multiply what is there.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

struct ExplicitFutures {
    struct Node {
        int parent = -1;  // before it; −1 in the first bucket
        std::size_t bucket = 0;
        double probability = 1;  // of reaching it; above 0
        std::string scenario;    // empty where the scenarios have not parted
        std::size_t figures = 0;
    };
    std::vector<Node> nodes;
    // The case with the figures of a node; the same rows in the same order as in `base`. Nodes without
    // changes have figures 0, which is `base`.
    std::vector<std::shared_ptr<const Case>> figures;
    Diagnostics warnings;

    const Case& base() const { return *figures.front(); }
};

// Of a case that has been read from this folder. Every error at once: parents that are missing or go round,
// probabilities that do not sum to one, dates before the parent's, changes of something that is not there,
// that cannot differ between futures, or before the scenario has parted.
// A case without scenarios has one path. The case may be under a strategy: what is found then that is not in
// `known`, what was found without it, says its name.
Result<ExplicitFutures, Diagnostics> read_explicit_futures(const std::filesystem::path& folder, const Case& c,
                                                           const Diagnostics& known = {});

}  // namespace dualflow
