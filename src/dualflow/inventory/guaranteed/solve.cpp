// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/solve.hpp"

#include <algorithm>

#include "dualflow/inventory/guaranteed/elimination.hpp"
#include "dualflow/inventory/guaranteed/search.hpp"

namespace dualflow::inventory {
namespace {

constexpr Ticks longest_step = 10 * 1'000'000 * ticks_a_unit;
constexpr double join_work = 2e8, join_entries = 1e6;  // of an elimination; a table takes 8 MB

// Solves a chain over the values listed for it, and says what the times found cost in `real`.
ServicePlan search_space(const Chain& chain, const ServiceSpace& space, const Chain& real,
                         const ServiceOptions& options) {
    const Elimination elimination(service_model(chain, space), join_work, join_entries);
    SearchResult found =
        search_labels(elimination.core(), {options.gap, options.node_limit, options.work_limit});
    found.labels.resize(elimination.core().variables.size());  // where none were found: the shortest times
    std::vector<Ticks> values;
    const Labels labels = elimination.expand(found.labels);
    for (std::size_t x = 0; x < labels.size(); ++x) values.push_back(space.values[x][labels[x]]);
    ServicePlan plan;
    plan.times = times_of(real, space, values);
    plan.bound = found.bound;
    plan.nodes = found.nodes;
    plan.passes = found.passes;
    plan.variables = space.values.size();
    plan.core_variables = elimination.core().variables.size();
    plan.method = elimination.only_trees()   ? "tree"
                  : plan.core_variables == 0 ? "elimination"
                                             : "branch_and_bound";
    return plan;
}

Ticks rounded(Ticks time, Ticks step, bool up) {
    return time == unlimited ? time : (time + (up ? step - 1 : 0)) / step * step;
}

Chain rounded(Chain chain, Ticks step, bool longer) {
    for (std::size_t j = 0; j < chain.size(); ++j) {
        chain.time[j] = rounded(chain.time[j], step, longer);
        chain.inbound[j] = rounded(chain.inbound[j], step, longer);
        chain.most_service[j] = rounded(chain.most_service[j], step, !longer);
    }
    return chain;
}

struct RoundedSpace {
    Chain chain;
    ServiceSpace space;
    Ticks step = 1;
};

// The chain with times rounded to the smallest step, a power of ten, whose values can be listed; the last
// step is longer than any time.
RoundedSpace round_to_list(const Chain& chain, bool longer, const ServiceOptions& options) {
    for (Ticks step = 10;; step *= 10) {
        Chain other = rounded(chain, step, longer);
        ServiceSpace space = service_space(other, options.most_values, options.most_listed);
        if (space.complete || step >= longest_step) return {std::move(other), std::move(space), step};
    }
}

// Of values that are not complete a search makes a plan all the same, but no bound: shorter times end with
// nothing but zeros, of which the values are always complete.
ServicePlan solve_rounded(const Chain& chain, const ServiceOptions& options) {
    const RoundedSpace shorter = round_to_list(chain, false, options);
    const RoundedSpace longer = round_to_list(chain, true, options);
    const ServicePlan bound = search_space(shorter.chain, shorter.space, chain, options);
    ServicePlan plan = search_space(longer.chain, longer.space, chain, options);
    if (bound.times.cost < plan.times.cost) plan.times = bound.times;
    plan.bound = shorter.space.complete ? bound.bound : 0;
    plan.nodes += bound.nodes;
    plan.passes += bound.passes;
    plan.rounded_to = std::max(shorter.step, longer.step);
    return plan;
}

}  // namespace

ServicePlan solve_guaranteed_service(const Chain& chain, const ServiceOptions& options) {
    const ServiceSpace space = service_space(chain, options.most_values, options.most_listed);
    ServicePlan plan =
        space.complete ? search_space(chain, space, chain, options) : solve_rounded(chain, options);
    plan.bound = std::clamp(plan.bound, 0.0, plan.times.cost);
    plan.gap = plan.times.cost > 0 ? (plan.times.cost - plan.bound) / plan.times.cost : 0;
    return plan;
}

}  // namespace dualflow::inventory
