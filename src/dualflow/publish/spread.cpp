// SPDX-License-Identifier: MIT
#include "dualflow/publish/spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace dualflow {

namespace {

using Weighted = std::vector<std::pair<double, double>>;  // value and probability

Band band_of(const Weighted& values) {
    Band band;
    double sum = 0;
    for (const auto& [value, weight] : values) {
        band.mean += weight * value;
        sum += weight;
    }
    band.mean /= sum;
    for (std::size_t i = 0; i < fan_levels.size(); ++i)
        band.levels[i] = weighted_quantile(values, fan_levels[i]);
    return band;
}

// Two draws that differ by rounding are one.
bool varies(const Weighted& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return most->first - least->first > 1e-9 * std::max(1e-9, std::abs(most->first));
}

// The series of a figure that every node has; nothing where all outcomes have the same.
std::optional<SpreadSeries> spread(const PlanResult& plan, const std::vector<Tree::Outcome>& outcomes,
                                   const std::vector<double>& by_node) {
    SpreadSeries series;
    bool any = false;
    for (std::size_t t = 0; t < plan.calendar.size(); ++t) {
        Weighted values;
        for (const Tree::Outcome& outcome : outcomes)
            values.emplace_back(by_node[outcome.nodes[t]], outcome.probability);
        any = any || varies(values);
        series.bands.push_back(band_of(values));
    }
    if (!any) return std::nullopt;
    if (outcomes.size() > few_outcomes) return series;
    for (const Tree::Outcome& outcome : outcomes) {
        std::vector<double> line;
        for (const std::size_t n : outcome.nodes) line.push_back(by_node[n]);
        series.lines.push_back(std::move(line));
    }
    return series;
}

// Sums of weights that come to more than one do so by rounding.
void hold_below_one(std::vector<double>& probabilities) {
    for (double& probability : probabilities) probability = std::min(1.0, probability);
}

}  // namespace

std::vector<SpreadSeries> spread_of_demand(const Case& c, const PlanResult& plan) {
    std::map<std::pair<ProductId, RegionId>, std::vector<double>> demands;  // by node
    for (const SalesRow& row : plan.sales) {
        auto& demand = demands[{row.product, c.sites[*row.market].region}];
        demand.resize(plan.tree.size());
        const auto node = static_cast<std::size_t>(row.node);
        demand[node] += row.demand / plan.calendar[plan.tree.nodes[node].bucket].days();
    }
    const auto outcomes = plan.tree.outcomes();
    std::vector<SpreadSeries> all;
    for (const auto& [whose, by_node] : demands) {
        auto series = spread(plan, outcomes, by_node);
        if (!series) continue;
        series->kind = "demand";
        std::tie(series->product, series->region) = whose;
        all.push_back(std::move(*series));
    }
    return all;
}

std::vector<SpreadSeries> spread_of_draws(const PlanResult& plan) {
    const auto outcomes = plan.tree.outcomes();
    std::vector<SpreadSeries> all;
    for (const DrawnFigures::Series& drawn : plan.drawn.series) {
        auto series = spread(plan, outcomes, drawn.values);
        if (!series) continue;
        series->kind = drawn.kind;
        series->name = drawn.name;
        all.push_back(std::move(*series));
    }
    return all;
}

std::vector<RegimeTimes> regime_times(const PlanResult& plan) {
    std::vector<RegimeTimes> all;
    for (const DrawnFigures::Regimes& drawn : plan.drawn.regimes) {
        RegimeTimes times{drawn.kind, drawn.name, drawn.regimes, {}};
        times.shares.assign(plan.calendar.size(), std::vector<double>(drawn.regimes.size(), 0));
        for (std::size_t n = 0; n < plan.tree.size(); ++n)
            for (std::size_t r = 0; r < drawn.regimes.size(); ++r)
                times.shares[plan.tree.nodes[n].bucket][r] += plan.tree.weight(n) * drawn.shares[n][r];
        for (auto& shares : times.shares) hold_below_one(shares);
        all.push_back(std::move(times));
    }
    return all;
}

std::vector<OutageTimes> outage_times(const PlanResult& plan) {
    std::vector<OutageTimes> all;
    for (const DrawnFigures::Outage& drawn : plan.drawn.outages) {
        OutageTimes times{drawn.id, std::vector<double>(plan.calendar.size(), 0)};
        for (std::size_t n = 0; n < plan.tree.size(); ++n)
            if (drawn.short_of[n]) times.probability[plan.tree.nodes[n].bucket] += plan.tree.weight(n);
        hold_below_one(times.probability);
        const auto comes = [](double probability) { return probability > 0; };
        if (std::any_of(times.probability.begin(), times.probability.end(), comes))
            all.push_back(std::move(times));
    }
    return all;
}

std::vector<ShockRow> shocks_of(const PlanResult& plan) {
    std::vector<ShockRow> all;
    for (const Tree::Fan& fan : plan.tree.fans()) {
        const Node& first = plan.tree.nodes[fan.first];
        all.push_back({static_cast<int>(fan.first),
                       plan.node_scenarios.empty() ? "" : plan.node_scenarios[fan.first], first.bucket,
                       fan.last - fan.first + 1, first.probability});
    }
    return all;
}

}  // namespace dualflow
