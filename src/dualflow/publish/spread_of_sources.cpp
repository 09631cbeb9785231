// SPDX-License-Identifier: MIT
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "dualflow/publish/inbound.hpp"
#include "dualflow/publish/spread.hpp"

namespace dualflow {

namespace {

using Blocs = std::map<std::string, double>;  // what comes from each
using Key = std::pair<ProductId, int>;        // product (none: all, by value) and year
using Arrivals = std::map<Key, Blocs>;

const std::string& bloc_of(const Case& c, RegionId region) {
    static const std::string unknown;
    if (!region) return unknown;
    const Region& of = c.regions[*region];
    return of.bloc.empty() ? of.id : of.bloc;
}

void add(Arrivals& to, const Arrivals& more, double weight) {
    for (const auto& [key, blocs] : more)
        for (const auto& [bloc, amount] : blocs) to[key][bloc] += weight * amount;
}

std::vector<Arrivals> arrivals_by_node(const Case& c, const PlanResult& plan) {
    const Inbound inbound(c);
    std::vector<Arrivals> all(plan.tree.size());
    for (const FlowRow& flow : plan.flows) {
        if (!inbound.is_used(flow)) continue;
        const auto node = static_cast<std::size_t>(flow.node);
        const int year = year_of(plan.calendar[plan.tree.nodes[node].bucket].start);
        const std::string& bloc = bloc_of(c, flow.origin);
        all[node][{flow.product, year}][bloc] += flow.quantity;
        const double value = inbound.part_value(flow);
        if (value > 0) all[node][{ProductId{}, year}][bloc] += flow.quantity * value;
    }
    return all;
}

double sum_of(const Blocs& blocs) {
    double sum = 0;
    for (const auto& [bloc, amount] : blocs) sum += amount;
    return sum;
}

double amount_of(const Blocs& blocs, const std::string& bloc) {
    const auto found = blocs.find(bloc);
    return found == blocs.end() ? 0 : found->second;
}

}  // namespace

std::vector<ShareSpread> spread_of_sources(const Case& c, const PlanResult& plan) {
    const std::vector<Arrivals> by_node = arrivals_by_node(c, plan);
    Arrivals expected;
    std::map<Key, std::vector<std::pair<Blocs, double>>> own;  // of outcomes with their probability
    for (const Tree::Outcome& outcome : plan.tree.outcomes()) {
        if (outcome.probability <= 0) continue;
        Arrivals sum;
        for (const std::size_t n : outcome.nodes) add(sum, by_node[n], 1);
        add(expected, sum, outcome.probability);
        for (auto& [key, blocs] : sum) own[key].emplace_back(std::move(blocs), outcome.probability);
    }
    std::vector<ShareSpread> all;
    for (const auto& [key, blocs] : expected) {
        const double sum = sum_of(blocs);
        if (sum <= 0) continue;
        for (const auto& [bloc, amount] : blocs) {
            ShareSpread row{key.first, bloc, key.second, amount / sum, {}};
            std::vector<std::pair<double, double>> shares;
            for (const auto& [one, probability] : own[key])
                if (const double of = sum_of(one); of > 0)
                    shares.emplace_back(amount_of(one, bloc) / of, probability);
            for (std::size_t i = 0; i < fan_levels.size(); ++i)
                row.levels[i] = weighted_quantile(shares, fan_levels[i]);
            all.push_back(std::move(row));
        }
    }
    return all;
}

}  // namespace dualflow
