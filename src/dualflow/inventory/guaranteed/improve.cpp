// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/improve.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dualflow::inventory {
namespace {

using Indices = std::vector<std::size_t>;

// SplitMix64 (Steele, Lea and Flood 2014): a number from a key.
std::uint64_t mix(std::uint64_t key) {
    key += 0x9e3779b97f4a7c15U;
    key = (key ^ (key >> 30U)) * 0xbf58476d1ce4e5b9U;
    key = (key ^ (key >> 27U)) * 0x94d049bb133111ebU;
    return key ^ (key >> 31U);
}

class Forest {
public:
    Forest(const Labelling& model, const std::vector<Indices>& links) : model_(model), links_(links) {}

    // One round; false where nothing got better.
    bool round(std::uint64_t key, Indices& labels, double& work) {
        draw(key);
        double gain = 0;
        for (const std::size_t s : order_)
            if (tree_link_[s] == none && in_forest_[s]) gain += solve_tree(s, labels, work);
        return gain > 0;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t other(std::size_t l, std::size_t s) const { return other_end(model_.links[l], s); }
    double pair_cost(std::size_t l, std::size_t s, std::size_t x_s, std::size_t x_t) const {
        return model_.pair_cost(model_.links[l], s, x_s, x_t);
    }
    std::size_t root(std::size_t s) {
        while (parent_[s] != s) s = parent_[s] = parent_[parent_[s]];
        return s;
    }
    void draw(std::uint64_t key);
    void orient();
    double solve_tree(std::size_t top, Indices& labels, double& work);
    std::vector<double> cost_given(std::size_t s, const Indices& labels) const;

    const Labelling& model_;
    const std::vector<Indices>& links_;
    Indices order_, parent_;
    std::vector<std::uint8_t> in_forest_;
    Indices tree_link_;              // by variable: the link to its parent in the tree; none at a top
    std::vector<Indices> children_;  // by variable: links
};

void Forest::draw(std::uint64_t key) {
    const std::size_t n = model_.variables.size();
    order_.resize(n);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::vector<std::uint64_t> keys(n);
    for (std::size_t s = 0; s < n; ++s) keys[s] = mix(mix(key) ^ s);
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });
    parent_.resize(n);
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    in_forest_.assign(n, 0);
    for (const std::size_t s : order_) {
        Indices roots;
        for (const std::size_t l : links_[s])
            if (in_forest_[other(l, s)]) roots.push_back(root(other(l, s)));
        std::sort(roots.begin(), roots.end());
        if (std::adjacent_find(roots.begin(), roots.end()) != roots.end()) continue;
        in_forest_[s] = 1;
        for (const std::size_t r : roots) parent_[r] = s;
    }
    orient();
}

// Every tree hangs from its variable that was drawn first.
void Forest::orient() {
    const std::size_t n = model_.variables.size();
    tree_link_.assign(n, none);
    children_.assign(n, {});
    std::vector<std::uint8_t> seen(n, 0);
    for (const std::size_t top : order_) {
        if (!in_forest_[top] || seen[top]) continue;
        seen[top] = 1;
        Indices queue{top};
        for (std::size_t at = 0; at < queue.size(); ++at)
            for (const std::size_t l : links_[queue[at]]) {
                const std::size_t t = other(l, queue[at]);
                if (!in_forest_[t] || seen[t]) continue;
                seen[t] = 1;
                tree_link_[t] = l;
                children_[queue[at]].push_back(l);
                queue.push_back(t);
            }
    }
}

std::vector<double> Forest::cost_given(std::size_t s, const Indices& labels) const {
    std::vector<double> cost = model_.variables[s].cost;
    for (const std::size_t l : links_[s]) {
        const std::size_t t = other(l, s);
        if (in_forest_[t]) continue;
        for (std::size_t x = 0; x < cost.size(); ++x) cost[x] += pair_cost(l, s, x, labels[t]);
    }
    return cost;
}

// Sets the tree below `top` at its best; what is gained.
double Forest::solve_tree(std::size_t top, Indices& labels, double& work) {
    Indices queue{top};
    for (std::size_t at = 0; at < queue.size(); ++at)
        for (const std::size_t l : children_[queue[at]]) queue.push_back(other(l, queue[at]));
    std::vector<std::vector<double>> cost(queue.size());
    std::vector<Indices> choice(queue.size());
    Indices place(model_.variables.size(), none);
    Costs least;
    double before = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::size_t s = queue[i];
        place[s] = i;
        cost[i] = cost_given(s, labels);
        before += cost[i][labels[s]];
        if (tree_link_[s] != none)
            before += pair_cost(tree_link_[s], s, labels[s], labels[other(tree_link_[s], s)]);
    }
    for (std::size_t i = queue.size(); i-- > 1;) {
        const std::size_t s = queue[i], l = tree_link_[s], p = other(l, s);
        Costs& above = cost[place[p]];
        minimise_link(model_, model_.links[l], s, cost[i], least, &choice[i]);
        for (std::size_t y = 0; y < above.size(); ++y) above[y] += least[y];
        work += static_cast<double>(model_.links[l].table.empty() ? above.size() + cost[i].size()
                                                                  : above.size() * cost[i].size());
    }
    const auto best = std::min_element(cost[0].begin(), cost[0].end());
    if (!(*best < before - 1e-12 * std::abs(before))) return 0;
    labels[top] = static_cast<std::size_t>(best - cost[0].begin());
    for (std::size_t i = 1; i < queue.size(); ++i)
        labels[queue[i]] = choice[i][labels[other(tree_link_[queue[i]], queue[i])]];
    return before - *best;
}

}  // namespace

void improve_labels(const Labelling& model, std::vector<std::size_t>& labels, int rounds, double& work) {
    const auto links = model.links_of_variables();
    Forest forest(model, links);
    std::uint64_t key = 0;
    for (int idle = 0; idle < rounds; ++idle)
        if (forest.round(++key, labels, work)) idle = -1;
}

}  // namespace dualflow::inventory
