// SPDX-License-Identifier: MIT
// Futures as a tree of nodes (MODEL section 1). What the nodes of a case know is what separates
// them: a node's data become known at the start of its bucket. A deterministic case is a path.
#pragma once

#include <cstddef>
#include <vector>

namespace dualflow {

struct Node {
    int parent = -1;  // −1: the root, which stands before the first bucket
    std::size_t bucket = 0;
    double probability = 1;  // of reaching the node
};

// Nodes in an order in which parents come first.
struct Tree {
    std::vector<Node> nodes;

    std::size_t size() const { return nodes.size(); }
    // The node that carries a decision taken *before* the data of n are known: one for all children
    // of n's parent (the first of them). A decision taken *after* is carried by n itself.
    std::size_t before(std::size_t n) const { return before_[n]; }
    // n and its ancestors, from the first bucket to n.
    const std::vector<std::size_t>& path_to(std::size_t n) const { return paths_[n]; }
    const std::vector<std::size_t>& leaves() const { return leaves_; }

    explicit Tree(std::vector<Node> nodes);
    static Tree path(std::size_t buckets);

private:
    std::vector<std::size_t> before_;
    std::vector<std::vector<std::size_t>> paths_;
    std::vector<std::size_t> leaves_;
};

}  // namespace dualflow
