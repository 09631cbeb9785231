// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/labelling.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::inventory {
namespace {

double root_of(Ticks time) {
    return time > 0 ? std::sqrt(static_cast<double>(time) / static_cast<double>(ticks_a_unit)) : 0;
}

// The cheapest seen so far, and where.
struct Least {
    double cost = forbidden;
    std::size_t at = 0;
    void take(double other, std::size_t where) {
        if (other < cost) *this = {other, where};
    }
};

void put(Least least, std::size_t y, Costs& to, Labels* choice) {
    to[y] = least.cost;
    if (choice) (*choice)[y] = least.at;
}

void minimise_ordered(const LabelVariable& near, const LabelVariable& far, bool upwards, const Costs& from,
                      Costs& to, Labels* choice) {
    Least least;
    if (upwards) {  // value_s ≤ value_t
        for (std::size_t x = 0, y = 0; y < far.size(); ++y) {
            for (; x < near.size() && near.value[x] <= far.value[y]; ++x) least.take(from[x], x);
            put(least, y, to, choice);
        }
        return;
    }
    for (std::size_t x = near.size(), y = far.size(); y-- > 0;) {
        for (; x > 0 && near.value[x - 1] >= far.value[y]; --x) least.take(from[x - 1], x - 1);
        put(least, y, to, choice);
    }
}

// min over sources a > b of cost_a + factor √(a − b), for targets b in falling order. Of two sources the
// later (smaller a) costs least more than the other when it appears, and more and more after: the other
// overtakes it once, at √(a₂ − b) − √(a₁ − b) = D, D = (cost₁ − cost₂) / factor, so at √(a₁ − b) = (a₂ − a₁ −
// D²) / 2D. A stack holds those that will be the cheapest, the present one on top, with where the next
// overtakes it.
class RootMinimum {
public:
    explicit RootMinimum(double factor) : factor_(factor) {}

    void add(Ticks a, double cost, std::size_t where) {
        if (cost == forbidden) return;
        while (!stack_.empty()) {
            const double overtaken = overtaken_at(a, cost, stack_.back());
            if (overtaken >= static_cast<double>(a)) return;  // dearer from the start
            if (overtaken <= stack_.back().overtaken) {       // the next but one comes first
                if (stack_.size() > 1) {
                    stack_.pop_back();
                    continue;
                }
            }
            stack_.push_back({a, cost, where, overtaken});
            return;
        }
        stack_.push_back({a, cost, where, never});
    }
    Least at(Ticks b) {
        while (stack_.size() > 1 && stack_.back().overtaken >= static_cast<double>(b)) stack_.pop_back();
        if (stack_.empty()) return {};
        const Source& best = stack_.back();
        return {best.cost + factor_ * root_of(best.a - b), best.where};
    }

private:
    struct Source {
        Ticks a;
        double cost;
        std::size_t where;
        double overtaken;  // the largest b at which the one below is cheaper
    };
    static constexpr double never = -std::numeric_limits<double>::infinity();

    double overtaken_at(Ticks a, double cost, const Source& older) const {
        const double lead = (cost - older.cost) / factor_;  // √ of time
        if (lead <= 0) return never;
        const double apart = static_cast<double>(older.a - a) / static_cast<double>(ticks_a_unit);
        if (lead * lead >= apart) return static_cast<double>(a);
        const double root = (apart - lead * lead) / (2 * lead);
        return static_cast<double>(a) - root * root * static_cast<double>(ticks_a_unit);
    }
    double factor_;
    std::vector<Source> stack_;
};

// From u (its value plus the shift is the source) to v (its value, capped, the target).
void minimise_down(const LabelVariable& u, const LabelVariable& v, const RootCost& root, const Costs& from,
                   Costs& to, Labels* choice) {
    RootMinimum later(root.factor);
    std::size_t x = u.size();
    for (std::size_t y = v.size(); y-- > 0;) {
        const Ticks b = std::min(v.value[y], root.cap);
        for (; x > 0 && u.value[x - 1] + root.shift > b; --x)
            later.add(u.value[x - 1] + root.shift, from[x - 1], x - 1);
        put(later.at(b), y, to, choice);
    }
    Least free;  // sources that the target covers cost nothing more
    x = 0;
    for (std::size_t y = 0; y < v.size(); ++y) {
        for (; x < u.size() && u.value[x] + root.shift <= std::min(v.value[y], root.cap); ++x)
            free.take(from[x], x);
        if (free.cost < to[y]) put(free, y, to, choice);
    }
}

// From v to u: the same with times turned around.
void minimise_up(const LabelVariable& u, const LabelVariable& v, const RootCost& root, const Costs& from,
                 Costs& to, Labels* choice) {
    RootMinimum later(root.factor);
    std::size_t y = 0;
    for (std::size_t x = 0; x < u.size(); ++x) {
        const Ticks b = -(u.value[x] + root.shift);
        for (; y < v.size() && -std::min(v.value[y], root.cap) > b; ++y)
            later.add(-std::min(v.value[y], root.cap), from[y], y);
        put(later.at(b), x, to, choice);
    }
    Least free;
    y = v.size();
    for (std::size_t x = u.size(); x-- > 0;) {
        for (; y > 0 && std::min(v.value[y - 1], root.cap) >= u.value[x] + root.shift; --y)
            free.take(from[y - 1], y - 1);
        if (free.cost < to[x]) put(free, x, to, choice);
    }
}

}  // namespace

double RootCost::at(Ticks u, Ticks v) const {
    return factor * root_of(u + shift - std::min(v, cap));
}

double Labelling::cost_of(const LabelLink& link, std::size_t x_u, std::size_t x_v) const {
    const LabelVariable &u = variables[link.u], &v = variables[link.v];
    if (link.ordered && u.value[x_u] > v.value[x_v]) return forbidden;
    if (link.root) return link.root->at(u.value[x_u], v.value[x_v]);
    return link.table.empty() ? 0 : link.table[x_u * v.size() + x_v];
}

double Labelling::cost_of(const Labels& labels) const {
    double sum = constant;
    for (std::size_t s = 0; s < variables.size(); ++s) sum += variables[s].cost[labels[s]];
    for (const LabelLink& link : links) sum += cost_of(link, labels[link.u], labels[link.v]);
    return sum;
}

std::vector<std::vector<std::size_t>> Labelling::links_of_variables() const {
    std::vector<std::vector<std::size_t>> lists(variables.size());
    for (std::size_t l = 0; l < links.size(); ++l) {
        lists[links[l].u].push_back(l);
        lists[links[l].v].push_back(l);
    }
    return lists;
}

void minimise_link(const Labelling& model, const LabelLink& link, std::size_t s, const Costs& from, Costs& to,
                   Labels* choice) {
    const std::size_t t = other_end(link, s);
    const LabelVariable &near = model.variables[s], &far = model.variables[t];
    to.assign(far.size(), forbidden);
    if (choice) choice->assign(far.size(), 0);
    if (link.root && link.u == s) return minimise_down(near, far, *link.root, from, to, choice);
    if (link.root) return minimise_up(far, near, *link.root, from, to, choice);
    if (link.table.empty()) return minimise_ordered(near, far, link.u == s, from, to, choice);
    for (std::size_t y = 0; y < far.size(); ++y) {
        Least least;
        for (std::size_t x = 0; x < near.size(); ++x) least.take(from[x] + model.pair_cost(link, s, x, y), x);
        put(least, y, to, choice);
    }
}

}  // namespace dualflow::inventory
