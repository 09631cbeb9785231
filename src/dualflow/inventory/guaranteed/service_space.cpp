// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/service_space.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace dualflow::inventory {
namespace {

using Indices = std::vector<std::size_t>;

// Which variable stands for the times of each stage, before anything is known of values.
struct Variables {
    Indices in, out;              // by stage
    std::vector<Ticks> reach;     // by variable: no longer time is ever needed
    std::vector<Ticks> earliest;  // by variable: no shorter time is possible (inbound)
    std::size_t count = 0;
};

std::size_t root_of(const Indices& parent, std::size_t at) {
    while (parent[at] != at) at = parent[at];
    return at;
}

// The classes of stages by customers and by suppliers, then those that fall together.
class Grouping {
public:
    explicit Grouping(const Chain& chain) : chain_(chain) {
        in_.assign(chain.size(), no_variable);
        out_.assign(chain.size(), no_variable);
        std::map<std::pair<Indices, Ticks>, std::size_t> by_suppliers;
        std::map<Indices, std::size_t> by_customers;
        const auto next = [&] { return by_suppliers.size() + by_customers.size(); };
        for (const std::size_t j : chain.order) {
            if (!chain.suppliers[j].empty())
                in_[j] =
                    by_suppliers.try_emplace({chain.suppliers[j], chain.inbound[j]}, next()).first->second;
            if (!chain.customers[j].empty())
                out_[j] = by_customers.try_emplace(chain.customers[j], next()).first->second;
        }
        parent_.resize(next());
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        join();
    }
    Variables variables() const;

private:
    void unite(std::size_t a, std::size_t b) {
        a = root_of(parent_, a);
        b = root_of(parent_, b);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    void join() {
        for (std::size_t j = 0; j < chain_.size(); ++j) {
            const auto same = [&](const Indices& stages, const Indices& variable) {
                return std::all_of(stages.begin(), stages.end(),
                                   [&](std::size_t k) { return variable[k] == variable[stages.front()]; });
            };
            const Indices &to = chain_.customers[j], &from = chain_.suppliers[j];
            if (!to.empty() && same(to, in_)) unite(out_[j], in_[to.front()]);
            if (!from.empty() && chain_.inbound[j] == 0 && same(from, out_))
                unite(in_[j], out_[from.front()]);
        }
    }
    const Chain& chain_;
    Indices in_, out_, parent_;
};

Variables Grouping::variables() const {
    Variables v{in_, out_, {}, {}, 0};
    std::map<std::size_t, std::size_t> number;
    for (const std::size_t j : chain_.order)
        for (Indices* side : {&v.in, &v.out})
            if ((*side)[j] != no_variable)
                (*side)[j] = number.try_emplace(root_of(parent_, (*side)[j]), number.size()).first->second;
    v.count = number.size();
    v.reach.assign(v.count, 0);
    v.earliest.assign(v.count, 0);
    std::vector<Ticks> longest(chain_.size());  // of S_j
    for (const std::size_t j : chain_.order) {
        Ticks in = chain_.inbound[j];
        for (const std::size_t i : chain_.suppliers[j]) in = std::max(in, longest[i]);
        longest[j] = std::min(in + chain_.time[j], chain_.most_service[j]);
        if (v.in[j] != no_variable) {
            v.reach[v.in[j]] = std::max(v.reach[v.in[j]], in);
            v.earliest[v.in[j]] = std::max(v.earliest[v.in[j]], chain_.inbound[j]);
        }
        if (v.out[j] != no_variable) v.reach[v.out[j]] = std::max(v.reach[v.out[j]], longest[j]);
    }
    return v;
}

using Values = std::vector<std::vector<Ticks>>;

// Closure of the fixed times under the equalities of the chain.
class Closure {
public:
    Closure(const Chain& chain, const Variables& variables, std::size_t most, std::size_t most_listed)
        : chain_(chain),
          v_(variables),
          most_(std::max<std::size_t>(most, 3)),
          most_listed_(most_listed),
          values_(variables.count) {
        for (std::size_t x = 0; x < v_.count; ++x)
            for (const Ticks value : {Ticks{0}, v_.earliest[x], v_.reach[x]}) add(x, {value}, 0);
        for (bool grew = true; grew && complete_;) {
            grew = false;
            for (std::size_t at = 0; at < chain.size(); ++at) grew |= visit(chain.order[at]);
            for (std::size_t at = chain.size(); at-- > 0;) grew |= visit(chain.order[at]);
        }
    }
    bool complete() const { return complete_; }
    Values take() { return std::move(values_); }

private:
    // Values of x become those with `more` shifted, within reach; whether there are new ones.
    bool add(std::size_t x, const std::vector<Ticks>& more, Ticks shift) {
        std::vector<Ticks> shifted, all;
        for (const Ticks value : more)
            if (value + shift >= v_.earliest[x] && value + shift <= v_.reach[x])
                shifted.push_back(value + shift);
        std::set_union(values_[x].begin(), values_[x].end(), shifted.begin(), shifted.end(),
                       std::back_inserter(all));
        if (all.size() == values_[x].size()) return false;
        listed_ += all.size() - values_[x].size();
        if (all.size() > most_ || listed_ > most_listed_) return complete_ = false;
        values_[x] = std::move(all);
        return true;
    }
    bool carry(std::size_t from, std::size_t to, Ticks shift) { return add(to, values_[from], shift); }
    bool visit(std::size_t j) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        const Ticks most = chain_.most_service[j], time = chain_.time[j];
        bool grew = false;
        if (in != no_variable && most != unlimited) grew |= add(in, {most - time}, 0);
        if (out != no_variable && most != unlimited) grew |= add(out, {most}, 0);
        if (out != no_variable && in == no_variable) grew |= add(out, {chain_.inbound[j] + time}, 0);
        if (in != no_variable && out != no_variable) grew |= carry(in, out, time) | carry(out, in, -time);
        for (const std::size_t k : chain_.customers[j])
            if (v_.in[k] != out) grew |= carry(out, v_.in[k], 0) | carry(v_.in[k], out, 0);
        return grew;
    }
    const Chain& chain_;
    const Variables& v_;
    std::size_t most_, most_listed_, listed_ = 0;
    bool complete_ = true;
    Values values_;
};

}  // namespace

ServiceSpace service_space(const Chain& chain, std::size_t most_values, std::size_t most_listed) {
    const Variables variables = Grouping(chain).variables();
    Closure closure(chain, variables, most_values, most_listed);
    ServiceSpace space{variables.in, variables.out, {}, closure.complete()};
    space.values = closure.take();
    return space;
}

}  // namespace dualflow::inventory
