// SPDX-License-Identifier: MIT
#include "dualflow/futures/tree.hpp"

#include <algorithm>
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
            has_child[slot] = has_child[slot] || !in_fan(n);
            paths_[n] = paths_[slot];
        }
        paths_[n].push_back(n);
    }
    for (std::size_t n = 0; n < count; ++n) {
        if (!has_child[n] && !in_fan(n)) leaves_.push_back(n);
    }
    find_fans();
    weigh();
}

void Tree::find_fans() {
    std::size_t last_bucket = 0;
    for (const std::size_t leaf : leaves_) last_bucket = std::max(last_bucket, nodes[leaf].bucket);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (!in_fan(n)) continue;
        const int parent = nodes[n].parent;
        const bool goes_on = parent >= 0 && in_fan(static_cast<std::size_t>(parent));
        goes_on ? void(fans_.back().last = n) : fans_.push_back({n, n});
    }
    ends_ = leaves_;
    for (const Fan& fan : fans_) {
        if (nodes[fan.last].bucket == last_bucket) ends_.push_back(fan.last);
    }
}

bool Tree::leaves_path(const Fan& fan, std::size_t node) const {
    const int from = nodes[fan.first].parent;
    if (from < 0) return true;
    const auto& path = paths_[node];
    return std::find(path.begin(), path.end(), static_cast<std::size_t>(from)) != path.end();
}

double Tree::chance(const Fan& fan) const {
    const int from = nodes[fan.first].parent;
    return nodes[fan.first].probability / (from < 0 ? 1 : nodes[static_cast<std::size_t>(from)].probability);
}

bool Tree::in_window(const Fan& fan, std::size_t node) const {
    return nodes[node].bucket >= nodes[fan.first].bucket && nodes[node].bucket <= nodes[fan.last].bucket &&
           leaves_path(fan, node);
}

void Tree::weigh() {
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        double undisturbed_share = 1;
        for (const Fan& fan : fans_) {
            if (!in_fan(n) && in_window(fan, n)) undisturbed_share -= chance(fan);
        }
        weight_.push_back(nodes[n].probability * undisturbed_share);
    }
}

std::vector<Tree::Outcome> Tree::outcomes() const {
    std::vector<Outcome> all;
    for (const std::size_t leaf : leaves_) {
        const std::size_t at = all.size();
        all.push_back({leaf, -1, nodes[leaf].probability, paths_[leaf]});
        double left = 1;
        for (std::size_t k = 0; k < fans_.size(); ++k) {
            const Fan& fan = fans_[k];
            if (!leaves_path(fan, leaf)) continue;
            left -= chance(fan);
            Outcome shock{leaf, static_cast<int>(k), nodes[leaf].probability * chance(fan), {}};
            for (const std::size_t n : paths_[leaf]) {
                if (!in_window(fan, n)) shock.nodes.push_back(n);
            }
            for (std::size_t n = fan.first; n <= fan.last; ++n) shock.nodes.push_back(n);
            std::sort(shock.nodes.begin(), shock.nodes.end(),
                      [&](std::size_t a, std::size_t b) { return nodes[a].bucket < nodes[b].bucket; });
            all.push_back(std::move(shock));
        }
        all[at].probability *= left;
    }
    return all;
}

Tree Tree::path(std::size_t buckets) {
    std::vector<Node> nodes(buckets);
    for (std::size_t t = 0; t < buckets; ++t) nodes[t] = {static_cast<int>(t) - 1, t, 1.0};
    return Tree(std::move(nodes));
}

}  // namespace dualflow
