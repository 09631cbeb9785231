// SPDX-License-Identifier: MIT
#include "dualflow/futures/tree.hpp"

#include <utility>

namespace dualflow {

Tree::Tree(std::vector<Node> given) : nodes(std::move(given)) {
    const std::size_t count = nodes.size();
    before_.resize(count);
    paths_.resize(count);
    std::vector<int> first_child(count + 1, -1);  // last entry: of the root
    std::vector<bool> has_child(count, false);
    for (std::size_t n = 0; n < count; ++n) {
        const int parent = nodes[n].parent;
        const std::size_t slot = parent < 0 ? count : static_cast<std::size_t>(parent);
        if (first_child[slot] < 0) first_child[slot] = static_cast<int>(n);
        before_[n] = static_cast<std::size_t>(first_child[slot]);
        if (parent >= 0) {
            has_child[slot] = true;
            paths_[n] = paths_[slot];
        }
        paths_[n].push_back(n);
    }
    for (std::size_t n = 0; n < count; ++n) {
        if (!has_child[n]) leaves_.push_back(n);
    }
}

Tree Tree::path(std::size_t buckets) {
    std::vector<Node> nodes(buckets);
    for (std::size_t t = 0; t < buckets; ++t) nodes[t] = {static_cast<int>(t) - 1, t, 1.0};
    return Tree(std::move(nodes));
}

}  // namespace dualflow
