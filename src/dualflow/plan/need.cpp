// SPDX-License-Identifier: MIT
#include "dualflow/plan/need.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "dualflow/plan/expressions.hpp"

namespace dualflow {
namespace {

// Most of a component that one unit of a product takes, over the processes that make the product.
std::map<int, double> most_per_unit(const PlanModel& m, ProductId output) {
    std::map<int, double> most;
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        if (m.c.processes[p].product != output) continue;
        std::map<int, double> here;
        for (const std::size_t k : m.net.bom_of[p]) {
            const double quantity = m.largest([&](const Case& each) { return each.bom[k].quantity; });
            here[m.c.bom[k].component.index] += quantity / least_yield(m, ProcessId{p});
        }
        for (const auto& [component, quantity] : here) most[component] = std::max(most[component], quantity);
    }
    return most;
}

// Of each product, the products that it goes into and the most that a unit of them takes.
using UsedIn = std::vector<std::vector<std::pair<std::size_t, double>>>;
UsedIn find_uses(const PlanModel& m) {
    UsedIn used_in(m.c.products.size());
    for (std::size_t p = 0; p < used_in.size(); ++p) {
        for (const auto& [component, quantity] : most_per_unit(m, ProductId{p})) {
            used_in[static_cast<std::size_t>(component)].emplace_back(p, quantity);
        }
    }
    return used_in;
}

// Of each product, `own` and what the products it goes into take of it, times a factor of its own; bills are
// acyclic.
std::vector<double> explode(const UsedIn& used_in, const std::vector<double>& own,
                            const std::vector<double>& factor) {
    std::vector<double> need(own.size(), 0);
    std::vector<bool> known(own.size(), false);
    const std::function<double(std::size_t)> of = [&](std::size_t p) -> double {
        if (known[p]) return need[p];
        known[p] = true;
        need[p] = own[p];
        for (const auto& [output, quantity] : used_in[p]) need[p] += quantity * of(output);
        return need[p] *= factor[p];
    };
    for (std::size_t p = 0; p < need.size(); ++p) of(p);
    return need;
}

std::vector<double> explode(const UsedIn& used_in, const std::vector<double>& own) {
    return explode(used_in, own, std::vector<double>(own.size(), 1));
}

// What may be wanted beyond the demand of its days, so that no daily need bounds it.
std::set<std::size_t> wanted_without_limit(const PlanModel& m) {
    std::set<std::size_t> wanted;
    for (const Inventory& row : m.c.inventory) {
        if (row.end_value) wanted.insert(*row.product);
    }
    for (const DemandSeries& series : m.demand) {
        for (const auto& cell : series.nodes) {
            if (cell.backlog_cost_per_day) wanted.insert(*series.product);
        }
    }
    return wanted;
}

// In the future that asks for the most in the bucket.
double most_in_bucket(const PlanModel& m, const DemandSeries& series, std::size_t bucket) {
    double most = 0;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (m.tree.nodes[n].bucket == bucket) most = std::max(most, series.nodes[n].quantity);
    }
    return most;
}

// What demand and contracts ask of each product themselves, a day of the bucket.
std::vector<double> asked_per_day(const PlanModel& m, std::size_t bucket) {
    std::vector<double> asked(m.c.products.size(), 0);
    for (const DemandSeries& series : m.demand) {
        asked[*series.product] += most_in_bucket(m, series, bucket) / m.calendar[bucket].days();
    }
    for (const Contract& contract : m.c.contracts) {
        if (contract.base_min) asked[*contract.product] += contract.base_min->value;
    }
    return asked;
}

// 1 + safety days / days of the bucket, multiplied along the lanes of a product.
class SafetyTiers {
public:
    SafetyTiers(const PlanModel& m, ProductId product, double days)
        : factor_(m.c.sites.size(), 1), onward_(m.c.sites.size()), state_(m.c.sites.size(), State::unseen) {
        for (const Inventory& row : m.c.inventory) {
            if (row.product == product) factor_[*row.site] *= 1 + row.safety_days / days;
        }
        for (const Lane& lane : m.c.lanes) {
            if (lane.product == product) onward_[*lane.from].push_back(*lane.to);
        }
    }

    // Of the longest way that goods can take; where they can go round, of all places together.
    double most() {
        double all = 1, longest = 1;
        for (const double factor : factor_) all *= factor;
        for (std::size_t site = 0; site < factor_.size(); ++site) {
            longest = std::max(longest, from(site));
        }
        return circular_ ? all : longest;
    }

private:
    enum class State { unseen, on_the_way, known };

    double from(std::size_t site) {
        if (state_[site] == State::known) return factor_[site];
        if (state_[site] == State::on_the_way) {
            circular_ = true;
            return 1;
        }
        state_[site] = State::on_the_way;
        double longest = 1;
        for (const std::size_t next : onward_[site]) longest = std::max(longest, from(next));
        state_[site] = State::known;
        return factor_[site] *= longest;
    }

    std::vector<double> factor_;
    std::vector<std::vector<std::size_t>> onward_;
    std::vector<State> state_;
    bool circular_ = false;
};

std::vector<double> safety_tiers(const PlanModel& m, double days) {
    std::vector<double> factor(m.c.products.size(), 1);
    std::set<ProductId> kept;
    for (const Inventory& row : m.c.inventory) {
        if (row.safety_days > 0) kept.insert(row.product);
    }
    for (const ProductId product : kept) factor[*product] = SafetyTiers(m, product, days).most();
    return factor;
}

}  // namespace

// More of each product than a sound plan moves over the horizon: twice the demand, with what safety days
// may ask for at every stage (were all of it to leave in the shortest bucket) and what contracts ask for
// at least, all exploded through the bills; and what is there or on its way at the start.
std::vector<double> horizon_need(const PlanModel& m) {
    std::vector<double> own(m.c.products.size(), 0);
    for (const DemandSeries& series : m.demand) {
        for (std::size_t t = 0; t < m.calendar.size(); ++t)
            own[*series.product] += 2 * most_in_bucket(m, series, t);
    }
    double horizon = 0, shortest = m.calendar.front().days();
    for (const Bucket& bucket : m.calendar) {
        horizon += bucket.days();
        shortest = std::min(shortest, bucket.days());
    }
    for (const Contract& contract : m.c.contracts) {
        if (contract.base_min) own[*contract.product] += contract.base_min->value * horizon;
    }
    // Goods that are worth something at the end may be made for it, as far as capacity goes.
    std::set<ProductId> valued;
    double safety = 0;
    for (const Inventory& row : m.c.inventory) {
        if (row.end_value) valued.insert(row.product);
        safety = std::max(safety, row.safety_days);
    }
    for (const Process& process : m.c.processes) {
        if (!valued.contains(process.product) || !process.resource || process.capacity_use <= 0) continue;
        own[*process.product] += horizon * m.largest([&](const Case& each) {
            return each.resources[*process.resource].capacity.value / process.capacity_use;
        });
    }
    // Three tiers that each keep safety days of what fills the next one.
    const double tiers = std::pow(1 + safety / shortest, 3);
    for (double& quantity : own) quantity *= tiers;
    std::vector<double> need = explode(find_uses(m), own);
    for (const Inventory& row : m.c.inventory) need[*row.product] += row.opening_stock.value;
    for (const OpeningArrival& row : m.c.opening_pipeline) need[*row.product] += row.quantity.value;
    return need;
}

std::vector<std::vector<double>> daily_needs(const PlanModel& m) {
    std::vector<std::vector<double>> needs(m.calendar.size());
    const std::set<std::size_t> unlimited = wanted_without_limit(m);
    const UsedIn used_in = find_uses(m);
    for (std::size_t t = m.calendar.size(); t-- > 0;) {
        std::vector<double> asked = asked_per_day(m, t);
        for (const std::size_t p : unlimited) asked[p] = solver::infinity;
        needs[t] = explode(used_in, asked);
        for (std::size_t p = 0; p < asked.size() && t + 1 < needs.size(); ++p) {
            needs[t][p] = std::max(needs[t][p], needs[t + 1][p]);
        }
    }
    return needs;
}

std::vector<std::vector<double>> safety_fills(const PlanModel& m) {
    std::vector<std::vector<double>> fills(m.calendar.size());
    std::vector<double> most(m.c.products.size(), 0);  // asked a day from the bucket on
    const UsedIn used_in = find_uses(m);
    std::map<double, std::vector<double>> tiers;  // by the length of the bucket
    for (std::size_t t = m.calendar.size(); t-- > 0;) {
        const std::vector<double> asked = asked_per_day(m, t);
        for (std::size_t p = 0; p < most.size(); ++p) most[p] = std::max(most[p], asked[p]);
        const double days = m.calendar[t].days();
        const auto [factor, fresh] = tiers.try_emplace(days);
        if (fresh) factor->second = safety_tiers(m, days);
        const std::vector<double> need = explode(used_in, most);
        fills[t] = explode(used_in, most, factor->second);
        for (std::size_t p = 0; p < most.size(); ++p) fills[t][p] = days * (fills[t][p] - need[p]);
    }
    return fills;
}

}  // namespace dualflow
