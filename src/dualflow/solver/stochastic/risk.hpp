// SPDX-License-Identifier: MIT
// What a stochastic program minimises: (1 − λ)·E + λ·CVaR_α of the total cost, where CVaR_α is the mean of
// the worst share 1 − α of the futures (Rockafellar and Uryasev 2000):
//   CVaR_α = min over η of η + E (cost − η)⁺ / (1 − α).
#pragma once

#include <string>

namespace dualflow::solver {

struct Risk {
    double lambda = 0;  // 0 … 1; 0: the mean alone
    double alpha = 0;   // 0 ≤ α < 1; CVaR₀ is the mean

    bool neutral() const { return lambda == 0; }
};

// Nothing where λ and α make sense, else one sentence.
std::string what_is_wrong(const Risk& risk);

// Likewise for futures of this probability together: a worst share of 1 − α is none of futures that are less.
std::string what_is_wrong(const Risk& risk, double probability);

}  // namespace dualflow::solver
