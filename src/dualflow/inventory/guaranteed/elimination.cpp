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
          most_work_(most_work),
          most_entries_(most_entries) {
        for (std::size_t l = 0; l < model_.links.size(); ++l) {
            near_[model_.links[l].u].emplace(model_.links[l].v, l);
            near_[model_.links[l].v].emplace(model_.links[l].u, l);
        }
        for (std::size_t s = 0; s < near_.size(); ++s) todo_.emplace(near_[s].size(), s);
    }

    // The next variable to go, or false. Fewest neighbours first, then in order.
    bool step(std::vector<Step>& steps, bool& only_trees) {
        for (const auto& [degree, s] : todo_) {
            if (degree > 2) return false;
            if (degree == 2 && !affordable(s)) continue;
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
    Step detach(std::size_t s);
    void pass_on(const Step& step);
    void join(std::size_t a, std::size_t b, std::vector<double> cost);

    Labelling model_;
    std::vector<std::map<std::size_t, std::size_t>> near_;  // neighbour → link
    std::vector<bool> gone_;
    std::set<std::pair<std::size_t, std::size_t>> todo_;  // (number of neighbours, variable)
    double most_work_, most_entries_;
};

Elimination::Step Elimination::Work::detach(std::size_t s) {
    Step step{s, std::move(model_.variables[s].cost), {}, {}};
    todo_.erase({near_[s].size(), s});
    for (const auto& [t, l] : near_[s]) {
        LabelLink& link = model_.links[l];
        std::vector<double> table(size(t) * size(s));
        for (std::size_t y = 0; y < size(t); ++y)
            for (std::size_t x = 0; x < size(s); ++x)
                table[y * size(s) + x] =
                    link.u == s ? model_.cost_of(link, x, y) : model_.cost_of(link, y, x);
        link.cost = {};
        step.neighbours.push_back(t);
        step.tables.push_back(std::move(table));
        todo_.erase({near_[t].size(), t});
        near_[t].erase(s);
        todo_.emplace(near_[t].size(), t);
    }
    near_[s].clear();
    gone_[s] = true;
    return step;
}

void Elimination::Work::pass_on(const Step& step) {
    const std::size_t k = step.cost.size();
    const auto best = [&](const double* first, const double* second) {
        double least = forbidden;
        for (std::size_t x = 0; x < k; ++x)
            least = std::min(least, step.cost[x] + (first ? first[x] : 0) + (second ? second[x] : 0));
        return least;
    };
    if (step.neighbours.empty()) {
        model_.constant += best(nullptr, nullptr);
        return;
    }
    const std::size_t a = step.neighbours.front();
    if (step.neighbours.size() == 1) {
        for (std::size_t y = 0; y < size(a); ++y)
            model_.variables[a].cost[y] += best(&step.tables[0][y * k], nullptr);
        return;
    }
    const std::size_t b = step.neighbours.back();
    std::vector<double> joined(size(a) * size(b));
    for (std::size_t y = 0; y < size(a); ++y)
        for (std::size_t z = 0; z < size(b); ++z)
            joined[y * size(b) + z] = best(&step.tables[0][y * k], &step.tables[1][z * k]);
    join(a, b, std::move(joined));
}

void Elimination::Work::join(std::size_t a, std::size_t b, std::vector<double> cost) {
    const auto at = near_[a].find(b);
    if (at == near_[a].end()) {
        for (const auto& [s, t] : {std::pair{a, b}, std::pair{b, a}}) {
            todo_.erase({near_[s].size(), s});
            near_[s].emplace(t, model_.links.size());
            todo_.emplace(near_[s].size(), s);
        }
        model_.links.push_back({a, b, false, std::move(cost)});
        return;
    }
    LabelLink& link = model_.links[at->second];
    const bool same = link.u == a;
    std::vector<double> sum(cost.size());
    for (std::size_t y = 0; y < size(a); ++y)
        for (std::size_t z = 0; z < size(b); ++z)
            sum[same ? y * size(b) + z : z * size(a) + y] =
                cost[y * size(b) + z] + (same ? model_.cost_of(link, y, z) : model_.cost_of(link, z, y));
    link.cost = std::move(sum);
    link.ordered = false;  // the demand is now an infinite cost
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
    for (LabelLink& link : model_.links)
        if (!gone_[link.u] && !gone_[link.v])
            core.links.push_back(
                {renumbered[link.u], renumbered[link.v], link.ordered, std::move(link.cost)});
    return core;
}

Elimination::Elimination(Labelling model, double most_work, double most_entries)
    : variables_(model.variables.size()) {
    Work work(std::move(model), most_work, most_entries);
    while (work.step(steps_, only_trees_)) {
    }
    core_ = work.rest(core_variables_);
    only_trees_ = only_trees_ && core_.variables.empty();
}

std::vector<std::size_t> Elimination::expand(const std::vector<std::size_t>& core_labels) const {
    std::vector<std::size_t> labels(variables_, 0);
    for (std::size_t i = 0; i < core_variables_.size(); ++i) labels[core_variables_[i]] = core_labels[i];
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        const std::size_t k = step->cost.size();
        double least = forbidden;
        for (std::size_t x = 0; x < k; ++x) {
            double cost = step->cost[x];
            for (std::size_t n = 0; n < step->neighbours.size(); ++n)
                cost += step->tables[n][labels[step->neighbours[n]] * k + x];
            if (cost < least) {
                least = cost;
                labels[step->variable] = x;
            }
        }
    }
    return labels;
}

}  // namespace dualflow::inventory
