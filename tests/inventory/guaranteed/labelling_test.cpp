// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/labelling.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace dualflow::inventory {
namespace {

using Random = std::mt19937_64;

LabelVariable draw_variable(Random& random) {
    std::set<Ticks> values;
    const auto most = 1 + random() % 60;
    const auto range = 1 + random() % 200;
    for (std::size_t i = 0; i < most; ++i) values.insert(static_cast<Ticks>(random() % range) * 250'000);
    LabelVariable variable{{values.begin(), values.end()}, {}};
    variable.cost.assign(variable.size(), 0);
    return variable;
}

// Costs of the sort that make the cheapest source change often; some labels are not allowed.
Costs draw_costs(Random& random, std::size_t n) {
    Costs costs;
    for (std::size_t i = 0; i < n; ++i)
        costs.push_back(random() % 9 == 0 ? forbidden : 0.01 * static_cast<double>(random() % 700));
    return costs;
}

Labelling draw_link(Random& random) {
    Labelling model;
    model.variables = {draw_variable(random), draw_variable(random)};
    LabelLink link;
    link.u = random() % 2;
    link.v = 1 - link.u;
    if (random() % 4 == 0)
        link.ordered = true;
    else {
        link.root = RootCost{0.1 * static_cast<double>(1 + random() % 30),
                             static_cast<Ticks>(random() % 40) * 250'000,
                             random() % 3 == 0 ? static_cast<Ticks>(random() % 100) * 250'000 : unlimited};
    }
    model.links = {link};
    return model;
}

// RapidCheck's own numbers grow slowly from nothing; a seed gives links of every size at once.
RC_GTEST_PROP(Link, IsMinimisedAsByTryingEveryPair, (std::uint32_t seed)) {
    Random random(seed);
    for (int draw = 0; draw < 20; ++draw) {
        const Labelling model = draw_link(random);
        const LabelLink& link = model.links.front();
        for (const std::size_t s : {link.u, link.v}) {
            const Costs from = draw_costs(random, model.variables[s].size());
            Costs to;
            Labels choice;
            minimise_link(model, link, s, from, to, &choice);
            for (std::size_t y = 0; y < to.size(); ++y) {
                double least = forbidden;
                for (std::size_t x = 0; x < from.size(); ++x)
                    least = std::min(least, from[x] + model.pair_cost(link, s, x, y));
                if (least == forbidden) {
                    RC_ASSERT(to[y] == forbidden);
                    continue;
                }
                RC_ASSERT(std::abs(to[y] - least) <= 1e-12);
                RC_ASSERT(std::abs(from[choice[y]] + model.pair_cost(link, s, choice[y], y) - least) <=
                          1e-12);
            }
        }
    }
}

}  // namespace
}  // namespace dualflow::inventory
