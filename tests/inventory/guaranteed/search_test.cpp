// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/search.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "dualflow/inventory/guaranteed/elimination.hpp"

namespace dualflow::inventory {
namespace {

// Any costs at all, so that bounds of message passing are loose and branching is needed.
Labelling draw_labelling(std::size_t most) {
    Labelling model;
    const auto n = *rc::gen::inRange<std::size_t>(1, most + 1);
    for (std::size_t s = 0; s < n; ++s) {
        const auto k = *rc::gen::inRange<std::size_t>(1, 5);
        LabelVariable variable;
        for (std::size_t x = 0; x < k; ++x) {
            variable.value.push_back(static_cast<Ticks>(2 * x));
            variable.cost.push_back(*rc::gen::inRange(0, 20));
        }
        model.variables.push_back(variable);
    }
    for (std::size_t u = 0; u < n; ++u)
        for (std::size_t v = u + 1; v < n; ++v) {
            const int kind = *rc::gen::inRange(0, 4);
            if (kind == 0) continue;
            LabelLink link{u, v, kind == 1, std::nullopt, {}};
            if (*rc::gen::arbitrary<bool>()) std::swap(link.u, link.v);
            if (kind > 1)
                for (std::size_t i = 0; i < model.variables[u].size() * model.variables[v].size(); ++i)
                    link.table.push_back(*rc::gen::inRange(0, 30));
            model.links.push_back(link);
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

RC_GTEST_PROP(LabelSearch, FindsTheLeastCostOfAnyLabelling, ()) {
    const Labelling model = draw_labelling(6);
    const SearchResult found = search_labels(model, {0, 100'000, 1e9});
    const double least = least_of(model);
    RC_ASSERT(std::abs(found.cost - least) <= 1e-6);
    RC_ASSERT(std::abs(model.cost_of(found.labels) - least) <= 1e-6);
    RC_ASSERT(std::abs(found.bound - least) <= 1e-6);
}

RC_GTEST_PROP(LabelSearch, StoppedByALimitStillGivesABoundAndLabels, ()) {
    const Labelling model = draw_labelling(6);
    const SearchResult found = search_labels(model, {0, 2, 1e9});
    const double least = least_of(model);
    RC_ASSERT(found.bound <= least + 1e-6);
    RC_ASSERT(found.cost >= least - 1e-6);
    RC_ASSERT(found.nodes <= 2);
}

RC_GTEST_PROP(Elimination, KeepsTheLeastCostAndFindsItsLabels, ()) {
    const Labelling model = draw_labelling(6);
    const double work = *rc::gen::element(0.0, 1e6);
    const Elimination elimination(model, work, work);
    const SearchResult found = search_labels(elimination.core(), {0, 100'000, 1e9});
    const double least = least_of(model);
    RC_ASSERT(std::abs(found.cost - least) <= 1e-6);
    RC_ASSERT(std::abs(model.cost_of(elimination.expand(found.labels)) - least) <= 1e-6);
}

}  // namespace
}  // namespace dualflow::inventory
