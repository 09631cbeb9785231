// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/solve.hpp"

#include <algorithm>

#include "dualflow/inventory/guaranteed/elimination.hpp"
#include "dualflow/inventory/guaranteed/search.hpp"

namespace dualflow::inventory {
namespace {

constexpr std::size_t most_values = 400'000;  // a variable
constexpr double join_work = 2e8, join_entries = 1e6;

}  // namespace

ServicePlan solve_guaranteed_service(const Chain& chain, const ServiceOptions& options) {
    ServicePlan plan;
    const ServiceSpace space = service_space(chain, most_values);
    const Elimination elimination(service_model(chain, space), join_work, join_entries);
    const SearchResult found =
        search_labels(elimination.core(), {options.gap, options.node_limit, options.work_limit});
    std::vector<Ticks> values;
    const Labels labels = elimination.expand(found.labels);
    for (std::size_t x = 0; x < labels.size(); ++x) values.push_back(space.values[x][labels[x]]);
    plan.times = times_of(chain, space, values);
    plan.bound = space.complete ? std::min(found.bound, plan.times.cost) : 0;
    plan.gap = plan.times.cost > 0 ? (plan.times.cost - plan.bound) / plan.times.cost : 0;
    plan.variables = space.values.size();
    plan.core_variables = elimination.core().variables.size();
    plan.nodes = found.nodes;
    plan.passes = found.passes;
    plan.method = elimination.only_trees()   ? "tree"
                  : plan.core_variables == 0 ? "elimination"
                                             : "branch_and_bound";
    return plan;
}

}  // namespace dualflow::inventory
