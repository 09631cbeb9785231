// SPDX-License-Identifier: MIT
#include "dualflow/futures/sampled_tree.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/futures/branching.hpp"
#include "dualflow/futures/path_figures.hpp"
#include "dualflow/futures/reduce.hpp"

namespace dualflow {

namespace {

// Numbers of scenarios: the tree's from 1 on, a block for each node that branches; the sample that it is
// compared with, and the one by which branching is chosen, far above.
constexpr std::uint32_t first_of_report = 0xC0000000, first_of_choice = 0xE0000000;

// A future that grows: its path, the last node on it, the leaves that it is to have.
struct Twig {
    SampledPath path;
    int node = -1;
    double probability = 1;
    std::size_t leaves = 1;
};

struct Grower {
    const Sampler& sampler;
    const PathFigures& figures;
    const TreeOptions& options;
    std::vector<std::size_t> children;  // most of a node, by bucket
    std::uint32_t next_scenario = 1;
    std::vector<Node> nodes;
    std::vector<NodeState> states;
};

bool branches(const Grower& g, std::size_t bucket) {
    return bucket == 0 || g.children[bucket] > 1;
}

// Leaves that a node can have by branching after a bucket.
std::size_t most_after(const Grower& g, std::size_t bucket) {
    std::size_t most = 1;
    for (std::size_t b = bucket + 1; b < g.children.size(); ++b) most *= g.children[b];
    return most;
}

// As many as the node is probable: so the variance of the tree's means is least for a number in total.
std::vector<SampledPath> continuations(Grower& g, const Twig& twig, std::size_t bucket) {
    constexpr double least = 256;
    const auto all = static_cast<double>(g.options.samples);
    const auto count =
        static_cast<std::size_t>(std::ceil(std::max(std::min(all, least), twig.probability * all)));
    std::vector<SampledPath> paths;
    for (std::size_t i = 0; i < count; ++i)
        paths.push_back(
            continue_path(g.sampler, twig.path, g.figures.buckets[bucket].start, g.next_scenario++));
    return paths;
}

std::vector<double> coordinate_weights(const PathFigures& f, std::size_t bucket) {
    std::vector<double> weights;
    for (std::size_t b = bucket; b < f.buckets.size(); ++b)
        weights.insert(weights.end(), f.size(), f.bucket_weight[b]);
    return weights;
}

// The children of a node (of the root: the first nodes), each with its share of the leaves.
void split(Grower& g, const Twig& twig, std::size_t bucket, std::vector<Twig>& twigs) {
    const std::size_t after = most_after(g, bucket);
    const std::size_t count = std::min(g.children[bucket], twig.leaves);
    std::size_t known = bucket;
    while (known + 1 < g.children.size() && !branches(g, known + 1)) ++known;
    std::vector<SampledPath> paths = continuations(g, twig, bucket);
    std::vector<std::vector<double>> points;
    for (const SampledPath& path : paths) points.push_back(figures_of(g.figures, path, bucket, known));
    const auto cluster_of = count == 1 ? std::vector<std::size_t>(points.size(), 0)
                                       : cluster(points.size(), count, [&](std::size_t i, std::size_t j) {
                                             return distance(g.figures, bucket, points[i], points[j]);
                                         });
    const Reduced reduced = reduce(points, cluster_of, coordinate_weights(g.figures, bucket));
    const std::size_t leaves = std::min(twig.leaves, reduced.points.size() * after);
    const auto shares = share_leaves(reduced.probability, leaves, after);
    for (std::size_t k = 0; k < reduced.points.size(); ++k)
        twigs.push_back({std::move(paths[reduced.points[k]]), twig.node,
                         twig.probability * reduced.probability[k], shares[k]});
}

std::vector<Twig> grow(Grower& g, std::size_t leaves) {
    std::vector<Twig> twigs{{{}, -1, 1, leaves}};
    for (std::size_t b = 0; b < g.figures.buckets.size(); ++b) {
        if (branches(g, b)) {
            std::vector<Twig> grown;
            for (const Twig& twig : twigs) split(g, twig, b, grown);
            twigs = std::move(grown);
        }
        for (Twig& twig : twigs) {
            g.nodes.push_back({twig.node, b, twig.probability});
            twig.node = static_cast<int>(g.nodes.size()) - 1;
            g.states.push_back(
                node_state(g.sampler.rows, g.sampler.periods, twig.path, g.figures.buckets[b]));
        }
    }
    return twigs;
}

std::vector<SampledPath> sample_from(const Sampler& s, std::uint32_t first, std::size_t count) {
    std::vector<SampledPath> paths;
    for (std::uint32_t i = 0; i < count; ++i) paths.push_back(continue_path(s, {}, s.rows.start, first + i));
    return paths;
}

}  // namespace

TreeOptions tree_options(const Settings& settings) {
    TreeOptions options;
    options.seed = settings.seed;
    options.leaves = settings.leaves.value_or(1);
    options.children = settings.branching;
    options.fans.most = settings.fans;
    options.fans.window_days = settings.window_days;
    return options;
}

SampledTree make_sampled_tree(const Case& c, const FutureRows& rows, const std::vector<Bucket>& buckets,
                              const TreeOptions& options) {
    const Sampler sampler = make_sampler(
        rows, {options.seed, static_cast<std::uint32_t>(options.samples), options.rare_per_year});
    const PathFigures figures = make_figures(c, sampler, buckets);
    Grower g{sampler, figures, options, options.children, 1, {}, {}};
    const std::vector<double> learnt = learnt_by_bucket(
        figures, sample_from(sampler, first_of_choice, std::min<std::size_t>(options.samples, 1024)));
    std::size_t leaves = options.leaves;
    if (g.children.empty())
        g.children = choose_branching(buckets, learnt, leaves);
    else
        for (const std::size_t count : g.children) leaves = &count == &g.children[0] ? count : leaves * count;
    std::vector<Twig> twigs = grow(g, leaves);
    SampledTree made{Tree(std::move(g.nodes)), std::move(g.states), {}, {}};
    std::vector<SampledPath> paths;
    for (Twig& twig : twigs) {
        paths.push_back(std::move(twig.path));
        paths.back().weight = twig.probability;
    }
    made.fans = make_fans(c, sampler, buckets, made.tree, paths, options.fans, made.report.fans);
    report_on(figures, paths, sample_from(sampler, first_of_report, options.report_samples), made.report);
    made.report.children = g.children;
    made.report.learnt = learnt;
    return made;
}

}  // namespace dualflow
