// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/service_space.hpp"

#include <algorithm>
#include <deque>
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

// Closure of the fixed times under the equalities of the chain: a queue of variables with values that are new
// since their turn, which their equalities carry on.
class Closure {
public:
    Closure(const Chain& chain, const Variables& variables, std::size_t most, std::size_t most_listed)
        : v_(variables),
          most_(std::max<std::size_t>(most, 3)),
          most_listed_(most_listed),
          equalities_(variables.count),
          values_(variables.count),
          fresh_(variables.count) {
        for (const std::size_t j : chain.order) add_equalities(chain, j);
        for (std::size_t x = 0; x < v_.count; ++x)
            for (const Ticks value : {Ticks{0}, v_.earliest[x], v_.reach[x]}) add(x, {value}, 0);
        for (const std::size_t j : chain.order) add_fixed(chain, j);
        while (!queue_.empty() && complete_) {
            const std::size_t x = queue_.front();
            queue_.pop_front();
            const std::vector<Ticks> fresh = std::move(fresh_[x]);
            fresh_[x].clear();
            for (const auto& [y, shift] : equalities_[x]) add(y, fresh, shift);
        }
    }
    bool complete() const { return complete_; }
    Values take() { return std::move(values_); }

private:
    using Shifted = std::pair<std::size_t, Ticks>;  // another variable that may be this much later

    void add_equalities(const Chain& chain, std::size_t j) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        if (in != no_variable && out != no_variable) {
            equalities_[in].push_back({out, chain.time[j]});
            equalities_[out].push_back({in, -chain.time[j]});
        }
        for (const std::size_t k : chain.customers[j]) {
            if (v_.in[k] == out) continue;
            equalities_[out].push_back({v_.in[k], 0});
            equalities_[v_.in[k]].push_back({out, 0});
        }
    }
    void add_fixed(const Chain& chain, std::size_t j) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        const Ticks most = chain.most_service[j];
        if (in != no_variable && most != unlimited) add(in, {most - chain.time[j]}, 0);
        if (out != no_variable && most != unlimited) add(out, {most}, 0);
        if (out != no_variable && in == no_variable) add(out, {chain.inbound[j] + chain.time[j]}, 0);
    }
    // Values of x become those with `more` shifted, within reach.
    void add(std::size_t x, const std::vector<Ticks>& more, Ticks shift) {
        std::vector<Ticks> shifted, fresh;
        for (const Ticks value : more)
            if (value + shift >= v_.earliest[x] && value + shift <= v_.reach[x])
                shifted.push_back(value + shift);
        std::set_difference(shifted.begin(), shifted.end(), values_[x].begin(), values_[x].end(),
                            std::back_inserter(fresh));
        if (fresh.empty()) return;
        listed_ += fresh.size();
        complete_ = complete_ && values_[x].size() + fresh.size() <= most_ && listed_ <= most_listed_;
        if (!complete_) return;
        if (fresh_[x].empty()) queue_.push_back(x);
        merge(values_[x], fresh);
        merge(fresh_[x], fresh);
    }
    static void merge(std::vector<Ticks>& into, const std::vector<Ticks>& more) {
        const auto middle = static_cast<std::ptrdiff_t>(into.size());
        into.insert(into.end(), more.begin(), more.end());
        std::inplace_merge(into.begin(), into.begin() + middle, into.end());
    }
    const Variables& v_;
    std::size_t most_, most_listed_, listed_ = 0;
    bool complete_ = true;
    std::vector<std::vector<Shifted>> equalities_;
    Values values_, fresh_;
    std::deque<std::size_t> queue_;
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
