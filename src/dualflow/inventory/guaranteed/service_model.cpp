// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/service_model.hpp"

#include <algorithm>
#include <map>

namespace dualflow::inventory {
namespace {

constexpr std::size_t largest_table = 1'000'000;  // entries

// What a stage costs where its variables take these values.
double stage_cost(const Chain& chain, std::size_t j, Ticks in, Ticks out) {
    return chain.cost_of(j, in + chain.time[j] - std::min(out, chain.most_service[j]));
}

class Assembly {
public:
    Assembly(const Chain& chain, const ServiceSpace& space) : chain_(chain), v_(space) {
        for (const std::vector<Ticks>& list : space.values)
            model_.variables.push_back({list, Costs(list.size(), 0)});
        for (const std::size_t j : chain.order)
            for (const std::size_t k : chain.customers[j])
                if (v_.out[j] != v_.in[k]) link(v_.out[j], v_.in[k]).ordered = true;
        for (const std::size_t j : chain.order) add_cost(j);
    }
    Labelling take() { return std::move(model_); }

private:
    LabelLink& link(std::size_t u, std::size_t v) {
        const auto [at, is_new] = numbers_.try_emplace({u, v}, model_.links.size());
        if (is_new) model_.links.push_back({u, v, false, std::nullopt, {}});
        return model_.links[at->second];
    }
    void add_cost(std::size_t j) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        if (!(chain_.holding[j] * chain_.stock[j] > 0)) return;
        if (in != no_variable && out != no_variable) return add_link(j);
        if (in == no_variable && out == no_variable) {
            model_.constant += stage_cost(chain_, j, chain_.inbound[j], unlimited);
            return;
        }
        LabelVariable& x = model_.variables[in == no_variable ? out : in];
        for (std::size_t i = 0; i < x.size(); ++i)
            x.cost[i] += in == no_variable ? stage_cost(chain_, j, chain_.inbound[j], x.value[i])
                                           : stage_cost(chain_, j, x.value[i], unlimited);
    }
    void add_link(std::size_t j) {
        const RootCost cost{chain_.holding[j] * chain_.stock[j], chain_.time[j], chain_.most_service[j]};
        LabelLink& shared = link(v_.in[j], v_.out[j]);
        const LabelVariable &u = model_.variables[shared.u], &v = model_.variables[shared.v];
        if (!shared.root && shared.table.empty() && !shared.ordered)
            shared.root = cost;
        else if (shared.table.empty() && u.size() * v.size() > largest_table)
            model_.links.push_back({shared.u, shared.v, false, cost, {}});
        else {
            if (shared.table.empty()) shared.table.assign(u.size() * v.size(), 0);
            if (shared.root) add_to_table(shared, *shared.root);
            shared.root.reset();
            add_to_table(shared, cost);
        }
    }
    void add_to_table(LabelLink& link, const RootCost& cost) const {
        const LabelVariable &u = model_.variables[link.u], &v = model_.variables[link.v];
        for (std::size_t a = 0; a < u.size(); ++a)
            for (std::size_t b = 0; b < v.size(); ++b)
                link.table[a * v.size() + b] += cost.at(u.value[a], v.value[b]);
    }
    const Chain& chain_;
    const ServiceSpace& v_;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> numbers_;
    Labelling model_;
};

}  // namespace

Labelling service_model(const Chain& chain, const ServiceSpace& space) {
    return Assembly(chain, space).take();
}

ServiceTimes times_of(const Chain& chain, const ServiceSpace& space, const std::vector<Ticks>& values) {
    ServiceTimes times{std::vector<Ticks>(chain.size()), std::vector<Ticks>(chain.size()), 0};
    for (const std::size_t j : chain.order) {
        Ticks in = chain.inbound[j];
        for (const std::size_t i : chain.suppliers[j]) in = std::max(in, times.out[i]);
        const Ticks wanted = space.out[j] == no_variable ? unlimited : values[space.out[j]];
        times.in[j] = in;
        times.out[j] = std::min({in + chain.time[j], chain.most_service[j], wanted});
        times.cost += chain.cost_of(j, in + chain.time[j] - times.out[j]);
    }
    return times;
}

}  // namespace dualflow::inventory
