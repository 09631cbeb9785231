// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/em.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "dualflow/futures/calibrate/m_step.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

namespace {

double deviation_of(const std::vector<double>& y) {
    const double n = static_cast<double>(y.size());
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double squares = 0;
    for (const double v : y) squares += (v - mean) * (v - mean);
    return std::sqrt(squares / n);
}

// Means at months of the series (of the first start: at its quantiles), chances of staying and memory at
// random.
RegimeModel start_at(const std::vector<double>& y, std::size_t regimes, const EmOptions& options, int start) {
    const RandomStream random(options.seed, static_cast<std::uint32_t>(start), stream_of({"em start"}));
    std::vector<double> sorted = y;
    std::sort(sorted.begin(), sorted.end());
    RegimeModel model;
    const double n = static_cast<double>(regimes);
    for (std::uint32_t k = 0; k < regimes; ++k) {
        const double place = start == 0 ? (k + 0.5) / n : random.uniform(k, 0);
        model.mu.push_back(sorted[static_cast<std::size_t>(place * static_cast<double>(y.size()))]);
    }
    std::sort(model.mu.begin(), model.mu.end());
    model.sigma.assign(regimes, deviation_of(y) * (start == 0 ? 1 / n : 0.2 + random.uniform(0, 1)));
    model.phi = std::min(options.most_memory, start == 0 ? 0.5 : 0.95 * random.uniform(0, 2));
    const double stay = regimes == 1 ? 1 : (start == 0 ? 0.95 : 0.7 + 0.29 * random.uniform(0, 3));
    model.transition.assign(regimes, std::vector<double>(regimes, (1 - stay) / std::max(n - 1, 1.0)));
    for (std::size_t k = 0; k < regimes; ++k) model.transition[k][k] = stay;
    model.start.assign(regimes, 1 / n);
    return model;
}

void iterate(EmFit& fit, const std::vector<double>& y, const Prior& prior, const EmOptions& options) {
    fit.converged = false;
    fit.trace.clear();
    for (int i = 0;; ++i) {
        const Smoothed smoothed = smooth(fit.model, y);
        fit.log_likelihood = smoothed.log_likelihood;
        fit.objective = fit.log_likelihood + log_prior(fit.model, prior);
        if (!fit.trace.empty())
            fit.converged =
                fit.objective - fit.trace.back() < options.tolerance * static_cast<double>(y.size());
        fit.trace.push_back(fit.objective);
        if (fit.converged || i == options.iterations) return;
        fit.model = maximise(fit.model, y, smoothed, prior, options.most_memory);
    }
}

RegimeModel in_order(const RegimeModel& model) {
    std::vector<std::size_t> order(model.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(model.mu[a], model.sigma[a]) < std::tie(model.mu[b], model.sigma[b]);
    });
    RegimeModel sorted = model;
    for (std::size_t k = 0; k < order.size(); ++k) {
        sorted.mu[k] = model.mu[order[k]];
        sorted.sigma[k] = model.sigma[order[k]];
        sorted.start[k] = model.start[order[k]];
        for (std::size_t j = 0; j < order.size(); ++j)
            sorted.transition[k][j] = model.transition[order[k]][order[j]];
    }
    return sorted;
}

}  // namespace

EmFit fit_regimes(const std::vector<double>& y, std::size_t regimes, const EmOptions& options) {
    EmOptions first_look = options;
    first_look.iterations = std::min(200, options.iterations);
    first_look.tolerance = std::max(1e-6, options.tolerance);
    Prior prior;
    prior.deviation = deviation_of(y) / static_cast<double>(regimes);
    std::vector<EmFit> fits;
    for (int start = 0; start < (regimes == 1 ? 1 : options.starts); ++start) {
        fits.emplace_back().model = start_at(y, regimes, options, start);
        iterate(fits.back(), y, prior, first_look);
    }
    const auto less = [](const EmFit& a, const EmFit& b) { return a.objective < b.objective; };
    EmFit best = *std::max_element(fits.begin(), fits.end(), less);
    std::vector<double> trace = best.trace;
    iterate(best, y, prior, options);
    trace.insert(trace.end(), best.trace.begin() + 1, best.trace.end());
    best.trace = std::move(trace);
    const double near = best.objective - 1;
    best.starts_at_best = static_cast<int>(
        std::count_if(fits.begin(), fits.end(), [&](const EmFit& f) { return f.objective >= near; }));
    best.model = in_order(best.model);
    return best;
}

}  // namespace dualflow
