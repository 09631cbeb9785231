// SPDX-License-Identifier: MIT
#include "dualflow/futures/futures.hpp"

#include <utility>

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
        nodes.push_back({node.parent, node.bucket, node.probability});
        futures.figures.push_back(given.figures[node.figures].get());
        futures.names.push_back(node.scenario);
    }
    futures.tree = Tree(std::move(nodes));
    return futures;
}

}  // namespace dualflow
