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
    // Of a node of a fan (MODEL section 6), in which a shock has struck: the node of the undisturbed path
    // that it runs beside; −1: none, the node is of the tree itself.
    int beside = -1;
};

// Nodes in an order in which parents come first; the nodes of fans come last, fan by fan. A fan is a chain
// that leaves a node of the tree (or the root) and re-joins the path that its last node runs beside.
struct Tree {
    std::vector<Node> nodes;

    std::size_t size() const { return nodes.size(); }
    // The node that carries a decision taken *before* the data of n are known: one for all children
    // of n's parent (the first of them). A decision taken *after* is carried by n itself.
    std::size_t before(std::size_t n) const { return before_[n]; }
    // n and its ancestors, from the first bucket to n.
    const std::vector<std::size_t>& path_to(std::size_t n) const { return paths_[n]; }
    // Of the tree itself.
    const std::vector<std::size_t>& leaves() const { return leaves_; }
    // First and last node of every fan.
    struct Fan {
        std::size_t first = 0, last = 0;
    };
    const std::vector<Fan>& fans() const { return fans_; }
    bool in_fan(std::size_t n) const { return nodes[n].beside >= 0; }
    // The node itself, or the one that a fan's node runs beside: what was agreed for a time holds in both.
    std::size_t undisturbed(std::size_t n) const {
        return in_fan(n) ? static_cast<std::size_t>(nodes[n].beside) : n;
    }
    // The leaves, and the ends of fans in the last bucket: where what is left over counts.
    const std::vector<std::size_t>& ends() const { return ends_; }
    // The weight of what happens at a node in the mean of all outcomes: its probability, less that of the
    // fans whose window it lies in.
    double weight(std::size_t n) const { return weight_[n]; }
    // Whether the fan leaves the path to this node of the tree (or one before it).
    bool leaves_path(const Fan& fan, std::size_t node) const;
    double chance(const Fan& fan) const;  // given the node that it leaves

    // What may happen in the end: a leaf undisturbed, or with one of the shocks on its way; probabilities sum
    // to one. The nodes whose cost it has, by bucket: the path's but for those in the window, and the fan's.
    struct Outcome {
        std::size_t leaf = 0;
        int fan = -1;
        double probability = 0;
        std::vector<std::size_t> nodes;
    };
    std::vector<Outcome> outcomes() const;

    explicit Tree(std::vector<Node> nodes);
    static Tree path(std::size_t buckets);

private:
    std::vector<std::size_t> before_;
    std::vector<std::vector<std::size_t>> paths_;
    std::vector<std::size_t> leaves_, ends_;
    std::vector<Fan> fans_;
    std::vector<double> weight_;
    bool in_window(const Fan& fan, std::size_t node) const;
    void find_fans();
    void weigh();
};

}  // namespace dualflow
