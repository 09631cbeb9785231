// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/service_model.hpp"

#include <algorithm>
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
    Closure(const Chain& chain, const Variables& variables, std::size_t most)
        : chain_(chain), v_(variables), most_(most), values_(variables.count) {
        for (std::size_t x = 0; x < v_.count; ++x) {
            add(x, 0);
            add(x, v_.earliest[x]);
            add(x, v_.reach[x]);
        }
        bool grew = true;
        while (grew) {
            grew = false;
            for (std::size_t at = 0; at < chain.size(); ++at) grew |= visit(chain.order[at]);
            for (std::size_t at = chain.size(); at-- > 0;) grew |= visit(chain.order[at]);
        }
    }
    bool complete() const { return complete_; }
    Values take() { return std::move(values_); }

private:
    bool add(std::size_t x, Ticks value) {
        if (value < v_.earliest[x] || value > v_.reach[x]) return false;
        const auto at = std::lower_bound(values_[x].begin(), values_[x].end(), value);
        if (at != values_[x].end() && *at == value) return false;
        if (values_[x].size() >= most_) return complete_ = false;
        values_[x].insert(at, value);
        return true;
    }
    bool carry(std::size_t from, std::size_t to, Ticks shift) {
        bool grew = false;
        const std::vector<Ticks> values = values_[from];
        for (const Ticks value : values) grew |= add(to, value + shift);
        return grew;
    }
    bool visit(std::size_t j) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        const Ticks most = chain_.most_service[j], time = chain_.time[j];
        bool grew = false;
        if (in != no_variable && most != unlimited) grew |= add(in, most - time);
        if (out != no_variable && most != unlimited) grew |= add(out, most);
        if (out != no_variable && in == no_variable) grew |= add(out, chain_.inbound[j] + time);
        if (in != no_variable && out != no_variable) grew |= carry(in, out, time) | carry(out, in, -time);
        for (const std::size_t k : chain_.customers[j])
            if (v_.in[k] != out) grew |= carry(out, v_.in[k], 0) | carry(v_.in[k], out, 0);
        return grew;
    }
    const Chain& chain_;
    const Variables& v_;
    std::size_t most_;
    bool complete_ = true;
    Values values_;
};

// What a stage costs where its variables take these values and net times count `slack` shorter.
double stage_cost(const Chain& chain, std::size_t j, Ticks in, Ticks out, Ticks slack) {
    return chain.cost_of(j, in + chain.time[j] - std::min(out, chain.most_service[j]) - slack);
}

class Assembly {
public:
    Assembly(const Chain& chain, const Variables& variables, Values values, Ticks slack)
        : chain_(chain), v_(variables), slack_(slack) {
        for (std::vector<Ticks>& list : values) {
            const std::vector<double> zero(list.size(), 0);
            model_.variables.push_back({std::move(list), zero});
        }
        for (const std::size_t j : chain.order)
            for (const std::size_t k : chain.customers[j])
                if (v_.out[j] != v_.in[k]) link(v_.out[j], v_.in[k]).ordered = true;
    }
    bool add_costs(std::size_t most_entries) {
        for (const std::size_t j : chain_.order)
            if (chain_.holding[j] * chain_.stock[j] > 0 && !add_cost(j, most_entries)) return false;
        return true;
    }
    Labelling take() { return std::move(model_); }

private:
    LabelLink& link(std::size_t u, std::size_t v) {
        const auto [at, is_new] = numbers_.try_emplace({u, v}, model_.links.size());
        if (is_new) model_.links.push_back({u, v, false, {}});
        return model_.links[at->second];
    }
    bool add_cost(std::size_t j, std::size_t most_entries) {
        const std::size_t in = v_.in[j], out = v_.out[j];
        if (in == no_variable && out == no_variable)
            model_.constant += stage_cost(chain_, j, chain_.inbound[j], unlimited, 0);
        else if (in == no_variable || out == no_variable) {
            LabelVariable& x = model_.variables[in == no_variable ? out : in];
            for (std::size_t i = 0; i < x.size(); ++i)
                x.cost[i] += in == no_variable ? stage_cost(chain_, j, chain_.inbound[j], x.value[i], slack_)
                                               : stage_cost(chain_, j, x.value[i], unlimited, 0);
        } else
            return add_table(j, in, out, most_entries);
        return true;
    }
    bool add_table(std::size_t j, std::size_t in, std::size_t out, std::size_t most_entries) {
        const LabelVariable &x = model_.variables[in], &y = model_.variables[out];
        std::vector<double>& cost = link(in, out).cost;
        if (cost.empty()) {
            entries_ += x.size() * y.size();
            if (entries_ > most_entries) return false;
            cost.resize(x.size() * y.size(), 0);
        }
        for (std::size_t a = 0; a < x.size(); ++a)
            for (std::size_t b = 0; b < y.size(); ++b)
                cost[a * y.size() + b] += stage_cost(chain_, j, x.value[a], y.value[b], slack_);
        return true;
    }
    const Chain& chain_;
    const Variables& v_;
    Ticks slack_;
    std::size_t entries_ = 0;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> numbers_;
    Labelling model_;
};

std::optional<ServiceModel> assemble(const Chain& chain, const Variables& variables, Values values,
                                     Ticks slack, std::size_t most_entries) {
    Assembly assembly(chain, variables, std::move(values), slack);
    if (!assembly.add_costs(most_entries)) return std::nullopt;
    return ServiceModel{assembly.take(), variables.in, variables.out, true};
}

}  // namespace

std::optional<ServiceModel> candidate_model(const Chain& chain, std::size_t most_values,
                                            std::size_t most_entries) {
    const Variables variables = Grouping(chain).variables();
    Closure closure(chain, variables, most_values);
    const bool exact = closure.complete();
    auto model = assemble(chain, variables, closure.take(), 0, most_entries);
    if (model) model->exact = exact;
    return model;
}

std::optional<ServiceModel> grid_model(const Chain& chain, Ticks width, std::size_t most_entries) {
    const Variables variables = Grouping(chain).variables();
    Values values(variables.count);
    for (std::size_t x = 0; x < variables.count; ++x)
        for (Ticks at = variables.earliest[x] / width * width; at <= variables.reach[x]; at += width)
            values[x].push_back(at);
    return assemble(chain, variables, std::move(values), width, most_entries);
}

ServiceTimes times_of(const Chain& chain, const ServiceModel& model, const std::vector<std::size_t>& labels) {
    ServiceTimes times{std::vector<Ticks>(chain.size()), std::vector<Ticks>(chain.size()), 0};
    for (const std::size_t j : chain.order) {
        Ticks in = chain.inbound[j];
        for (const std::size_t i : chain.suppliers[j]) in = std::max(in, times.out[i]);
        const std::size_t x = model.out[j];
        const Ticks wanted = x == no_variable ? unlimited : model.labelling.variables[x].value[labels[x]];
        times.in[j] = in;
        times.out[j] = std::min({in + chain.time[j], chain.most_service[j], wanted});
        times.cost += chain.cost_of(j, in + chain.time[j] - times.out[j]);
    }
    return times;
}

}  // namespace dualflow::inventory
