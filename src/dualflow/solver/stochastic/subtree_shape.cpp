// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/subtree_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

using Children = std::vector<std::vector<Index>>;

std::string what_is_wrong(const std::vector<TreeNode>& tree, const Children& children, int stages) {
    if (tree.empty() || tree.front().parent >= 0 || tree.front().stage != 0)
        return "the tree does not begin with its root";
    for (std::size_t n = 0; n < tree.size(); ++n) {
        const Index parent = tree[n].parent;
        if (n > 0 && (parent < 0 || at(parent) >= n || tree[at(parent)].stage + 1 != tree[n].stage))
            return fmt::format("node {} of the tree, of stage {}, has no parent of the stage before it", n,
                               tree[n].stage + 1);
        if (children[n].empty() && tree[n].stage + 1 != stages)
            return fmt::format("a path of the tree ends in stage {}, at node {}; expected stage {}",
                               tree[n].stage + 1, n, stages);
    }
    return {};
}

// Those with more leaves first, so that like stands with like and what is copied is small.
Children children_of(const std::vector<TreeNode>& tree) {
    Children children(tree.size());
    std::vector<double> leaves(tree.size(), 0);
    for (std::size_t n = tree.size(); n-- > 0;) {
        const Index parent = tree[n].parent;
        if (children[n].empty()) leaves[n] = 1;
        if (parent < 0 || at(parent) >= n) continue;
        children[at(parent)].push_back(static_cast<Index>(n));
        leaves[at(parent)] += leaves[n];
    }
    for (std::vector<Index>& of_node : children) {
        std::reverse(of_node.begin(), of_node.end());
        std::stable_sort(of_node.begin(), of_node.end(),
                         [&](Index a, Index b) { return leaves[at(a)] > leaves[at(b)]; });
    }
    return children;
}

// The `branch`-th of so many places below a place.
SubtreeShape::Filling below(const SubtreeShape::Filling& filling, const Children& children,
                            std::size_t branch, std::size_t branches) {
    const std::vector<Index>& own = children[at(filling.node)];
    const std::size_t last = own.size() - 1;
    if (branch < last) return {own[branch], filling.share};
    return {own[last], filling.share / static_cast<double>(branches - last)};
}

}  // namespace

Result<SubtreeShape, std::string> subtree_shape(const std::vector<TreeNode>& tree, int stages,
                                                double most_nodes) {
    const Children children = children_of(tree);
    if (std::string wrong = what_is_wrong(tree, children, stages); !wrong.empty())
        return unexpected(std::move(wrong));
    SubtreeShape shape;
    SubtreeShape::Place first;
    for (std::size_t n = 0; n < tree.size(); ++n)
        if (tree[n].stage == 1) first.filling.push_back({static_cast<Index>(n), 1});
    const double subtrees = static_cast<double>(first.filling.size());
    shape.places.push_back(std::move(first));
    for (std::size_t p = 0; p < shape.places.size(); ++p) {
        if (shape.places[p].stage + 1 == stages) continue;
        std::size_t branches = 0;
        for (const auto& filling : shape.places[p].filling)
            branches = std::max(branches, children[at(filling.node)].size());
        if (static_cast<double>(shape.places.size() + branches) * subtrees > most_nodes)
            return unexpected(fmt::format("subtrees of one shape have more than {:.0f} nodes", most_nodes));
        shape.places[p].leaf = false;
        for (std::size_t branch = 0; branch < branches; ++branch) {
            SubtreeShape::Place place{shape.places[p].stage + 1, static_cast<Index>(p), true, {}};
            for (const auto& filling : shape.places[p].filling)
                place.filling.push_back(below(filling, children, branch, branches));
            shape.places.push_back(std::move(place));
        }
    }
    return shape;
}

}  // namespace dualflow::solver
