// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/elimination.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace dualflow::inventory {

// The shrinking model: who touches whom, by which link.
class Elimination::Work {
public:
    Work(Labelling model, double most_work, double most_entries)
        : model_(std::move(model)),
          near_(model_.variables.size()),
          gone_(model_.variables.size(), false),
          beside_(model_.variables.size(), false),
          most_work_(most_work),
          most_entries_(most_entries) {
        for (std::size_t l = 0; l < model_.links.size(); ++l) add_link(l);
        for (std::size_t s = 0; s < near_.size(); ++s) todo_.emplace(near_[s].size(), s);
    }

    // The next variable to go, or false. Fewest neighbours first, then in order.
    bool step(std::vector<Step>& steps, bool& only_trees) {
        for (const auto& [degree, s] : todo_) {
            if (degree > 2) return false;
            if (beside_[s] || (degree == 2 && !affordable(s))) continue;
            only_trees = only_trees && degree < 2;
            steps.push_back(detach(s));
            pass_on(steps.back());
            return true;
        }
        return false;
    }
    Labelling rest(std::vector<std::size_t>& numbers);

private:
    std::size_t size(std::size_t s) const { return model_.variables[s].size(); }
    bool affordable(std::size_t s) const {
        const auto a = static_cast<double>(size(near_[s].begin()->first));
        const auto b = static_cast<double>(size(near_[s].rbegin()->first));
        return a * b <= most_entries_ && a * b * static_cast<double>(size(s)) <= most_work_;
    }
    void add_link(std::size_t l);
    Step detach(std::size_t s);
    void pass_on(const Step& step);
    Costs table_of(const LabelLink& link, std::size_t s) const;
    void join(std::size_t a, std::size_t b, Costs cost);

    Labelling model_;
    std::vector<std::map<std::size_t, std::size_t>> near_;  // neighbour → link
    std::vector<bool> gone_, beside_;                       // beside: has a second link to a neighbour
    std::set<std::pair<std::size_t, std::size_t>> todo_;    // (number of neighbours, variable)
    std::vector<std::size_t> absorbed_;                     // links that are part of another's table
    double most_work_, most_entries_;
};

// Of two links on the same variables one table is made; where it would be too large both variables must stay.
void Elimination::Work::add_link(std::size_t l) {
    const std::size_t u = model_.links[l].u, v = model_.links[l].v;
    const auto first = near_[u].find(v);
    if (first == near_[u].end()) {
        near_[u].emplace(v, l);
        near_[v].emplace(u, l);
        return;
    }
    if (static_cast<double>(size(u)) * static_cast<double>(size(v)) > most_entries_) {
        beside_[u] = beside_[v] = true;
        return;
    }
    join(u, v, table_of(model_.links[l], v));
    absorbed_.push_back(l);
}

Elimination::Step Elimination::Work::detach(std::size_t s) {
    Step step{s, std::move(model_.variables[s].cost), {}};
    todo_.erase({near_[s].size(), s});
    for (const auto& [t, l] : near_[s]) {
        step.links.push_back(std::move(model_.links[l]));
        todo_.erase({near_[t].size(), t});
        near_[t].erase(s);
        todo_.emplace(near_[t].size(), t);
    }
    near_[s].clear();
    gone_[s] = true;
    return step;
}

// The cost of a link by label of the other end, then of s.
Costs Elimination::Work::table_of(const LabelLink& link, std::size_t s) const {
    const std::size_t t = other_end(link, s);
    Costs table(size(t) * size(s));
    for (std::size_t y = 0; y < size(t); ++y)
        for (std::size_t x = 0; x < size(s); ++x) table[y * size(s) + x] = model_.pair_cost(link, s, x, y);
    return table;
}

void Elimination::Work::pass_on(const Step& step) {
    const std::size_t s = step.variable, k = step.cost.size();
    if (step.links.empty()) {
        model_.constant += *std::min_element(step.cost.begin(), step.cost.end());
        return;
    }
    const std::size_t a = other_end(step.links.front(), s);
    if (step.links.size() == 1) {
        Costs least;
        minimise_link(model_, step.links.front(), s, step.cost, least);
        for (std::size_t y = 0; y < size(a); ++y) model_.variables[a].cost[y] += least[y];
        return;
    }
    const std::size_t b = other_end(step.links.back(), s);
    const Costs first = table_of(step.links.front(), s), second = table_of(step.links.back(), s);
    Costs joined(size(a) * size(b), forbidden), given(k);
    for (std::size_t y = 0; y < size(a); ++y) {
        for (std::size_t x = 0; x < k; ++x) given[x] = step.cost[x] + first[y * k + x];
        for (std::size_t z = 0; z < size(b); ++z) {
            double least = forbidden;
            for (std::size_t x = 0; x < k; ++x) least = std::min(least, given[x] + second[z * k + x]);
            joined[y * size(b) + z] = least;
        }
    }
    join(a, b, std::move(joined));
}

void Elimination::Work::join(std::size_t a, std::size_t b, Costs cost) {
    const auto at = near_[a].find(b);
    if (at == near_[a].end()) {
        for (const auto& [s, t] : {std::pair{a, b}, std::pair{b, a}}) {
            todo_.erase({near_[s].size(), s});
            near_[s].emplace(t, model_.links.size());
            todo_.emplace(near_[s].size(), s);
        }
        model_.links.push_back({a, b, false, std::nullopt, std::move(cost)});
        return;
    }
    LabelLink& link = model_.links[at->second];
    const bool same = link.u == a;
    Costs sum(cost.size());
    for (std::size_t y = 0; y < size(a); ++y)
        for (std::size_t z = 0; z < size(b); ++z)
            sum[same ? y * size(b) + z : z * size(a) + y] =
                cost[y * size(b) + z] + (same ? model_.cost_of(link, y, z) : model_.cost_of(link, z, y));
    link = {link.u, link.v, false, std::nullopt, std::move(sum)};  // order is now an infinite cost
}

Labelling Elimination::Work::rest(std::vector<std::size_t>& numbers) {
    Labelling core;
    core.constant = model_.constant;
    std::vector<std::size_t> renumbered(near_.size());
    for (std::size_t s = 0; s < near_.size(); ++s) {
        if (gone_[s]) continue;
        renumbered[s] = numbers.size();
        numbers.push_back(s);
        core.variables.push_back(std::move(model_.variables[s]));
    }
    for (std::size_t l = 0; l < model_.links.size(); ++l) {
        LabelLink& link = model_.links[l];
        if (gone_[link.u] || gone_[link.v] || std::binary_search(absorbed_.begin(), absorbed_.end(), l))
            continue;
        link.u = renumbered[link.u];
        link.v = renumbered[link.v];
        core.links.push_back(std::move(link));
    }
    return core;
}

Elimination::Elimination(Labelling model, double most_work, double most_entries) {
    for (const LabelVariable& variable : model.variables) all_.variables.push_back({variable.value, {}});
    Work work(std::move(model), most_work, most_entries);
    while (work.step(steps_, only_trees_)) {
    }
    core_ = work.rest(core_variables_);
    only_trees_ = only_trees_ && core_.variables.empty();
}

Labels Elimination::expand(const Labels& core_labels) const {
    Labels labels(all_.variables.size(), 0);
    for (std::size_t i = 0; i < core_variables_.size(); ++i) labels[core_variables_[i]] = core_labels[i];
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        const std::size_t s = step->variable;
        double least = forbidden;
        for (std::size_t x = 0; x < step->cost.size(); ++x) {
            double cost = step->cost[x];
            for (const LabelLink& link : step->links)
                cost += all_.pair_cost(link, s, x, labels[other_end(link, s)]);
            if (cost < least) {
                least = cost;
                labels[s] = x;
            }
        }
    }
    return labels;
}

}  // namespace dualflow::inventory
