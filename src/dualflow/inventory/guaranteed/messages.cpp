// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/messages.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::inventory {
namespace {

constexpr double rounding = 1e-11;
constexpr std::size_t linear_work = 10;  // comparisons a label that a link without a table is worth
constexpr double largest_doubt = 1e100;  // of a forbidden pair

}  // namespace

MessagePassing::MessagePassing(const Labelling& model)
    : model_(model),
      links_(model.links_of_variables()),
      straight_(model.links.size()),
      turned_(model.links.size()),
      weight_(model.variables.size(), 1) {
    for (std::size_t l = 0; l < model.links.size(); ++l) {
        const LabelLink& link = model.links[l];
        const std::size_t ku = model.variables[link.u].size(), kv = model.variables[link.v].size();
        to_u_.push_back(length_);
        to_v_.push_back(length_ + ku);
        length_ += ku + kv;
        work_ += link.table.empty() ? linear_work * (ku + kv) : ku * kv;
        if (link.table.empty()) continue;
        straight_[l].resize(ku * kv);
        turned_[l].resize(ku * kv);
        for (std::size_t a = 0; a < ku; ++a)
            for (std::size_t b = 0; b < kv; ++b)
                turned_[l][b * ku + a] = straight_[l][a * kv + b] = model.cost_of(link, a, b);
    }
    for (std::size_t s = 0; s < links_.size(); ++s) {
        std::size_t later = 0;
        for (const std::size_t l : links_[s]) later += std::max(model.links[l].u, model.links[l].v) > s;
        weight_[s] = 1.0 / static_cast<double>(std::max({later, links_[s].size() - later, std::size_t{1}}));
    }
}

MessageState MessagePassing::start() const {
    MessageState state;
    state.messages.assign(length_, 0);
    for (const LabelVariable& variable : model_.variables) state.active.emplace_back(variable.size(), 1);
    return state;
}

// What a pass carries along.
struct MessagePassing::Visit {
    const MessagePassing& of;
    MessageState& state;
    bool forward, filter;
    double bound = 0, magnitude = 0;
    PassResult result = {};
    std::vector<Costs> total, extra;  // th_s; where labels are filtered, what each adds
    Costs minimum;                    // by link
    Costs own = {}, fresh = {}, taken = {};

    Visit(const MessagePassing& passing, MessageState& at, bool goes_forward, bool filters, std::size_t n,
          std::size_t links)
        : of(passing),
          state(at),
          forward(goes_forward),
          filter(filters),
          total(n),
          extra(n),
          minimum(links, 0) {
        result.labels.assign(n, 0);
        result.doubt.assign(n, 0);
    }

    bool goes_on(std::size_t s, std::size_t t) const { return forward ? t > s : t < s; }
    double* into(std::size_t l, std::size_t s) {
        return state.messages.data() + (of.model_.links[l].u == s ? of.to_u_[l] : of.to_v_[l]);
    }
    bool visit(std::size_t s);
    void decode(std::size_t s);
    bool send(std::size_t s, std::size_t l);
    void minimise(std::size_t l, std::size_t s, const Costs& from, Costs& to) const;
    void add_extra(std::size_t s, std::size_t l);
    void drop_labels(double cutoff);
    void settle_doubt();
};

bool MessagePassing::Visit::visit(std::size_t s) {
    const LabelVariable& variable = of.model_.variables[s];
    std::vector<double>& th = total[s];
    th = variable.cost;
    std::size_t sends = 0;
    for (const std::size_t l : of.links_[s]) {
        const double* message = into(l, s);
        for (std::size_t x = 0; x < th.size(); ++x) th[x] += message[x];
        sends += goes_on(s, other_end(of.model_.links[l], s));
    }
    double least = forbidden, most = 0;
    for (std::size_t x = 0; x < th.size(); ++x) {
        if (!state.active[s][x]) th[x] = forbidden;
        least = std::min(least, th[x]);
        if (th[x] != forbidden) most = std::max(most, std::abs(th[x]));
    }
    if (least == forbidden) return false;
    const double share = std::max(0.0, 1 - static_cast<double>(sends) * of.weight_[s]);
    bound += share * least;
    magnitude += most;
    if (filter) {
        extra[s].resize(th.size());
        for (std::size_t x = 0; x < th.size(); ++x)
            extra[s][x] = th[x] == forbidden ? 0 : share * (th[x] - least);
    }
    decode(s);
    for (const std::size_t l : of.links_[s])
        if (goes_on(s, other_end(of.model_.links[l], s)) && !send(s, l)) return false;
    return true;
}

// The best label given those chosen before and the messages of those to come.
void MessagePassing::Visit::decode(std::size_t s) {
    std::vector<double> cost = of.model_.variables[s].cost;
    for (const std::size_t l : of.links_[s]) {
        const LabelLink& link = of.model_.links[l];
        const std::size_t t = other_end(link, s);
        const double* message = into(l, s);
        for (std::size_t x = 0; x < cost.size(); ++x)
            cost[x] += goes_on(s, t) ? message[x] : of.model_.pair_cost(link, s, x, result.labels[t]);
    }
    double least = forbidden;
    for (std::size_t x = 0; x < cost.size(); ++x)
        if (state.active[s][x] && cost[x] < least) {
            least = cost[x];
            result.labels[s] = x;
        }
    if (least == forbidden)
        result.labels[s] = static_cast<std::size_t>(
            std::find(state.active[s].begin(), state.active[s].end(), 1) - state.active[s].begin());
}

// As minimise_link, with tables laid out so that the inner loop runs along them.
void MessagePassing::Visit::minimise(std::size_t l, std::size_t s, const Costs& from, Costs& to) const {
    const LabelLink& link = of.model_.links[l];
    if (link.table.empty()) return minimise_link(of.model_, link, s, from, to);
    to.assign(of.model_.variables[other_end(link, s)].size(), forbidden);
    const double* table = link.u == s ? of.straight_[l].data() : of.turned_[l].data();
    const std::size_t k = to.size();
    double* out = to.data();
    for (std::size_t x = 0; x < from.size(); ++x, table += k) {
        const double base = from[x];
        if (base == forbidden) continue;
        for (std::size_t y = 0; y < k; ++y) {
            const double cost = base + table[y];
            out[y] = cost < out[y] ? cost : out[y];
        }
    }
}

bool MessagePassing::Visit::send(std::size_t s, std::size_t l) {
    const std::size_t t = other_end(of.model_.links[l], s);
    double *back = into(l, s), *message = into(l, t);
    own.resize(total[s].size());
    for (std::size_t x = 0; x < own.size(); ++x)
        own[x] = total[s][x] == forbidden ? forbidden : of.weight_[s] * total[s][x] - back[x];
    minimise(l, s, own, fresh);
    double least = forbidden;
    for (std::size_t y = 0; y < fresh.size(); ++y) {
        if (fresh[y] == forbidden) state.active[t][y] = 0;  // nothing fits it
        if (state.active[t][y]) least = std::min(least, fresh[y]);
    }
    if (least == forbidden) return false;
    for (std::size_t y = 0; y < fresh.size(); ++y) message[y] = fresh[y] == forbidden ? 0 : fresh[y] - least;
    minimum[l] = least;
    bound += least;
    magnitude += std::abs(least);
    if (filter) add_extra(s, l);
    return true;
}

// By how much the link's minimum grows where x_s is fixed. (Where x_t is, it does not: its message took it
// all.)
void MessagePassing::Visit::add_extra(std::size_t s, std::size_t l) {
    const std::size_t t = other_end(of.model_.links[l], s);
    const double* message = into(l, t);
    taken.resize(fresh.size());
    for (std::size_t y = 0; y < taken.size(); ++y) taken[y] = state.active[t][y] ? -message[y] : forbidden;
    minimise(l, t, taken, fresh);
    for (std::size_t x = 0; x < own.size(); ++x)
        if (own[x] != forbidden) extra[s][x] += std::max(0.0, own[x] + fresh[x] - minimum[l]);
}

void MessagePassing::Visit::drop_labels(double cutoff) {
    for (std::size_t s = 0; s < extra.size(); ++s)
        for (std::size_t x = 0; x < extra[s].size(); ++x)
            if (result.bound + extra[s][x] >= cutoff) state.active[s][x] = 0;
}

// How far the labels are from the minima of the bound, shared out to the variables concerned.
void MessagePassing::Visit::settle_doubt() {
    for (std::size_t l = 0; l < of.model_.links.size(); ++l) {
        const LabelLink& link = of.model_.links[l];
        const std::size_t s = forward ? std::min(link.u, link.v) : std::max(link.u, link.v),
                          t = other_end(link, s);
        const std::size_t x_s = result.labels[s], x_t = result.labels[t];
        const double cost = of.weight_[s] * total[s][x_s] + of.model_.pair_cost(link, s, x_s, x_t) -
                            into(l, s)[x_s] - into(l, t)[x_t] - minimum[l];
        const double doubt = cost < largest_doubt ? std::max(0.0, cost) : largest_doubt;
        result.doubt[s] += doubt;
        result.doubt[t] += doubt;
    }
}

PassResult MessagePassing::pass(MessageState& state, bool forward, double cutoff, bool filter) const {
    const std::size_t n = model_.variables.size();
    Visit visit{*this, state, forward, filter, n, model_.links.size()};
    visit.bound = model_.constant;
    visit.magnitude = std::abs(model_.constant);
    for (std::size_t i = 0; i < n; ++i)
        if (!visit.visit(forward ? i : n - 1 - i)) {
            visit.result.bound = state.bound = forbidden;
            return visit.result;
        }
    visit.result.bound = visit.bound - rounding * visit.magnitude;
    if (filter) visit.drop_labels(cutoff);
    visit.settle_doubt();
    state.bound = std::max(state.bound, visit.result.bound);
    return visit.result;
}

}  // namespace dualflow::inventory
