// SPDX-License-Identifier: MIT
#include "dualflow/futures/futures.hpp"

#include <fmt/format.h>

#include <utility>

#include "dualflow/futures/case_at.hpp"

namespace dualflow {

Futures same_everywhere(const Case& c, Tree tree) {
    Futures futures;
    futures.figures.assign(tree.size(), &c);
    futures.tree = std::move(tree);
    return futures;
}

Futures futures_of(const ExplicitFutures& given) {
    Futures futures;
    std::vector<Node> nodes;
    for (const ExplicitFutures::Node& node : given.nodes) {
        nodes.push_back({node.parent, node.bucket, node.probability, -1});
        futures.figures.push_back(given.figures[node.figures].get());
        futures.names.push_back(node.scenario);
    }
    futures.tree = Tree(std::move(nodes));
    return futures;
}

namespace {

// Nodes in which everything is as in another one share its case.
class CasesAt {
public:
    CasesAt(const Case& base, const FutureRows& rows, const std::vector<Bucket>& calendar, Futures& futures)
        : base_(base), rows_(rows), calendar_(calendar), futures_(futures), known_(calendar.size()) {}

    const Case* at(const NodeState& state, std::size_t bucket) {
        for (const auto& [other, figures] : known_[bucket]) {
            if (*other == state) return figures;
        }
        futures_.owned.push_back(std::make_shared<Case>(case_at(base_, rows_, state, calendar_[bucket])));
        known_[bucket].emplace_back(&state, futures_.owned.back().get());
        return futures_.owned.back().get();
    }

private:
    const Case& base_;
    const FutureRows& rows_;
    const std::vector<Bucket>& calendar_;
    Futures& futures_;
    std::vector<std::vector<std::pair<const NodeState*, const Case*>>> known_;  // by bucket
};

std::string name_of(const FutureRows& rows, const DisruptionFan& fan) {
    std::string name;
    for (const FanMember& member : fan.members) {
        const Disruption& row = rows.disruptions[member.row];
        name += fmt::format("{}{} {}", name.empty() ? "" : ", ", row.id, row.members[member.member]);
    }
    return name;
}

}  // namespace

Futures futures_of(const Case& base, const FutureRows& rows, const std::vector<Bucket>& calendar,
                   const SampledTree& sampled) {
    Futures futures;
    CasesAt cases(base, rows, calendar, futures);
    std::vector<Node> nodes = sampled.tree.nodes;
    for (std::size_t n = 0; n < nodes.size(); ++n)
        futures.figures.push_back(cases.at(sampled.states[n], nodes[n].bucket));
    futures.names.resize(nodes.size());
    for (const DisruptionFan& fan : sampled.fans) {
        const double before = fan.node < 0 ? 1 : nodes[static_cast<std::size_t>(fan.node)].probability;
        int parent = fan.node;
        for (std::size_t k = 0; k < fan.buckets.size(); ++k) {
            nodes.push_back(
                {parent, fan.buckets[k], before * fan.probability, static_cast<int>(fan.beside[k])});
            parent = static_cast<int>(nodes.size()) - 1;
            futures.figures.push_back(cases.at(fan.states[k], fan.buckets[k]));
            futures.names.push_back(name_of(rows, fan));
        }
    }
    futures.tree = Tree(std::move(nodes));
    futures.drawn = drawn_figures(rows, sampled);
    return futures;
}

}  // namespace dualflow
