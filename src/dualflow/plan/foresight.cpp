// SPDX-License-Identifier: MIT
#include "dualflow/plan/foresight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
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

// Where dives may reach the gap: they go at once to a little less than it, and a future that they bring
// within so much of it is planned. Good ones make up for those in which a small cost is hard to reach to the
// same part of it.
constexpr double coarse = 4, start = 0.75, least_gap = 1e-3;
constexpr double fine = 0.5;  // of the gap, of those that leave most open where that is not enough

// Each alone, on the threads there are, until all together are within the gap. The others begin with the rows
// for kinks that the first one asked for: so a plan depends on the futures alone. What is left of the time is
// for the futures that are left.
class EachAlone {
public:
    EachAlone(const Case& c, const std::vector<Futures>& certain, const std::vector<double>& probability,
              const PlanOptions& options)
        : c_(c),
          certain_(certain),
          probability_(probability),
          options_(options),
          one_(options_of_one(options)),
          plans_(certain.size()) {}

    std::vector<PlanResult> plan() {
        if (certain_.empty()) return {};
        const bool in_two_steps = options_.gap >= least_gap && certain_.size() > 1;
        if (in_two_steps) {
            one_.gap = coarse * options_.gap;
            one_.start_gap = start * options_.gap;
        }
        const auto kinks = std::make_shared<AskedKinks>();
        one_.kinks_found = kinks;
        plan_one(0);
        one_.kinks_found = nullptr;
        one_.known_kinks = kinks;
        std::vector<std::size_t> others(certain_.size() - 1);
        std::iota(others.begin(), others.end(), std::size_t{1});
        plan_all(others);
        if (in_two_steps) plan_finer();
        return std::move(plans_);
    }

private:
    void plan_all(const std::vector<std::size_t>& which) {
        solver::on_threads(static_cast<std::size_t>(options_.threads), which.size(),
                           [&](std::size_t /*thread*/, std::size_t k) { plan_one(which[k]); });
    }

    void plan_one(std::size_t k) {
        PlanOptions own = one_;
        own.time_limit = clock_.left();
        PlanResult made = make_plan(c_, certain_[k], own);
        const bool is_worse = made.outcomes.empty() || made.objective >= plans_[k].objective;
        if (is_planned(plans_[k]) && !is_planned(made) && is_worse)
            plans_[k].status = made.status;  // stopped: the coarser plan stays
        else
            plans_[k] = std::move(made);
        const std::lock_guard<std::mutex> alone(telling_);
        say_progress(++done_);
    }

    static bool is_planned(const PlanResult& plan) {
        return plan.status == PlanStatus::optimal || plan.status == PlanStatus::elastic;
    }

    // What a future leaves open of the mean cost.
    double open(std::size_t k) const {
        const PlanResult& plan = plans_[k];
        return plan.outcomes.empty() ? 0 : probability_[k] * std::max(0.0, plan.objective - plan.bound);
    }

    // By how much they are all together farther from their bounds than the gap.
    double excess() const {
        double sum = 0;
        for (std::size_t k = 0; k < plans_.size(); ++k)
            sum += open(k) - options_.gap * probability_[k] * std::abs(plans_[k].objective);
        return sum;
    }

    // Those that leave most open, no more than are needed, until that is enough or each is within its own
    // gap.
    void plan_finer() {
        one_.gap = fine * options_.gap;
        one_.start_gap.reset();
        std::vector<std::size_t> left;
        for (std::size_t k = 0; k < plans_.size(); ++k)
            if (is_planned(plans_[k]) && plans_[k].gap > one_.gap) left.push_back(k);
        std::stable_sort(left.begin(), left.end(),
                         [&](std::size_t a, std::size_t b) { return open(a) > open(b); });
        for (std::size_t begin = 0; begin < left.size() && excess() > 0;) {
            std::vector<std::size_t> chosen;
            double gained = 0;
            for (; begin < left.size() && gained < excess(); ++begin) {
                const std::size_t k = left[begin];
                chosen.push_back(k);
                gained += open(k) * (1 - one_.gap / plans_[k].gap);
            }
            done_ -= chosen.size();
            plan_all(chosen);
        }
    }

    void say_progress(std::size_t done) const {
        const std::size_t all = certain_.size(), step = (all + most_messages - 1) / most_messages;
        if (options_.on_message && (done % step == 0 || done == all))
            options_.on_message(fmt::format("foresight  {} of {} futures planned, each alone", done, all));
    }

    const Case& c_;
    const std::vector<Futures>& certain_;
    const std::vector<double>& probability_;
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
    std::vector<double> weight;    // of each
    std::map<Figures, std::size_t> known;
    for (const std::size_t leaf : futures.tree.leaves()) {
        const double probability = futures.tree.nodes[leaf].probability;
        if (probability <= 0) continue;
        Futures one = certain_future(futures, leaf);
        const auto [found, fresh] = known.try_emplace(figures_of(one), certain.size());
        planned.push_back({probability, futures.names.empty() ? "" : futures.names[leaf], found->second});
        if (fresh) certain.push_back(std::move(one));
        weight.resize(certain.size(), 0);
        weight[found->second] += probability;
    }
    Case of_one = c;
    if (planned.size() > 1) of_one.settings.risk_lambda = 0;  // what each costs is a mean
    std::vector<PlanResult> plans = EachAlone(of_one, certain, weight, options).plan();
    PlanResult all = plans.empty() ? make_plan(c, futures, options) : gather(c, planned, plans);
    all.foresight = true;
    all.method = "each future alone";
    return all;
}

}  // namespace dualflow
