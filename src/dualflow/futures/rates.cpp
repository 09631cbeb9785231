// SPDX-License-Identifier: MIT
#include "dualflow/futures/rates.hpp"

#include <cmath>

#include "dualflow/case/correlation.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

std::vector<std::vector<double>> sample_rates(const std::vector<RateSeries>& series,
                                              const std::vector<std::vector<double>>& root,
                                              std::uint64_t seed, std::uint32_t scenario,
                                              std::size_t periods) {
    std::vector<RandomStream> streams;
    for (const RateSeries& s : series) streams.emplace_back(seed, scenario, stream_of({"rates", s.stream}));
    std::vector<double> x(series.size(), 0), variance(series.size(), 0);
    std::vector<std::vector<double>> paths(series.size());
    for (std::uint32_t t = 0; t < periods; ++t) {
        for (std::size_t i = 0; i < series.size(); ++i) {
            const double keep = 1 - series[i].mean_reversion_per_month;
            const double step = series[i].volatility_per_year / std::sqrt(12.0);
            if (t > 0) {
                double innovation = 0;
                for (std::size_t j = 0; j <= i; ++j)
                    if (root[i][j] != 0) innovation += root[i][j] * streams[j].normal(t, 0);
                x[i] = keep * x[i] + step * innovation;
                variance[i] = keep * keep * variance[i] + step * step;
            }
            paths[i].push_back(std::exp(x[i] - (series[i].cost ? variance[i] / 2 : 0)));
        }
    }
    return paths;
}

}  // namespace dualflow
