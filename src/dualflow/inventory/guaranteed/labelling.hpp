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
#include <optional>
#include <vector>

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

inline constexpr double forbidden = std::numeric_limits<double>::infinity();

using Costs = std::vector<double>;        // by label
using Labels = std::vector<std::size_t>;  // by variable

struct LabelVariable {
    std::vector<Ticks> value;  // ascending
    Costs cost;                // one a value
    std::size_t size() const { return value.size(); }
};

// factor · √max{0, value_u + shift − min(value_v, cap)}, per √ of the unit of time: a stage between two
// times.
struct RootCost {
    double factor = 0;
    Ticks shift = 0, cap = unlimited;
    double at(Ticks u, Ticks v) const;
};

struct LabelLink {
    std::size_t u = 0, v = 0;
    bool ordered = false;          // value_u ≤ value_v
    std::optional<RootCost> root;  // instead of a table: minimised over in linear time
    Costs table;                   // by label of u, then of v; empty where there is none
};

struct Labelling {
    std::vector<LabelVariable> variables;
    std::vector<LabelLink>
        links;  // at most one a pair; one of ordered, root, and table with or without order
    double constant = 0;

    double cost_of(const LabelLink& link, std::size_t x_u, std::size_t x_v) const;
    // The same, with the ends in either order.
    double pair_cost(const LabelLink& link, std::size_t s, std::size_t x_s, std::size_t x_t) const {
        return link.u == s ? cost_of(link, x_s, x_t) : cost_of(link, x_t, x_s);
    }
    double cost_of(const Labels& labels) const;
    std::vector<std::vector<std::size_t>> links_of_variables() const;
};

inline std::size_t other_end(const LabelLink& link, std::size_t s) {
    return link.u == s ? link.v : link.u;
}

// to(x_t) = min over x_s of from(x_s) + cost of the link between s and t. `choice`, where given, is an x_s
// that attains it. Linear in the labels but for tables. Where rounding decides between two x_s that cost the
// same to the last digits, either may be taken.
void minimise_link(const Labelling& model, const LabelLink& link, std::size_t s, const Costs& from, Costs& to,
                   Labels* choice = nullptr);

}  // namespace dualflow::inventory
