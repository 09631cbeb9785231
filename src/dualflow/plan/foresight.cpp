// SPDX-License-Identifier: MIT
#include "dualflow/plan/foresight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/gather.hpp"
#include "dualflow/plan/noise_table.hpp"
#include "dualflow/solver/parallel/threads.hpp"

namespace dualflow {
namespace {

using Figures = std::vector<std::tuple<std::size_t, int, const Case*>>;  // bucket, beside, what is so there

Figures figures_of(const Futures& certain) {
    Figures figures;
    for (std::size_t n = 0; n < certain.tree.size(); ++n) {
        const Node& node = certain.tree.nodes[n];
        figures.emplace_back(node.bucket, node.beside, certain.figures[n]);
    }
    return figures;
}

// Solves of single futures say nothing of their own: there may be thousands.
PlanOptions options_of_one(const PlanOptions& options) {
    PlanOptions one;
    one.method = PlanMethod::extensive;
    one.gap = options.gap;
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

// Each as if it were certain, on the threads there are: a plan depends on its own future alone. What is left
// of the time is for the futures that are left.
std::vector<PlanResult> plan_each(const Case& c, const std::vector<Futures>& certain,
                                  const PlanOptions& options) {
    const Clock clock(options.time_limit);
    const PlanOptions one = options_of_one(options);
    std::vector<PlanResult> plans(certain.size());
    std::mutex telling;
    std::size_t done = 0;
    solver::on_threads(static_cast<std::size_t>(options.threads), certain.size(),
                       [&](std::size_t /*thread*/, std::size_t k) {
                           PlanOptions own = one;
                           own.time_limit = clock.left();
                           plans[k] = make_plan(c, certain[k], own);
                           const std::lock_guard<std::mutex> alone(telling);
                           say_progress(options, ++done, certain.size());
                       });
    return plans;
}

}  // namespace

CertainFuture certain_future(const Futures& futures, const Tree::Outcome& outcome) {
    CertainFuture certain;
    std::vector<Node> nodes;
    const auto& path = futures.tree.path_to(outcome.leaf);
    const auto add = [&](std::size_t n, int parent, int beside) {
        nodes.push_back({parent, futures.tree.nodes[n].bucket, 1.0, beside});
        certain.futures.figures.push_back(futures.figures[n]);
    };
    for (const std::size_t n : path) add(n, static_cast<int>(nodes.size()) - 1, -1);
    if (!futures.names.empty()) certain.scenario = futures.names[outcome.leaf];
    std::size_t fan_begins = path.size(), fan_ends = path.size();  // buckets of its window
    if (outcome.fan >= 0) {
        const Tree::Fan& fan = futures.tree.fans()[static_cast<std::size_t>(outcome.fan)];
        if (!futures.names.empty())
            certain.scenario += (certain.scenario.empty() ? "" : ", ") + futures.names[fan.first];
        fan_begins = futures.tree.nodes[fan.first].bucket;
        fan_ends = futures.tree.nodes[fan.last].bucket + 1;
        for (std::size_t n = fan.first; n <= fan.last; ++n) {
            const auto bucket = static_cast<int>(futures.tree.nodes[n].bucket);
            add(n, n == fan.first ? bucket - 1 : static_cast<int>(nodes.size()) - 1, bucket);
        }
    }
    for (std::size_t t = 0; t < path.size(); ++t) {
        const bool struck = t >= fan_begins && t < fan_ends;
        certain.nodes.push_back(struck ? path.size() + t - fan_begins : t);
    }
    certain.futures.tree = Tree(std::move(nodes));
    return certain;
}

PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options) {
    std::vector<PlannedFuture> planned;
    std::vector<Futures> certain;  // each once
    std::map<Figures, std::size_t> known;
    for (const Tree::Outcome& outcome : futures.tree.outcomes()) {
        if (outcome.probability <= 0) continue;
        CertainFuture one = certain_future(futures, outcome);
        const auto [found, fresh] = known.try_emplace(figures_of(one.futures), certain.size());
        planned.push_back(
            {outcome.probability, std::move(one.scenario), found->second, std::move(one.nodes)});
        if (fresh) certain.push_back(std::move(one.futures));
    }
    Case without_risk = c;  // a certain cost is its own mean and tail
    without_risk.settings.risk_lambda = 0;
    std::vector<PlanResult> plans = plan_each(without_risk, certain, options);
    PlanResult all = plans.empty() ? make_plan(c, futures, options) : gather(c, planned, plans);
    all.foresight = true;
    all.method = "each future alone";
    return all;
}

}  // namespace dualflow
