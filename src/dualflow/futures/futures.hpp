// SPDX-License-Identifier: MIT
// The futures that a plan is made for: who knows what when, and what the case's figures are at every node.
//
// The rows of the case are the same everywhere; figures (prices, costs, quantities, lead times) may differ
// from node to node. `figures` points at the case itself where nothing differs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"
#include "dualflow/case/explicit_futures.hpp"
#include "dualflow/futures/drawn.hpp"
#include "dualflow/futures/sampled_tree.hpp"
#include "dualflow/futures/tree.hpp"

namespace dualflow {

struct Futures {
    Tree tree = Tree::path(0);
    std::vector<const Case*> figures;  // by node; owned by `c` or by whoever made the futures
    // Of the scenario that a node belongs to, or of the shock of its fan; empty without either.
    std::vector<std::string> names;
    std::vector<std::shared_ptr<const Case>> owned;  // figures of sampled futures
    DrawnFigures drawn;                              // empty without sampled futures
};

// The case itself at every node: on Tree::path one future, which is known.
Futures same_everywhere(const Case& c, Tree tree);

// The scenarios of the case. The figures stay with `given`.
Futures futures_of(const ExplicitFutures& given);

// A sampled tree and its fans, with the figures that its states give to the case. `base` must outlive it.
Futures futures_of(const Case& base, const FutureRows& rows, const std::vector<Bucket>& calendar,
                   const SampledTree& sampled);

}  // namespace dualflow
