// SPDX-License-Identifier: MIT
// A sampled path as a vector, so that paths can be compared: for each bucket the mean factor of each cycle,
// each currency, the share of days of each tariff regime and the capacity lost to each row of disruptions.
//
// Every figure is scaled to what it moves: a cycle to its share of the value of demand, a currency to the
// share of the processes that are paid in it, a tariff regime to half of the mean difference of its duties
// from those of the other regimes (so that the sum over two regimes is about the difference between them), an
// outage to the share of processes or lanes that it hits. So one unit of any is about the whole turnover, and
// what moves nothing counts nothing. Distances weigh buckets by discounted days, all of them summing to one.
//
// Figures of buckets to come are forecast from what is known at the end of a bucket: the means of the chain
// of regimes with its residual, of rates pulled back, of the chain of tariffs, and the long-run share lost to
// outages. They serve to compare and to choose; no figure of a tree is a forecast.
#pragma once

#include <cstddef>
#include <vector>

#include "dualflow/case/case.hpp"
#include "dualflow/futures/sample.hpp"

namespace dualflow {

// The days of a bucket that lie in each period.
struct PeriodShare {
    std::size_t period = 0;
    double weight = 0;             // days
    std::vector<double> by_cycle;  // days × season of the cycle's target
};

struct PathFigures {
    const Sampler* sampler = nullptr;
    std::vector<Bucket> buckets;
    std::vector<double> bucket_weight;           // discounted days, summing to one
    std::vector<std::vector<PeriodShare>> days;  // by bucket
    std::vector<double> scale;                   // by figure of a bucket
    std::vector<std::size_t> last_period;        // by bucket: the last that begins before its end

    // Powers of the chains: [cycle][months], [years].
    std::vector<std::vector<std::vector<std::vector<double>>>> cycle_powers;
    std::vector<std::vector<std::vector<double>>> tariff_powers;

    std::size_t size() const { return scale.size(); }  // figures a bucket
};

// The sampler must outlive it.
PathFigures make_figures(const Case& c, const Sampler& sampler, const std::vector<Bucket>& buckets);

// size() figures for each of the buckets first … , scaled: of the path up to `known`, forecast beyond.
// known ≥ first; known = the last bucket: nothing is forecast.
std::vector<double> figures_of(const PathFigures& f, const SampledPath& path, std::size_t first,
                               std::size_t known);

// Σ over buckets and figures of weight × |difference|, of two vectors that begin at bucket `first`.
double distance(const PathFigures& f, std::size_t first, const std::vector<double>& a,
                const std::vector<double>& b);

}  // namespace dualflow
