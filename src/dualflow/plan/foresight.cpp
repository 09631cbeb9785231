// SPDX-License-Identifier: MIT
#include "dualflow/plan/foresight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "dualflow/plan/gather.hpp"
#include "dualflow/plan/noise_table.hpp"

namespace dualflow {
namespace {

using Figures = std::vector<std::pair<std::size_t, const Case*>>;  // bucket, what the case says there

Figures figures_of(const Futures& alone) {
    Figures figures;
    for (std::size_t n = 0; n < alone.tree.size(); ++n)
        figures.emplace_back(alone.tree.nodes[n].bucket, alone.figures[n]);
    return figures;
}

// What is left of the time is for the futures that are left.
class Clock {
public:
    explicit Clock(double limit) : limit_(limit) {}
    double left() const {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
        return std::max(0.0, limit_ - spent.count());
    }

private:
    double limit_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

// Solves of single futures say nothing of their own: there may be thousands.
PlanOptions options_of_one(const PlanOptions& options) {
    PlanOptions one;
    one.method = PlanMethod::extensive;
    one.gap = options.gap;
    one.threads = options.threads;
    one.interrupt = options.interrupt;
    one.noise_tables = options.noise_tables ? options.noise_tables : std::make_shared<NoiseTables>();
    return one;
}

constexpr std::size_t most_messages = 20;

void say_progress(const PlanOptions& options, std::size_t done, std::size_t all) {
    const std::size_t step = (all + most_messages - 1) / most_messages;
    if (options.on_message && (done % step == 0 || done == all))
        options.on_message(fmt::format("foresight  {} of {} futures planned, each alone", done, all));
}

}  // namespace

Futures future_alone(const Futures& futures, std::size_t leaf) {
    Futures alone;
    std::vector<Node> nodes;
    for (const std::size_t n : futures.tree.path_to(leaf)) {
        nodes.push_back({static_cast<int>(nodes.size()) - 1, futures.tree.nodes[n].bucket, 1.0});
        alone.figures.push_back(futures.figures[n]);
        if (!futures.names.empty()) alone.names.push_back(futures.names[leaf]);
    }
    alone.tree = Tree(std::move(nodes));
    return alone;
}

PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options) {
    std::vector<PlannedFuture> planned;
    std::vector<Futures> alone;  // each once
    std::map<Figures, std::size_t> known;
    for (const std::size_t leaf : futures.tree.leaves()) {
        Futures one = future_alone(futures, leaf);
        const auto [found, fresh] = known.try_emplace(figures_of(one), alone.size());
        planned.push_back({futures.tree.nodes[leaf].probability, one.names.empty() ? "" : one.names.back(),
                           nullptr, found->second});
        if (fresh) alone.push_back(std::move(one));
    }
    for (PlannedFuture& future : planned) future.tree = &alone[future.plan].tree;

    const Clock clock(options.time_limit);
    PlanOptions one = options_of_one(options);
    std::vector<PlanResult> plans;
    for (const Futures& future : alone) {
        one.time_limit = clock.left();
        plans.push_back(make_plan(c, future, one));
        say_progress(options, plans.size(), alone.size());
    }
    PlanResult all = plans.empty() ? make_plan(c, futures, options) : gather(c, planned, plans);
    all.foresight = true;
    all.method = "each future alone";
    return all;
}

}  // namespace dualflow
