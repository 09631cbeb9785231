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

constexpr double highest_level = 1e15;  // beyond, units are lost in doubles

std::string wrong_level(double level, bool whole) {
    if (std::abs(level) <= highest_level && (!whole || level == std::floor(level))) return {};
    return fmt::format("level {}; expected a {}number within ±{:g}", level, whole ? "whole " : "",
                       highest_level);
}

}  // namespace

Result<Newsvendor, std::string> solve_newsvendor(const SiteProblem& problem, std::optional<double> given) {
    if (std::string wrong = what_is_wrong(problem); !wrong.empty()) return unexpected(std::move(wrong));
    if (std::string wrong = wrong_level(given.value_or(0), true); !wrong.empty())
        return unexpected(std::move(wrong));
    Result<SiteAverages, std::string> site = SiteAverages::of(problem);
    if (!site) return unexpected(std::move(site.error()));
    const std::int64_t level = given ? static_cast<std::int64_t>(*given) : site->cost().best();
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

Result<Newsvendor, std::string> solve_newsvendor(const NormalProblem& problem, std::optional<double> given) {
    if (std::string wrong = wrong_normal(problem); !wrong.empty()) return unexpected(std::move(wrong));
    if (std::string wrong = wrong_level(given.value_or(0), false); !wrong.empty())
        return unexpected(std::move(wrong));
    const double h = problem.holding, b = problem.backlog, periods = problem.lead + 1;
    Newsvendor found;
    found.demand_mean = periods * problem.mean;
    found.demand_deviation = std::sqrt(periods) * problem.deviation;
    found.critical_ratio = b / (h + b);
    const double best = normal_quantile(b / (h + b), h / (h + b));
    const double z = given ? (*given - found.demand_mean) / found.demand_deviation : best;
    found.level = given.value_or(found.demand_mean + z * found.demand_deviation);
    found.averages.holding = h * found.demand_deviation * normal_loss(-z);
    found.averages.backlog = b * found.demand_deviation * normal_loss(z);
    // At the best level the parts sum to this, which loses no digits in their differences.
    found.cost = given ? found.averages.holding + found.averages.backlog
                       : (h + b) * found.demand_deviation * normal_density(z);
    found.averages.ready_rate = normal_above(-z);
    const double before = problem.lead * problem.mean, spread = std::sqrt(problem.lead) * problem.deviation;
    const double waits_already = problem.lead == 0 ? std::max(-found.level, 0.0)
                                                   : spread * normal_loss((found.level - before) / spread);
    const double late = found.averages.backlog / b - waits_already;
    found.averages.fill_rate = std::clamp(1 - late / problem.mean, 0.0, 1.0);
    return found;
}

}  // namespace dualflow::inventory
