// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/search_tree.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::solver {
double SearchTree::cutoff(double gap) const {
    return std::isfinite(objective) ? objective - gap * std::abs(objective) : infinity;
}

double SearchTree::bound() const {
    double least = std::min(closed, objective);
    for (const OpenNode& node : open) least = std::min(least, node.bound);
    return least;
}

double SearchTree::bound_proved() const {
    double least = std::min(closed_proved, objective);
    for (const OpenNode& node : open) least = std::min(least, node.bound_proved);
    return least;
}

void SearchTree::close(double leaf_bound, double leaf_proved) {
    closed = std::min(closed, leaf_bound);
    closed_proved = std::min(closed_proved, leaf_proved);
}

void SearchTree::prune(double gap) {
    const double limit = cutoff(gap);
    std::erase_if(open, [&](const OpenNode& node) {
        if (node.bound < limit) return false;
        close(node.bound, node.bound_proved);
        return true;
    });
}

OpenNode SearchTree::take_next() {
    auto next = open.end();
    if (plunge >= 0)
        next = std::find_if(open.begin(), open.end(),
                            [&](const OpenNode& node) { return node.number == plunge; });
    if (next == open.end())
        next = std::min_element(open.begin(), open.end(), [](const OpenNode& a, const OpenNode& b) {
            return std::pair(a.bound, a.number) < std::pair(b.bound, b.number);
        });
    plunge = -1;
    OpenNode node = std::move(*next);
    open.erase(next);
    return node;
}

void SearchTree::learn(const OpenNode& node, double child_objective) {
    if (node.column < 0 || std::abs(node.moved) < telling) return;
    PseudoCost& cost = (node.moved < 0 ? down : up)[static_cast<std::size_t>(node.column)];
    cost.add(std::max(0.0, child_objective - node.parent_objective) / std::abs(node.moved));
}

}  // namespace dualflow::solver
