// SPDX-License-Identifier: MIT
#include "dualflow/futures/disruption_fans.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "dualflow/futures/figure_scale.hpp"

namespace dualflow {

namespace {

// The 95 % quantile of a duration, in days.
double long_duration(const Disruption& d) {
    if (d.duration == DurationLaw::constant) return d.mean_days;
    if (d.duration == DurationLaw::exponential) return -d.mean_days * std::log(0.05);
    constexpr double normal_95 = 1.6448536269514722;
    const double variance = std::log1p(std::pow(d.sd_days / d.mean_days, 2));
    return d.mean_days * std::exp(normal_95 * std::sqrt(variance) - variance / 2);
}

double window_of(const Case& c, const std::vector<Disruption>& rows, const RareShock& shock,
                 const FanOptions& options) {
    if (options.window_days) return *options.window_days;
    constexpr double usual_recovery = 90;
    double lasts = 0;
    std::optional<double> recovery;
    for (const FanMember& m : shock.members) {
        lasts = std::max(lasts, long_duration(rows[m.row]));
        if (m.member >= rows[m.row].hits.size()) continue;
        for (const SiteId site : rows[m.row].hits[m.member].sites)
            if (const auto days = c.sites[*site].time_to_recover)
                recovery = std::max(recovery.value_or(0), days->value);
    }
    return lasts + recovery.value_or(usual_recovery);
}

// Where a fan can leave: the nodes beside which it runs, the leaf whose path they are on.
struct Beside {
    std::vector<std::size_t> nodes;  // by bucket from the first of the window to the last of the horizon
    std::size_t leaf = 0;            // into paths
};

// By node, and at the end for the root: the path of the most probable children.
std::vector<Beside> paths_beside(const Tree& tree) {
    const std::size_t count = tree.size();
    std::vector<int> next(count + 1, -1);
    for (std::size_t n = 0; n < count; ++n) {
        const int parent = tree.nodes[n].parent;
        int& best = next[parent < 0 ? count : static_cast<std::size_t>(parent)];
        if (best < 0 || tree.nodes[n].probability > tree.nodes[static_cast<std::size_t>(best)].probability)
            best = static_cast<int>(n);
    }
    std::map<std::size_t, std::size_t> leaf_at;
    for (std::size_t k = 0; k < tree.leaves().size(); ++k) leaf_at[tree.leaves()[k]] = k;
    std::vector<Beside> all(count + 1);
    for (std::size_t n = 0; n <= count; ++n) {
        for (int at = next[n]; at >= 0; at = next[static_cast<std::size_t>(at)])
            all[n].nodes.push_back(static_cast<std::size_t>(at));
        if (!all[n].nodes.empty()) all[n].leaf = leaf_at.at(all[n].nodes.back());
    }
    return all;
}

// A fan that may be taken.
struct Candidate {
    std::size_t shock = 0, node = 0;  // node: tree.size() for the root
    double probability = 0;           // given the node
    double reach = 1;                 // probability of the node
    double loss = 0;                  // expected
};

// Days × capacity × share of the case lost to one shock.
double loss_of(const Case& c, const std::vector<Disruption>& rows, const RareShock& shock) {
    double loss = 0;
    for (const FanMember& m : shock.members) {
        const Disruption& d = rows[m.row];
        const double share = m.member < d.hits.size() ? share_hit(c, d.hits[m.member]) : 0;
        loss += d.mean_days * (1 - d.capacity_left) * share;
    }
    return loss;
}

std::vector<Candidate> candidates(const Case& c, const Sampler& s, const std::vector<Bucket>& buckets,
                                  const Tree& tree, const std::vector<RareShock>& shocks,
                                  const std::vector<Beside>& beside) {
    std::vector<Candidate> all;
    for (std::size_t k = 0; k < shocks.size(); ++k) {
        const double loss = loss_of(c, s.rows.disruptions, shocks[k]);
        for (std::size_t n = 0; n <= tree.size(); ++n) {
            if (beside[n].nodes.empty()) continue;
            const Bucket& first = buckets[tree.nodes[beside[n].nodes.front()].bucket];
            const double p = -std::expm1(-shocks[k].rate_per_year * first.days() / 365);
            const double reach = n == tree.size() ? 1 : tree.nodes[n].probability;
            all.push_back({k, n, p, reach, reach * p * loss});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.loss > b.loss; });
    return all;
}

// Sums of the chances of fans on the way to each leaf.
struct OnPaths {
    std::vector<double> sum;                          // by leaf
    std::vector<std::vector<std::size_t>> leaves_of;  // by node, and of the root

    explicit OnPaths(const Tree& tree) : sum(tree.leaves().size(), 0), leaves_of(tree.size() + 1) {
        for (std::size_t k = 0; k < sum.size(); ++k) {
            leaves_of[tree.size()].push_back(k);
            for (const std::size_t n : tree.path_to(tree.leaves()[k])) leaves_of[n].push_back(k);
        }
    }
    double most(std::size_t node) const {
        double most = 0;
        for (const std::size_t k : leaves_of[node]) most = std::max(most, sum[k]);
        return most;
    }
    void add(std::size_t node, double p) {
        for (const std::size_t k : leaves_of[node]) sum[k] += p;
    }
};

DisruptionFan make_fan(const Case& c, const Sampler& s, const std::vector<Bucket>& buckets, const Tree& tree,
                       const RareShock& shock, const Candidate& chosen, const Beside& beside,
                       SampledPath path, const FanOptions& options) {
    DisruptionFan fan;
    fan.node = chosen.node == tree.size() ? -1 : static_cast<int>(chosen.node);
    fan.probability = chosen.probability;
    fan.members = shock.members;
    const double window = window_of(c, s.rows.disruptions, shock, options);
    const double strikes = (buckets[tree.nodes[beside.nodes.front()].bucket].start - s.rows.start).value;
    for (const FanMember& m : shock.members) {
        const Disruption& d = s.rows.disruptions[m.row];
        path.outages.push_back(
            {m.row, m.member, strikes, strikes + d.mean_days, d.capacity_left, shock.common});
    }
    for (const std::size_t n : beside.nodes) {
        const std::size_t b = tree.nodes[n].bucket;
        if (!fan.buckets.empty() && (buckets[b].start - s.rows.start).value >= strikes + window) break;
        fan.buckets.push_back(b);
        fan.beside.push_back(n);
        fan.states.push_back(node_state(s.rows, s.periods, path, buckets[b]));
    }
    return fan;
}

}  // namespace

std::vector<RareShock> rare_shocks(const Sampler& sampler) {
    std::vector<RareShock> all;
    for (const ShockProcess& process : sampler.rare) {
        std::set<double, std::greater<>> chances;
        for (const ShockHit& hit : process.hits) chances.insert(hit.chance);
        for (auto chance = chances.begin(); chance != chances.end(); ++chance) {
            const double below = std::next(chance) == chances.end() ? 0 : *std::next(chance);
            RareShock shock{process.rate_per_year * (*chance - below), {}, process.common};
            for (const ShockHit& hit : process.hits)
                if (hit.chance >= *chance) shock.members.push_back({hit.row, hit.member});
            std::sort(shock.members.begin(), shock.members.end());
            all.push_back(std::move(shock));
        }
    }
    return all;
}

std::vector<DisruptionFan> make_fans(const Case& c, const Sampler& sampler,
                                     const std::vector<Bucket>& buckets, const Tree& tree,
                                     const std::vector<SampledPath>& paths, const FanOptions& options,
                                     FanReport& report) {
    const std::vector<RareShock> shocks = rare_shocks(sampler);
    const std::vector<Beside> beside = paths_beside(tree);
    const std::vector<Candidate> all = candidates(c, sampler, buckets, tree, shocks, beside);
    std::vector<DisruptionFan> fans;
    OnPaths on_paths(tree);
    double total = 0, taken = 0;
    for (const Candidate& candidate : all) {
        total += candidate.loss;
        const bool fits = fans.size() < options.most && candidate.loss > 0 &&
                          on_paths.most(candidate.node) + candidate.probability <= options.most_on_a_path;
        if (!fits) {
            report.probability_neglected += candidate.reach * candidate.probability;
            continue;
        }
        taken += candidate.loss;
        on_paths.add(candidate.node, candidate.probability);
        fans.push_back(make_fan(c, sampler, buckets, tree, shocks[candidate.shock], candidate,
                                beside[candidate.node], paths[beside[candidate.node].leaf], options));
    }
    const double mean = sampler.rare_mean;
    report.expected_shocks = mean;
    report.two_or_more = -std::expm1(-mean) - mean * std::exp(-mean);
    report.possible = all.size();
    report.impact_taken = total > 0 ? taken / total : 1;
    report.most_on_a_path =
        on_paths.sum.empty() ? 0 : *std::max_element(on_paths.sum.begin(), on_paths.sum.end());
    return fans;
}

}  // namespace dualflow
