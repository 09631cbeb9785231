// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/newsvendor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dualflow/inventory/single/normal.hpp"

namespace dualflow::inventory {

namespace {

std::string wrong_normal(const NormalProblem& problem) {
    if (!(problem.mean > 0) || !std::isfinite(problem.mean))
        return fmt::format("a normal demand of mean {}; expected a number above 0", problem.mean);
    if (!(problem.deviation > 0) || !std::isfinite(problem.deviation))
        return fmt::format("a normal demand of deviation {}; expected a number above 0", problem.deviation);
    return what_is_wrong(SiteProblem{uniform(1, 1), problem.lead, problem.holding, problem.backlog});
}

}  // namespace

Result<Newsvendor, std::string> solve_newsvendor(const SiteProblem& problem) {
    if (std::string wrong = what_is_wrong(problem); !wrong.empty()) return unexpected(std::move(wrong));
    Result<SiteAverages, std::string> site = SiteAverages::of(problem);
    if (!site) return unexpected(std::move(site.error()));
    const std::int64_t level = site->cost().best();
    site->add(level, 1);
    const double periods = problem.lead + 1;
    Newsvendor found;
    found.level = static_cast<double>(level);
    found.cost = site->cost().at(level);
    found.critical_ratio = problem.backlog / (problem.holding + problem.backlog);
    found.demand_mean = periods * problem.demand.mean();
    found.demand_deviation = std::sqrt(periods * problem.demand.variance());
    found.averages = site->averages();
    return found;
}

Result<Newsvendor, std::string> solve_newsvendor(const NormalProblem& problem) {
    if (std::string wrong = wrong_normal(problem); !wrong.empty()) return unexpected(std::move(wrong));
    const double h = problem.holding, b = problem.backlog, periods = problem.lead + 1;
    const double z = normal_quantile(b / (h + b), h / (h + b));
    Newsvendor found;
    found.demand_mean = periods * problem.mean;
    found.demand_deviation = std::sqrt(periods) * problem.deviation;
    found.level = found.demand_mean + z * found.demand_deviation;
    found.cost = (h + b) * found.demand_deviation * normal_density(z);
    found.critical_ratio = b / (h + b);
    const auto shortfall = [&](double n) {  // of n periods
        const double mean = n * problem.mean, deviation = std::sqrt(n) * problem.deviation;
        if (n == 0) return std::max(-found.level, 0.0);
        return deviation * normal_loss((found.level - mean) / deviation);
    };
    found.averages.holding = h * found.demand_deviation * normal_loss(-z);
    found.averages.backlog = b * shortfall(periods);
    found.averages.ready_rate = normal_above(-z);
    const double late = shortfall(periods) - shortfall(periods - 1);
    found.averages.fill_rate = std::clamp(1 - late / problem.mean, 0.0, 1.0);
    return found;
}

}  // namespace dualflow::inventory
