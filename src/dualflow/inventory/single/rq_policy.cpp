// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/rq_policy.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace dualflow::inventory {

namespace {

constexpr double same = 1e-13;                // costs this close are equal
constexpr double most_units = 1e7;            // mean demand of a lead time
constexpr std::int64_t largest = 50'000'000;  // order, and distance of r from 0

std::string wrong(const RqProblem& problem) {
    if (!(problem.rate > 0) || !std::isfinite(problem.rate))
        return fmt::format("a demand rate of {}; expected a number above 0", problem.rate);
    if (!(problem.lead >= 0) || !std::isfinite(problem.lead))
        return fmt::format("lead time {}; expected 0 or more", problem.lead);
    if (problem.rate * problem.lead > most_units)
        return fmt::format(
            "a mean demand of {:g} in a lead time; expected at most {:g} (count in larger units)",
            problem.rate * problem.lead, most_units);
    if (!(problem.fixed >= 0) || !std::isfinite(problem.fixed))
        return fmt::format("fixed cost {} an order; expected 0 or more", problem.fixed);
    return wrong_costs(problem.holding, problem.backlog);
}

std::string wrong_quantity(std::int64_t quantity) {
    if (quantity >= 1 && quantity <= largest) return {};
    return fmt::format("an order of {} units; expected 1 to {}", quantity, largest);
}

PositionCost position_of(const RqProblem& problem) {
    const double mean = problem.rate * problem.lead;
    return {mean > 0 ? poisson(mean) : uniform(0, 0), problem.holding, problem.backlog};
}

RqPolicy described(const RqProblem& problem, const PositionCost& position, std::int64_t reorder,
                   std::int64_t quantity) {
    RqPolicy policy{reorder, quantity, 0, 0, 0, {}};
    const auto size = static_cast<double>(quantity);
    StockAverages& averages = policy.averages;
    for (std::int64_t y = reorder + 1; y <= reorder + quantity; ++y) {
        averages.holding += position.holding(y) / size;
        averages.backlog += position.backlog(y) / size;
        averages.ready_rate += position.loss().at_most(y) / size;
        averages.fill_rate += position.loss().at_most(y - 1) / size;
    }
    policy.orders = problem.rate / size;
    policy.fixed_cost = problem.fixed * policy.orders;
    policy.cost = policy.fixed_cost + averages.holding + averages.backlog;
    return policy;
}

}  // namespace

Result<RqPolicy, std::string> solve_rq(const RqProblem& problem, std::optional<std::int64_t> quantity) {
    if (std::string error = wrong(problem); !error.empty()) return unexpected(std::move(error));
    if (std::string error = wrong_quantity(quantity.value_or(1)); !error.empty())
        return unexpected(std::move(error));
    const PositionCost position = position_of(problem);
    std::int64_t low = position.best(), high = low;  // the positions taken
    double money = problem.rate * problem.fixed + position.at(low);
    for (std::int64_t size = 1; size < quantity.value_or(largest + 1); ++size) {
        const double below = position.at(low - 1), above = position.at(high + 1);
        const double next = std::fmin(below, above), average = money / static_cast<double>(size);
        if (!quantity && next >= average * (1 - same)) break;
        if (size == largest)
            return unexpected(
                fmt::format("orders of more than {} units are needed; expected smaller ones (count "
                            "in larger units)",
                            largest));
        money += next;
        below < above ? --low : ++high;
    }
    return described(problem, position, low - 1, high - low + 1);
}

Result<RqPolicy, std::string> evaluate_rq(const RqProblem& problem, std::int64_t reorder,
                                          std::int64_t quantity) {
    if (std::string error = wrong(problem); !error.empty()) return unexpected(std::move(error));
    if (std::string error = wrong_quantity(quantity); !error.empty()) return unexpected(std::move(error));
    if (reorder < -largest || reorder > largest)
        return unexpected(fmt::format("a reorder point of {}; expected one within ±{}", reorder, largest));
    return described(problem, position_of(problem), reorder, quantity);
}

}  // namespace dualflow::inventory
