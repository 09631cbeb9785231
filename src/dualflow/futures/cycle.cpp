// SPDX-License-Identifier: MIT
#include "dualflow/futures/cycle.hpp"

#include <cmath>

#include "dualflow/futures/chain.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow {

void extend_cycle(const Cycle& cycle, std::uint64_t seed, std::uint32_t scenario, std::size_t periods,
                  CyclePath& path) {
    const RandomStream stream(seed, scenario, stream_of({"cycle", cycle.stream}));
    const bool begun = !path.regime.empty();
    const std::vector<double> start =
        begun || !cycle.start.empty() ? cycle.start : long_run_law(cycle.transition);
    double residual = begun ? path.residual.back() : 0;
    for (auto t = static_cast<std::uint32_t>(path.regime.size()); t < periods; ++t) {
        const auto& law = t == 0 ? start : cycle.transition[static_cast<std::size_t>(path.regime.back())];
        path.regime.push_back(pick(law, stream.uniform(t, 0)));
        const CycleRegime& regime = cycle.regimes[static_cast<std::size_t>(path.regime.back())];
        const double memory = t == 0 ? 0 : regime.ar1;
        residual = memory * residual + std::sqrt(1 - memory * memory) * stream.normal(t, 1);
        path.residual.push_back(residual);
        path.factor.push_back(regime.level *
                              std::exp(regime.sigma * residual - regime.sigma * regime.sigma / 2));
    }
}

CyclePath sample_cycle(const Cycle& cycle, std::uint64_t seed, std::uint32_t scenario, std::size_t periods) {
    CyclePath path;
    extend_cycle(cycle, seed, scenario, periods, path);
    return path;
}

}  // namespace dualflow
