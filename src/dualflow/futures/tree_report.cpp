// SPDX-License-Identifier: MIT
#include "dualflow/futures/tree_report.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/futures/fan.hpp"
#include "dualflow/futures/transport.hpp"

namespace dualflow {

namespace {

using Weighted = std::vector<std::pair<double, double>>;  // value and probability
using Points = std::vector<std::vector<double>>;

void moments(const Weighted& law, double& mean, double& deviation) {
    double square = 0;
    mean = 0;
    for (const auto& [value, p] : law) mean += p * value;
    for (const auto& [value, p] : law) square += p * std::pow(value - mean, 2);
    deviation = std::sqrt(square);
}

FigureError compare(const Weighted& sample, const Weighted& tree) {
    FigureError e;
    moments(sample, e.mean, e.deviation);
    moments(tree, e.tree_mean, e.tree_deviation);
    e.transport = e.mean > 0 ? transport_on_line(sample, tree) / e.mean : 0;
    return e;
}

// A coordinate of points, unscaled.
Weighted law_of(const Points& points, const std::vector<SampledPath>& paths, std::size_t coordinate) {
    Weighted law;
    for (std::size_t i = 0; i < points.size(); ++i) law.emplace_back(points[i][coordinate], paths[i].weight);
    return law;
}

// The share of capacity lost to a row over the horizon, by days.
Weighted losses(const PathFigures& f, const Points& points, const std::vector<SampledPath>& paths,
                std::size_t figure) {
    Weighted law;
    double days = 0;
    for (const Bucket& bucket : f.buckets) days += bucket.days();
    for (std::size_t i = 0; i < points.size(); ++i) {
        double sum = 0;
        for (std::size_t b = 0; b < f.buckets.size(); ++b)
            sum += f.buckets[b].days() / days * points[i][b * f.size() + figure];
        law.emplace_back(sum, paths[i].weight);
    }
    return law;
}

// The point whose summed distance to the sample is least: the median of each coordinate.
std::vector<double> median_of(const Points& points) {
    std::vector<double> median;
    for (std::size_t e = 0; e < points[0].size(); ++e) {
        Weighted law;
        for (const auto& point : points) law.emplace_back(point[e], 1);
        median.push_back(weighted_quantile(std::move(law), 0.5));
    }
    return median;
}

Points figures_of_all(const PathFigures& f, const std::vector<SampledPath>& paths) {
    Points points;
    for (const SampledPath& path : paths) points.push_back(figures_of(f, path, 0, f.buckets.size() - 1));
    return points;
}

double relative_transport(const PathFigures& f, const Points& sample, const Points& leaves,
                          const std::vector<double>& weights) {
    const std::vector<double> single = median_of(sample);
    const double each = 1.0 / static_cast<double>(sample.size());
    std::vector<std::vector<double>> cost;
    double of_single = 0;
    for (const auto& point : sample) {
        cost.emplace_back();
        for (const auto& leaf : leaves) cost.back().push_back(distance(f, 0, point, leaf));
        of_single += each * distance(f, 0, point, single);
    }
    if (of_single <= 0) return 0;
    return transport_cost(cost, std::vector<double>(sample.size(), each), weights) / of_single;
}

}  // namespace

void report_on(const PathFigures& scaled, const std::vector<SampledPath>& leaves,
               const std::vector<SampledPath>& sample, TreeReport& report) {
    PathFigures f = scaled;
    std::fill(f.scale.begin(), f.scale.end(), 1);
    const FutureRows& rows = f.sampler->rows;
    const Points of_tree = figures_of_all(f, leaves), of_sample = figures_of_all(f, sample);
    std::vector<SampledPath> even(sample.size());
    for (SampledPath& path : even) path.weight = 1.0 / static_cast<double>(sample.size());
    report.samples = sample.size();
    for (std::size_t i = 0; i < rows.cycles.size(); ++i) {
        report.demand.emplace_back();
        for (std::size_t b = 0; b < f.buckets.size(); ++b)
            report.demand.back().push_back(compare(law_of(of_sample, even, b * f.size() + i),
                                                   law_of(of_tree, leaves, b * f.size() + i)));
    }
    const std::size_t first = f.size() - rows.disruptions.size();
    for (std::size_t r = first; r < f.size(); ++r)
        report.lost.push_back(compare(losses(f, of_sample, even, r), losses(f, of_tree, leaves, r)));
    constexpr std::size_t most_compared = 500;
    report.transport_samples = std::min(most_compared, sample.size());
    std::vector<double> weights;
    for (const SampledPath& leaf : leaves) weights.push_back(leaf.weight);
    report.transport = relative_transport(
        scaled,
        figures_of_all(
            scaled, {sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(report.transport_samples)}),
        figures_of_all(scaled, leaves), weights);
}

}  // namespace dualflow
