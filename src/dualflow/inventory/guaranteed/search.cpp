// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/search.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <queue>

#include "dualflow/inventory/guaranteed/improve.hpp"
#include "dualflow/inventory/guaranteed/messages.hpp"

namespace dualflow::inventory {
namespace {

constexpr int root_rounds = 60, node_rounds = 4;  // of improvement without success
constexpr int root_passes = 4000, node_passes = 200;
constexpr double most_bytes = 2e9;                            // of the messages of open nodes
constexpr int check_every = 10;                               // passes between looks at progress
constexpr double root_progress = 2e-3, node_progress = 0.05;  // of the distance left, in that many passes

// A part of the labels that is still open: its parent's messages, and what was split off.
struct Open {
    double bound;
    std::int64_t number;
    std::shared_ptr<const MessageState> from;
    std::size_t variable, split;  // labels below `split` of the variable, or from it on
    bool below;
};
struct Later {
    bool operator()(const Open& a, const Open& b) const {
        return a.bound != b.bound ? a.bound > b.bound : a.number > b.number;
    }
};

class Search {
public:
    Search(const Labelling& model, const SearchOptions& options)
        : model_(model), options_(options), passing_(model) {}
    SearchResult run();

private:
    double cutoff() const {
        return result_.cost == forbidden ? forbidden : result_.cost - options_.gap * std::abs(result_.cost);
    }
    bool out_of_work() const { return work_ >= options_.work_limit; }
    bool out_of_memory() const { return static_cast<double>(open_.size()) * passing_.bytes() > most_bytes; }
    void offer(std::vector<std::size_t> labels, int rounds);
    bool raise_bound(MessageState& state, bool root, PassResult& last);
    void branch(MessageState state, const PassResult& last);
    std::size_t split_of(const MessageState& state, std::size_t s, std::size_t label) const;
    void explore(const Open& open);

    const Labelling& model_;
    SearchOptions options_;
    MessagePassing passing_;
    SearchResult result_;
    std::priority_queue<Open, std::vector<Open>, Later> open_;
    double closed_ = forbidden;  // least bound among the nodes that were closed
    double work_ = 0;
    std::int64_t created_ = 0;
};

void Search::offer(std::vector<std::size_t> labels, int rounds) {
    double cost = model_.cost_of(labels);
    if (cost == forbidden) return;
    if (rounds > 0 && cost < result_.cost * 1.02) {
        improve_labels(model_, labels, rounds, work_);
        cost = model_.cost_of(labels);
    }
    if (cost >= result_.cost) return;
    result_.cost = cost;
    result_.labels = std::move(labels);
}

// Passes until the bound closes the node (false) or no longer moves.
bool Search::raise_bound(MessageState& state, bool root, PassResult& last) {
    double seen = state.bound;
    const int most = root ? root_passes : node_passes;
    for (int pass = 1; pass <= most; ++pass) {
        const bool filter = pass % check_every == 0 && result_.cost < forbidden;
        last = passing_.pass(state, pass % 2 == 1, cutoff(), filter);
        work_ += static_cast<double>(passing_.work()) * (filter ? 2 : 1);
        ++result_.passes;
        if (last.bound == forbidden || state.bound >= cutoff()) return false;
        if (pass % check_every != 0) continue;
        offer(last.labels, root && pass % 50 == 0 ? node_rounds : 0);
        if (out_of_work()) return true;
        const double left = std::min(result_.cost, 1e300) - state.bound;
        if (state.bound - seen < (root ? root_progress : node_progress) * left) return true;
        seen = state.bound;
    }
    return true;
}

// Where to split the labels of s: between its label and the nearest other that is active.
std::size_t Search::split_of(const MessageState& state, std::size_t s, std::size_t label) const {
    const auto& active = state.active[s];
    std::vector<std::size_t> labels;
    for (std::size_t x = 0; x < active.size(); ++x)
        if (active[x]) labels.push_back(x);
    if (labels.size() < 2) return 0;
    const auto at =
        static_cast<std::size_t>(std::lower_bound(labels.begin(), labels.end(), label) - labels.begin());
    return labels[std::clamp<std::size_t>(2 * at < labels.size() ? at + 1 : at, 1, labels.size() - 1)];
}

void Search::branch(MessageState state, const PassResult& last) {
    std::vector<std::size_t> order(model_.variables.size());
    for (std::size_t s = 0; s < order.size(); ++s) order[s] = s;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return last.doubt[a] > last.doubt[b]; });
    for (const std::size_t s : order) {
        const std::size_t split = split_of(state, s, last.labels[s]);
        if (split == 0) continue;
        const double bound = state.bound;
        const auto shared = std::make_shared<const MessageState>(std::move(state));
        for (const bool below : {true, false}) open_.push({bound, ++created_, shared, s, split, below});
        return;
    }
    // A single labelling is left: it was offered, and its cost is its bound.
    offer(last.labels, 0);
    closed_ = std::min(closed_, std::max(state.bound, std::min(model_.cost_of(last.labels), result_.cost)));
}

void Search::explore(const Open& open) {
    ++result_.nodes;
    MessageState state = *open.from;
    auto& active = state.active[open.variable];
    for (std::size_t x = 0; x < active.size(); ++x)
        if ((x < open.split) != open.below) active[x] = 0;
    PassResult last;
    if (raise_bound(state, false, last))
        branch(std::move(state), last);
    else
        closed_ = std::min(closed_, std::max(cutoff(), open.bound));
}

SearchResult Search::run() {
    MessageState root = passing_.start();
    PassResult last;
    if (raise_bound(root, true, last)) {
        if (!result_.labels.empty()) offer(result_.labels, root_rounds);
        branch(std::move(root), last);
    } else
        closed_ = cutoff();
    while (!open_.empty() && result_.nodes < options_.node_limit && !out_of_work() && !out_of_memory()) {
        const Open next = open_.top();
        open_.pop();
        if (next.bound >= cutoff())
            closed_ = std::min(closed_, next.bound);
        else
            explore(next);
    }
    result_.bound = std::min(closed_, result_.cost);
    if (!open_.empty()) result_.bound = std::min(result_.bound, open_.top().bound);
    return result_;
}

}  // namespace

SearchResult search_labels(const Labelling& model, const SearchOptions& options) {
    if (model.variables.empty()) return {{}, model.constant, model.constant, 0, 0};
    return Search(model, options).run();
}

}  // namespace dualflow::inventory
