// SPDX-License-Identifier: MIT
#include "dualflow/futures/rates.hpp"

#include <cmath>

#include "dualflow/case/correlation.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

namespace {

struct RateStep {
    double keep = 1, size = 0;
    explicit RateStep(const RateSeries& s)
        : keep(1 - s.mean_reversion_per_month), size(s.volatility_per_year / std::sqrt(12.0)) {}
    double variance_after(double variance) const { return keep * keep * variance + size * size; }
};

}  // namespace

void extend_rates(const std::vector<RateSeries>& series, const std::vector<std::vector<double>>& root,
                  std::uint64_t seed, std::uint32_t scenario, std::size_t periods,
                  std::vector<std::vector<double>>& paths) {
    const std::size_t n = series.size();
    std::vector<RandomStream> streams;
    for (const RateSeries& s : series) streams.emplace_back(seed, scenario, stream_of({"rates", s.stream}));
    std::vector<double> x(n, 0), variance(n, 0), normal(n);
    paths.resize(n);
    const auto first = static_cast<std::uint32_t>(n == 0 ? 0 : paths[0].size());
    for (std::size_t i = 0; i < n && first > 0; ++i) {
        for (std::uint32_t t = 1; t < first; ++t)
            variance[i] = RateStep(series[i]).variance_after(variance[i]);
        x[i] = std::log(paths[i].back()) + (series[i].cost ? variance[i] / 2 : 0);
    }
    for (std::uint32_t t = first; t < periods; ++t) {
        for (std::size_t j = 0; j < n && t > 0; ++j) normal[j] = streams[j].normal(t, 0);
        for (std::size_t i = 0; i < n; ++i) {
            const RateStep step(series[i]);
            if (t > 0) {
                double innovation = 0;
                for (std::size_t j = 0; j <= i; ++j)
                    if (root[i][j] != 0) innovation += root[i][j] * normal[j];
                x[i] = step.keep * x[i] + step.size * innovation;
                variance[i] = step.variance_after(variance[i]);
            }
            paths[i].push_back(std::exp(x[i] - (series[i].cost ? variance[i] / 2 : 0)));
        }
    }
}

std::vector<std::vector<double>> sample_rates(const std::vector<RateSeries>& series,
                                              const std::vector<std::vector<double>>& root,
                                              std::uint64_t seed, std::uint32_t scenario,
                                              std::size_t periods) {
    std::vector<std::vector<double>> paths;
    extend_rates(series, root, seed, scenario, periods, paths);
    return paths;
}

}  // namespace dualflow
