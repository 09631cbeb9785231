// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/problem.hpp"

#include <fmt/format.h>

#include <cmath>

namespace dualflow::inventory {

namespace {

constexpr double most_convolved = 1e10;  // multiplications, about ten seconds

}  // namespace

std::string what_is_wrong(const DualProblem& p) {
    if (p.lead_expedited < 0)
        return fmt::format("the near source's lead time is {}; expected 0 or more", p.lead_expedited);
    if (p.lead_regular <= p.lead_expedited)
        return fmt::format(
            "the far source's lead time {} is not above the near one's {}; the slow source must be slower",
            p.lead_regular, p.lead_expedited);
    if (p.demand.highest() == 0) return "demand is always 0; expected some";
    for (const double cost :
         {p.cost_regular, p.cost_expedited, p.holding, p.backlog, p.fixed_regular, p.fixed_expedited})
        if (!std::isfinite(cost)) return fmt::format("a cost is {}; expected a number", cost);
    const double values = static_cast<double>(p.demand.probability.size());
    if (values * values * p.lead_regular * p.lead_regular > most_convolved)
        return fmt::format(
            "demand has {:.0f} values and the far lead time {} periods, too much to convolve; expected fewer "
            "(count in larger units)",
            values, p.lead_regular);
    if (!(p.holding > 0)) return fmt::format("holding cost {}; expected a number above 0", p.holding);
    if (!(p.backlog > 0)) return fmt::format("backlog cost {}; expected a number above 0", p.backlog);
    if (!(p.cost_regular >= 0))
        return fmt::format("the far source costs {}; expected 0 or more", p.cost_regular);
    if (!(p.cost_expedited > p.cost_regular))
        return fmt::format(
            "the near source costs {} and the far one {}; a near source that costs no more is always "
            "better, so there is nothing to decide",
            p.cost_expedited, p.cost_regular);
    if (!(p.fixed_regular >= 0 && p.fixed_expedited >= 0))
        return fmt::format("fixed costs of an order {} and {}; expected 0 or more", p.fixed_regular,
                           p.fixed_expedited);
    return {};
}

namespace {

// Periods before the last one whose demand the stock in reach must serve as well.
int periods_before(const DualProblem& problem) {
    return problem.lost_sales ? 0 : problem.lead_expedited;
}

}  // namespace

StockCost::StockCost(const DualProblem& problem)
    : demand_(sum_of_periods(problem.demand, periods_before(problem) + 1)),
      loss_(demand_),
      before_(periods_before(problem) > 0 ? sum_of_periods(problem.demand, periods_before(problem))
                                          : uniform(0, 0)),
      holding_(problem.holding),
      backlog_(problem.backlog) {}

double StockCost::holding(std::int64_t y) const {
    return holding_ * loss_.left_over(y);
}

double StockCost::backlog(std::int64_t y) const {
    return backlog_ * loss_.shortfall(y);
}

double StockCost::ready(std::int64_t y) const {
    return loss_.at_most(y);
}

double StockCost::late(std::int64_t y) const {
    return loss_.shortfall(y) - before_.shortfall(y);
}

}  // namespace dualflow::inventory
