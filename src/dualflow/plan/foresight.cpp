// SPDX-License-Identifier: MIT
#include "dualflow/plan/foresight.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/gather.hpp"
#include "dualflow/plan/kinks.hpp"
#include "dualflow/plan/noise_table.hpp"
#include "dualflow/solver/parallel/threads.hpp"

namespace dualflow {
namespace {

// Parent, bucket, beside, probability and name as in a fan, and what is so there.
using Figures = std::vector<std::tuple<int, std::size_t, int, double, std::string, const Case*>>;

Figures figures_of(const Futures& certain) {
    Figures figures;
    for (std::size_t n = 0; n < certain.tree.size(); ++n) {
        const Node& node = certain.tree.nodes[n];
        const bool named = certain.tree.in_fan(n) && !certain.names.empty();
        figures.emplace_back(node.parent, node.bucket, node.beside, node.probability,
                             named ? certain.names[n] : "", certain.figures[n]);
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

// Each alone, on the threads there are. The others begin with the rows for kinks that the first one asked
// for: so a plan depends on its own future and on that one. What is left of the time is for the futures that
// are left.
class EachAlone {
public:
    EachAlone(const Case& c, const std::vector<Futures>& certain, const PlanOptions& options)
        : c_(c),
          certain_(certain),
          options_(options),
          one_(options_of_one(options)),
          plans_(certain.size()) {}

    std::vector<PlanResult> plan() {
        if (certain_.empty()) return {};
        const auto kinks = std::make_shared<AskedKinks>();
        one_.kinks_found = kinks;
        plan_one(0);
        one_.kinks_found = nullptr;
        one_.known_kinks = kinks;
        solver::on_threads(static_cast<std::size_t>(options_.threads), certain_.size() - 1,
                           [&](std::size_t /*thread*/, std::size_t k) { plan_one(k + 1); });
        return std::move(plans_);
    }

private:
    void plan_one(std::size_t k) {
        PlanOptions own = one_;
        own.time_limit = clock_.left();
        plans_[k] = make_plan(c_, certain_[k], own);
        const std::lock_guard<std::mutex> alone(telling_);
        say_progress(++done_);
    }

    void say_progress(std::size_t done) const {
        const std::size_t all = certain_.size(), step = (all + most_messages - 1) / most_messages;
        if (options_.on_message && (done % step == 0 || done == all))
            options_.on_message(fmt::format("foresight  {} of {} futures planned, each alone", done, all));
    }

    const Case& c_;
    const std::vector<Futures>& certain_;
    const PlanOptions& options_;
    PlanOptions one_;
    const Clock clock_{options_.time_limit};
    std::vector<PlanResult> plans_;
    std::mutex telling_;
    std::size_t done_ = 0;
};

}  // namespace

Futures certain_future(const Futures& futures, std::size_t leaf) {
    Futures certain;
    const Tree& tree = futures.tree;
    const auto& path = tree.path_to(leaf);
    std::vector<Node> nodes;
    const auto add = [&](std::size_t n, int parent, double probability, int beside) {
        nodes.push_back({parent, tree.nodes[n].bucket, probability, beside});
        certain.figures.push_back(futures.figures[n]);
        if (!futures.names.empty()) certain.names.push_back(futures.names[n]);
    };
    for (const std::size_t n : path) add(n, static_cast<int>(nodes.size()) - 1, 1, -1);
    for (const Tree::Fan& fan : tree.fans()) {
        if (!tree.leaves_path(fan, leaf) || tree.chance(fan) <= 0) continue;
        for (std::size_t n = fan.first; n <= fan.last; ++n) {
            const auto bucket = static_cast<int>(tree.nodes[n].bucket);
            add(n, n == fan.first ? bucket - 1 : static_cast<int>(nodes.size()) - 1, tree.chance(fan),
                bucket);
        }
    }
    certain.tree = Tree(std::move(nodes));
    return certain;
}

PlanResult make_plan_with_foresight(const Case& c, const Futures& futures, const PlanOptions& options) {
    std::vector<PlannedFuture> planned;
    std::vector<Futures> certain;  // each once
    std::map<Figures, std::size_t> known;
    for (const std::size_t leaf : futures.tree.leaves()) {
        const double probability = futures.tree.nodes[leaf].probability;
        if (probability <= 0) continue;
        Futures one = certain_future(futures, leaf);
        const auto [found, fresh] = known.try_emplace(figures_of(one), certain.size());
        planned.push_back({probability, futures.names.empty() ? "" : futures.names[leaf], found->second});
        if (fresh) certain.push_back(std::move(one));
    }
    Case of_one = c;
    if (planned.size() > 1) of_one.settings.risk_lambda = 0;  // what each costs is a mean
    std::vector<PlanResult> plans = EachAlone(of_one, certain, options).plan();
    PlanResult all = plans.empty() ? make_plan(c, futures, options) : gather(c, planned, plans);
    all.foresight = true;
    all.method = "each future alone";
    return all;
}

}  // namespace dualflow
