// SPDX-License-Identifier: MIT
// Which flows bring goods to where they are used, and which of them are bought parts: what shares of sources
// are taken of. Internal to publish/.
#pragma once

#include <set>
#include <utility>

#include "dualflow/plan/result.hpp"

namespace dualflow {

class Inbound {
public:
    explicit Inbound(const Case& c);

    // Goods that its place of arrival works up or sells.
    bool is_used(const FlowRow& flow) const { return uses_.contains({flow.to, flow.product}); }

    // Value of a unit, where it is a bought part that arrives at a plant (or a warehouse); else 0.
    double part_value(const FlowRow& flow) const;

private:
    const Case& case_;
    std::set<std::pair<SiteId, ProductId>> uses_;
    std::set<ProductId> bought_;
};

}  // namespace dualflow
