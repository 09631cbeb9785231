// SPDX-License-Identifier: MIT
#include "dualflow/futures/strata.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow {

namespace {

constexpr double share_of_rest = 0.25, last = 0.01;

double chance_of(double mean, int n) {
    return mean > 0 ? std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0)) : (n == 0 ? 1 : 0);
}

std::vector<Stratum> cut(double mean, std::size_t most) {
    std::vector<Stratum> strata;
    double rest = 1, inside = 0;
    int least = 0;
    for (int n = 0; rest > last && strata.size() + 1 < most; ++n) {
        inside += chance_of(mean, n);
        if (inside < share_of_rest * rest) continue;
        if (rest - inside < 1e-12) break;  // nothing above: the last stratum begins at `least`
        strata.push_back({least, n, inside, 0, 0});
        rest -= inside;
        inside = 0;
        least = n + 1;
    }
    Stratum above;
    above.least = least;
    above.probability = rest;
    strata.push_back(above);
    return strata;
}

}  // namespace

std::vector<Stratum> make_strata(double mean, std::uint32_t scenarios) {
    std::vector<Stratum> strata = cut(mean, std::max(1U, scenarios / 4));
    double roots = 0;
    for (const Stratum& s : strata) roots += std::sqrt(s.probability);
    const double spare = scenarios - static_cast<double>(strata.size());
    double due = 0;
    std::uint32_t given = 0, first = 0;
    for (Stratum& s : strata) {  // one each, and the rest by √p, rounded so that all are given
        due += spare * std::sqrt(s.probability) / roots;
        const auto upto = static_cast<std::uint32_t>(std::floor(due + 0.5));
        s.scenarios = 1 + upto - given;
        s.first = first;
        given = upto;
        first += s.scenarios;
    }
    return strata;
}

int shocks_in(const Stratum& stratum, double mean, double u) {
    double left = u * stratum.probability;
    int n = stratum.least;
    for (double chance = chance_of(mean, n); n < stratum.most && left >= chance;
         chance = chance_of(mean, n)) {
        left -= chance;
        ++n;
        if (chance < 1e-300 && n > mean) break;  // the rounding of the last stratum's probability
    }
    return n;
}

}  // namespace dualflow
