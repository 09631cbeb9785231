// SPDX-License-Identifier: MIT
// A scenario tree by conditional sampling (MODEL section 1): the data of a node are known at the start of its
// bucket and are those of a sampled path; its children continue the path from the state that it is in
// (regimes and residuals, rates, tariff policy, outages under way).
//
// At a node that branches, continuations are drawn, clustered by the distance of what they bring up
// to the next branching and of what they let expect after it (path_figures.hpp), and each cluster gets one
// of its own members, chosen so that means and standard deviations are kept (reduce.hpp). So every node's law
// is conditional on its own past, as in Dupačová, Consigli and Wallace (2000), section 4, and no future is
// made of pieces that do not follow from each other. Rare shocks are not on the paths: they leave them as
// fans (disruption_fans.hpp). What the tree gets wrong is measured against a large independent sample
// (tree_report.hpp).
//
// Tariffs are in a node as they are in force; planners who see them later (seen_after_days) are better
// informed in the tree than they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "dualflow/case/case.hpp"
#include "dualflow/futures/disruption_fans.hpp"
#include "dualflow/futures/node_state.hpp"
#include "dualflow/futures/tree.hpp"
#include "dualflow/futures/tree_report.hpp"

namespace dualflow {

struct TreeOptions {
    std::uint64_t seed = 1;
    std::size_t leaves = 1;  // at least 1; fewer are made only where nothing more is random
    // Most children of a node by bucket; empty: chosen (branching.hpp). With it `leaves` is their product.
    std::vector<std::size_t> children;
    double rare_per_year = 0.05;  // shocks that come this often or less are fans
    FanOptions fans;
    std::size_t samples = 4096;  // continuations at a bucket, shared out by probability; at least 256 a node
    std::size_t report_samples = 4096;  // that the tree is compared with, at least 2
};

// As case.toml has them; leaves is 1 where it asks for no tree.
TreeOptions tree_options(const Settings& settings);

struct SampledTree {
    Tree tree;
    std::vector<NodeState> states;  // by node
    std::vector<DisruptionFan> fans;
    TreeReport report;
};

// The buckets are those of the case's calendar. The rows are those in use (case_at.hpp).
SampledTree make_sampled_tree(const Case& c, const FutureRows& rows, const std::vector<Bucket>& buckets,
                              const TreeOptions& options);

}  // namespace dualflow
