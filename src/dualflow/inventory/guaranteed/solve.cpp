// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/solve.hpp"

#include <algorithm>

#include "dualflow/inventory/guaranteed/elimination.hpp"
#include "dualflow/inventory/guaranteed/search.hpp"

namespace dualflow::inventory {
namespace {

constexpr std::size_t most_values = 4000, most_entries = 40'000'000;
constexpr double most_work = 1e9, most_joined = 4e6;

struct Outcome {
    SearchResult search;  // labels of the whole model
    std::size_t variables = 0, core_variables = 0;
    bool only_trees = false;
};

Outcome minimise(const Labelling& model, const ServiceOptions& options) {
    const Elimination elimination(model, most_work, most_joined);
    SearchResult found =
        search_labels(elimination.core(), {options.gap, options.node_limit, options.work_limit});
    found.labels = elimination.expand(found.labels);
    return {std::move(found), model.variables.size(), elimination.core().variables.size(),
            elimination.only_trees()};
}

}  // namespace

ServicePlan solve_guaranteed_service(const Chain& chain, const ServiceOptions& options) {
    ServicePlan plan;
    auto model = candidate_model(chain, most_values, most_entries);
    if (!model) return plan;
    const Outcome outcome = minimise(model->labelling, options);
    plan.times = times_of(chain, *model, outcome.search.labels);
    plan.bound = model->exact ? std::min(outcome.search.bound, plan.times.cost) : 0;
    plan.gap = plan.times.cost > 0 ? (plan.times.cost - plan.bound) / plan.times.cost : 0;
    plan.method = outcome.only_trees            ? "tree"
                  : outcome.core_variables == 0 ? "elimination"
                                                : "branch_and_bound";
    plan.nodes = outcome.search.nodes;
    plan.passes = outcome.search.passes;
    plan.variables = outcome.variables;
    plan.core_variables = outcome.core_variables;
    return plan;
}

}  // namespace dualflow::inventory
