// SPDX-License-Identifier: MIT
// One shape that holds the subtree under every child of a scenario tree's root.
//
// The shape is a tree of places. Every child of the root fills all places with nodes of its subtree, a node
// below a node. Where a subtree has fewer branches than the shape, its node with the fewest leaves is taken
// more than once, each copy with its share of the probability: for a program that is convex after the first
// stage this is the same program, since the mean of the copies' decisions is as good as the copies.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver {

struct SubtreeShape {
    struct Filling {
        Index node = 0;    // of the tree
        double share = 1;  // of the node's probability
    };
    struct Place {
        int stage = 1;
        Index parent = -1;  // before it; −1 for the first place, of stage 1
        bool leaf = true;
        std::vector<Filling> filling;  // one for each child of the root, in the tree's order
    };
    std::vector<Place> places;

    std::size_t subtrees() const { return places.front().filling.size(); }
};

// Errors: a node whose parent is not of the stage before; a path that ends before the last stage; more than
// `most_nodes` fillings.
Result<SubtreeShape, std::string> subtree_shape(const std::vector<TreeNode>& tree, int stages,
                                                double most_nodes);

}  // namespace dualflow::solver
