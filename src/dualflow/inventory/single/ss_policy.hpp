// SPDX-License-Identifier: MIT
// The best (s,S) policy: where the position is s or less, order up to S. Optimal among all policies of a
// site with a fixed cost an order (Scarf 1960; Iglehart 1963).
//
// Average cost of a policy by renewal theory, with G of problem.hpp and m the renewal density of demand:
//   c(s,S) = (fixed + Σ_{j=0}^{S−s−1} m(j) G(S − j)) / Σ_{j=0}^{S−s−1} m(j),
//   m(0) = 1/(1 − p₀),   m(j) = Σ_{i=1}^{j} pᵢ m(j − i) / (1 − p₀);
// the search is that of Zheng and Federgruen (1991), Operations Research 39(4), which needs only bounds
// from policies already seen. Of policies that cost the same to 1e-13 the first found is kept.
#pragma once

#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::inventory {

struct SsPolicy {
    std::int64_t reorder = 0, up_to = 0;  // s, S: order when the position is s or less
    double cost = 0;                      // money a period
    double fixed_cost = 0;                // its part for orders
    double orders = 0;                    // orders a period
    StockAverages averages;
};

// fixed ≥ 0 is the cost of an order of any size. Refuses what what_is_wrong() refuses, and what would take
// more than about ten seconds, with the size reached.
Result<SsPolicy, std::string> solve_ss(const SiteProblem& problem, double fixed);

// The cost of a given policy, s < S, on the same terms.
Result<SsPolicy, std::string> evaluate_ss(const SiteProblem& problem, double fixed, std::int64_t reorder,
                                          std::int64_t up_to);

}  // namespace dualflow::inventory
