// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/search.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "dualflow/inventory/guaranteed/elimination.hpp"

namespace dualflow::inventory {
namespace {

using Random = std::mt19937_64;

// A number of 0 … n − 1. RapidCheck's own numbers grow slowly from nothing; a seed gives every size at once.
std::size_t pick(Random& random, std::size_t n) {
    return random() % n;
}

LabelLink draw_link(Random& random, const Labelling& model, std::size_t u, std::size_t v) {
    LabelLink link{u, v, false, std::nullopt, {}};
    if (pick(random, 2) == 0) std::swap(link.u, link.v);
    switch (pick(random, 4)) {
        case 0:
            link.ordered = true;
            break;
        case 1:
            link.root = RootCost{static_cast<double>(1 + pick(random, 20)),
                                 static_cast<Ticks>(pick(random, 6) * ticks_a_unit), unlimited};
            break;
        default:
            link.ordered = pick(random, 4) == 0;
            for (std::size_t i = 0; i < model.variables[u].size() * model.variables[v].size(); ++i)
                link.table.push_back(static_cast<double>(pick(random, 30)));
    }
    return link;
}

// Any costs at all, so that bounds of message passing are loose and branching is needed.
Labelling draw_labelling(std::uint64_t seed) {
    Random random(seed);
    Labelling model;
    const std::size_t n = 1 + pick(random, 6);
    for (std::size_t s = 0; s < n; ++s) {
        LabelVariable variable;
        for (std::size_t x = 0; x < 1 + pick(random, 4); ++x) {
            variable.value.push_back(static_cast<Ticks>(2 * x * ticks_a_unit));
            variable.cost.push_back(static_cast<double>(pick(random, 20)));
        }
        model.variables.push_back(variable);
    }
    for (std::size_t u = 0; u < n; ++u)
        for (std::size_t v = u + 1; v < n; ++v) {
            if (pick(random, 4) > 0) model.links.push_back(draw_link(random, model, u, v));
            if (pick(random, 6) == 0) model.links.push_back(draw_link(random, model, u, v));
        }
    return model;
}

double least_of(const Labelling& model) {
    std::vector<std::size_t> labels(model.variables.size(), 0);
    double least = forbidden;
    for (;;) {
        least = std::min(least, model.cost_of(labels));
        std::size_t s = 0;
        while (s < labels.size() && ++labels[s] == model.variables[s].size()) labels[s++] = 0;
        if (s == labels.size()) return least;
    }
}

RC_GTEST_PROP(LabelSearch, FindsTheLeastCostOfAnyLabelling, (std::uint32_t seed)) {
    const Labelling model = draw_labelling(seed);
    const SearchResult found = search_labels(model, {0, 100'000, 1e9});
    const double least = least_of(model);
    RC_ASSERT(std::abs(found.cost - least) <= 1e-6);
    RC_ASSERT(std::abs(model.cost_of(found.labels) - least) <= 1e-6);
    RC_ASSERT(std::abs(found.bound - least) <= 1e-6);
}

RC_GTEST_PROP(LabelSearch, StoppedByALimitStillGivesABoundAndLabels, (std::uint32_t seed)) {
    const Labelling model = draw_labelling(seed);
    const SearchResult found = search_labels(model, {0, 2, 1e9});
    const double least = least_of(model);
    RC_ASSERT(found.bound <= least + 1e-6);
    RC_ASSERT(found.cost >= least - 1e-6);
    RC_ASSERT(found.nodes <= 2);
}

RC_GTEST_PROP(Elimination, KeepsTheLeastCostAndFindsItsLabels, (std::uint32_t seed)) {
    const Labelling model = draw_labelling(seed);
    const double work = seed % 2 == 0 ? 0 : 1e6;
    const Elimination elimination(model, work, work);
    const SearchResult found = search_labels(elimination.core(), {0, 100'000, 1e9});
    const double least = least_of(model);
    RC_ASSERT(std::abs(found.cost - least) <= 1e-6);
    RC_ASSERT(std::abs(model.cost_of(elimination.expand(found.labels)) - least) <= 1e-6);
}

}  // namespace
}  // namespace dualflow::inventory
