// SPDX-License-Identifier: MIT
// A minimisation over labels: every variable takes one of finitely many values,
//
//     minimise  constant + Σ_s cost_s(x_s) + Σ_links cost_uv(x_u, x_v)
//
// where a link may also demand value_u ≤ value_v. Service times become one (service_model.hpp); bound, search
// and elimination know nothing else of the chain.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

inline constexpr double forbidden = std::numeric_limits<double>::infinity();

struct LabelVariable {
    std::vector<Ticks> value;  // ascending
    std::vector<double> cost;  // one a value
    std::size_t size() const { return value.size(); }
};

struct LabelLink {
    std::size_t u = 0, v = 0;
    bool ordered = false;      // value_u ≤ value_v
    std::vector<double> cost;  // by value of u, then of v; empty where there is none
};

struct Labelling {
    std::vector<LabelVariable> variables;
    std::vector<LabelLink> links;  // at most one a pair
    double constant = 0;

    double cost_of(const LabelLink& link, std::size_t x_u, std::size_t x_v) const {
        if (link.ordered && variables[link.u].value[x_u] > variables[link.v].value[x_v]) return forbidden;
        return link.cost.empty() ? 0 : link.cost[x_u * variables[link.v].size() + x_v];
    }
    double cost_of(const std::vector<std::size_t>& labels) const;
    std::vector<std::vector<std::size_t>> links_of_variables() const;
};

}  // namespace dualflow::inventory
