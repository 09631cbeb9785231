// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/problem.hpp"

#include <fmt/format.h>

#include <cmath>

namespace dualflow::inventory {

std::string what_is_wrong(const DualProblem& p) {
    if (p.lead_expedited < 0)
        return fmt::format("the near source's lead time is {}; expected 0 or more", p.lead_expedited);
    if (p.lead_regular <= p.lead_expedited)
        return fmt::format(
            "the far source's lead time {} is not above the near one's {}; the slow source must be slower",
            p.lead_regular, p.lead_expedited);
    if (!(p.holding > 0)) return fmt::format("holding cost {}; expected a number above 0", p.holding);
    if (!(p.backlog > 0)) return fmt::format("backlog cost {}; expected a number above 0", p.backlog);
    if (!(p.cost_regular >= 0))
        return fmt::format("the far source costs {}; expected 0 or more", p.cost_regular);
    if (!(p.cost_expedited > p.cost_regular))
        return fmt::format(
            "the near source costs {} and the far one {}; a near source that costs no more is always "
            "better, so there is nothing to decide",
            p.cost_expedited, p.cost_regular);
    if (!std::isfinite(p.holding + p.backlog + p.cost_expedited)) return "a cost is not finite";
    return {};
}

StockCost::StockCost(const DualProblem& problem)
    : demand_(sum_of_periods(problem.demand, problem.lead_expedited + 1)),
      mean_(demand_.mean()),
      holding_(problem.holding),
      backlog_(problem.backlog) {
    double below = 0, expected = 0;  // P(D ≤ y − 1), E(y − D)⁺ = Σ over z < y of P(D ≤ z)
    for (const double mass : demand_.probability) {
        expected += below;
        left_over_.push_back(expected);
        below += mass;
    }
}

double StockCost::left_over(std::int64_t y) const {
    if (y <= demand_.lowest) return 0;
    if (y > demand_.highest()) return static_cast<double>(y) - mean_;
    return left_over_[static_cast<std::size_t>(y - demand_.lowest)];
}

double StockCost::holding(std::int64_t y) const {
    return holding_ * left_over(y);
}

double StockCost::backlog(std::int64_t y) const {
    return backlog_ * (left_over(y) - static_cast<double>(y) + mean_);
}

}  // namespace dualflow::inventory
