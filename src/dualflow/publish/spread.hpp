// SPDX-License-Identifier: MIT
// How the figures of a plan are spread over its outcomes (Tree::outcomes): means and percentiles by the
// outcomes' probability, and what is drawn for its nodes.
//
// A percentile is the least value that outcomes of at least that probability together do not exceed, so it is
// always the figure of an outcome. Everything counts an outcome once: in the window of a shock the nodes of
// its fan stand for those of the undisturbed path.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/futures/fan.hpp"
#include "dualflow/plan/result.hpp"

namespace dualflow {

struct Band {
    double mean = 0;
    std::array<double, fan_levels.size()> levels{};  // at fan_levels
};

// A figure over time that is not the same in all outcomes.
struct SpreadSeries {
    std::string kind;  // "demand" (units a day), "cycle" or "rate" as DrawnFigures::Series
    std::string name;  // of a cycle or rate
    ProductId product;
    RegionId region;                         // of a demand
    std::vector<Band> bands;                 // by bucket
    std::vector<std::vector<double>> lines;  // by outcome and bucket; empty where there are more than few
};

inline constexpr std::size_t few_outcomes = 8;

std::vector<SpreadSeries> spread_of_demand(const Case& c, const PlanResult& plan);
std::vector<SpreadSeries> spread_of_draws(const PlanResult& plan);

// Expected share of each regime, by bucket: of the outcomes and of the bucket's days.
struct RegimeTimes {
    std::string kind, name;
    std::vector<std::string> regimes;
    std::vector<std::vector<double>> shares;
};
std::vector<RegimeTimes> regime_times(const PlanResult& plan);

// Probability, by bucket, that a disruption leaves some capacity short; rows that never do are left out.
struct OutageTimes {
    std::string id;
    std::vector<double> probability;
};
std::vector<OutageTimes> outage_times(const PlanResult& plan);

// A fan: what strikes, in which bucket and for how many, and its probability.
struct ShockRow {
    int node = 0;  // the fan's first
    std::string name;
    std::size_t bucket = 0, buckets = 0;
    double probability = 0;
};
std::vector<ShockRow> shocks_of(const PlanResult& plan);

// The share of a trade bloc of origin (a region of none: itself) in what arrives where it is used, by year of
// departure. `share` is that of the expected quantities, as in Summary; the levels are of the outcomes' own
// shares, among those in which something arrives.
struct ShareSpread {
    ProductId product;  // none: all bought parts, by value
    std::string bloc;
    int year = 0;
    double share = 0;
    std::array<double, fan_levels.size()> levels{};
};
std::vector<ShareSpread> spread_of_sources(const Case& c, const PlanResult& plan);

}  // namespace dualflow
