// SPDX-License-Identifier: MIT
// Deviations and series whose regimes are known.
#pragma once

#include <cmath>

#include "dualflow/futures/calibrate/regime_model.hpp"
#include "dualflow/futures/streams.hpp"

namespace dualflow::tests {

inline RegimeModel planted_model() {
    return {{-0.3, 0.2}, {0.1, 0.05}, 0.6, {{0.95, 0.05}, {0.04, 0.96}}, {0.5, 0.5}};
}

struct Planted {
    std::vector<double> y;
    std::vector<int> regime;
};

inline Planted draw(const RegimeModel& model, std::uint64_t seed, std::uint32_t months) {
    const RandomStream stream(seed, 0, stream_of({"planted"}));
    Planted planted;
    double u = 0;
    for (std::uint32_t t = 0; t < months; ++t) {
        const auto& law =
            t == 0 ? model.start : model.transition[static_cast<std::size_t>(planted.regime.back())];
        planted.regime.push_back(pick(law, stream.uniform(t, 0)));
        const auto k = static_cast<std::size_t>(planted.regime.back());
        const double memory = t == 0 ? 0 : model.phi;
        u = memory * u + std::sqrt(1 - memory * memory) * stream.normal(t, 1);
        planted.y.push_back(model.mu[k] + model.sigma[k] * u);
    }
    return planted;
}

}  // namespace dualflow::tests
