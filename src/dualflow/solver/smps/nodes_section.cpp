// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/nodes_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::solver::smps {
namespace {

constexpr double sum_tolerance = 1e-9;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

std::string unquoted(std::string word) {
    std::erase(word, '\'');
    return word;
}

}  // namespace

Done NodesSection::take(const Line& line, Modifier modifier) {
    const std::string word = upper(line.words.front());
    if (word == "MK")
        return unexpected(lines_.problem(
            line, "MK, a node built from nothing; expected CP (nodes of another shape are not read)"));
    if (word == "CP") return open(line);
    if (nodes_.empty()) return unexpected(lines_.problem(line, "a figure outside of a node"));
    Node& node = nodes_.back();
    const auto found = figures_.changes(line);
    if (!found) return unexpected(found.error());
    for (const Change& change : *found)
        if (core_.stage_of(change) > node.stage)
            return unexpected(
                lines_.problem(line, fmt::format("a figure of period {} in a node of period {}",
                                                 period(core_.stage_of(change)), period(node.stage))));
    return figures_.take(line, modifier, node.stage, node.changed);
}

Done NodesSection::open(const Line& line) {
    auto node = placed(line);
    if (!node) return unexpected(node.error());
    auto changed = figures_of(line, node->stage);
    if (!changed) return unexpected(changed.error());
    node->changed = std::move(*changed);
    if (!node_at_.try_emplace(node->name, static_cast<Index>(nodes_.size())).second)
        return unexpected(lines_.problem(line, fmt::format("node {} is there twice", node->name)));
    nodes_.push_back(std::move(*node));
    return {};
}

Result<Index, Problem> NodesSection::known(const Line& line, const std::string& name) const {
    const auto found = node_at_.find(name);
    if (found == node_at_.end())
        return unexpected(lines_.problem(line, fmt::format("no node \"{}\" before", name)));
    return found->second;
}

// Name, parent and probability.
Result<NodesSection::Node, Problem> NodesSection::placed(const Line& line) const {
    const bool first = nodes_.empty();
    const bool parentless = first && line.words.size() == 4;
    if (line.words.size() != 5 && !parentless)
        return unexpected(lines_.problem(line, "expected CP NAME PARENT PROBABILITY REFERENCE"));
    Node node;
    node.name = line.words[1];
    const auto chance = figures_.probability(line, line.words[line.words.size() - 2]);
    if (!chance) return unexpected(chance.error());
    node.probability = *chance;
    const bool root = parentless || upper(unquoted(line.words[2])) == "ROOT";
    if (first && (!root || node.probability != 1))
        return unexpected(
            lines_.problem(line, "the first node; expected the parent 'ROOT' and a probability of 1"));
    // A node may be called ROOT, and is then meant.
    if (first || (root && line.words[2].front() == '\'' && !node_at_.contains(line.words[2]))) {
        if (!first) return unexpected(lines_.problem(line, "a second root; expected one first stage"));
        return node;
    }
    const auto parent = known(line, line.words[2]);
    if (!parent) return unexpected(parent.error());
    node.parent = *parent;
    node.stage = nodes_[at(*parent)].stage + 1;
    if (node.stage >= core_.stages)
        return unexpected(lines_.problem(
            line, fmt::format("a node below one of the last period, {}", period(core_.stages - 1))));
    return node;
}

Result<ChangedFigures, Problem> NodesSection::figures_of(const Line& line, int stage) const {
    const std::string name = line.words.back(), plain = upper(unquoted(name));
    if (const auto found = node_at_.find(name); found == node_at_.end())
        if (plain == "CORFIL" || plain == "CORE") return ChangedFigures{};
    const auto reference = known(line, name);
    if (!reference) return unexpected(reference.error());
    const Node& copied = nodes_[at(*reference)];
    if (copied.stage != stage)
        return unexpected(lines_.problem(line, fmt::format("a node of period {} with the figures of {}, of "
                                                           "period {}; expected one of the same period",
                                                           period(stage), name, period(copied.stage))));
    return copied.changed;
}

Result<std::vector<TreeNode>, Problem> NodesSection::tree(std::vector<std::string>& warnings) const {
    std::vector<TreeNode> tree;
    std::vector<double> sum(nodes_.size(), 0);
    std::vector<bool> inner(nodes_.size(), false);
    for (const Node& node : nodes_) {
        TreeNode own{node.stage, node.parent, node.probability, {}};
        if (node.parent >= 0) {
            own.probability *= tree[at(node.parent)].probability;
            sum[at(node.parent)] += node.probability;
            inner[at(node.parent)] = true;
        }
        for (const auto& [key, change] : node.changed) own.changes.push_back(change);
        tree.push_back(std::move(own));
    }
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
        if (!inner[n] && nodes_[n].stage + 1 != core_.stages)
            return unexpected(lines_.problem(
                fmt::format("node {}, of period {}, has no node below it; expected paths to the last "
                            "period, {}",
                            nodes_[n].name, period(nodes_[n].stage), period(core_.stages - 1))));
        if (inner[n] && sum[n] == 0 && tree[n].probability > 0)
            return unexpected(lines_.problem(
                fmt::format("the nodes below {} have probabilities of zero; expected some that is more",
                            nodes_[n].name)));
        if (inner[n] && std::abs(sum[n] - 1) > sum_tolerance)
            warnings.push_back(lines_.problem(fmt::format(
                "the probabilities of the nodes below {} sum to {:.9g}, not 1", nodes_[n].name, sum[n])));
    }
    return tree;
}

}  // namespace dualflow::solver::smps
