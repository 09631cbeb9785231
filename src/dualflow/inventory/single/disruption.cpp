// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/disruption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "dualflow/inventory/single/newsvendor.hpp"

namespace dualflow::inventory {

namespace {

constexpr double rounding = 1e-12;
constexpr double most_work = 1e10;  // multiplications
constexpr std::size_t most_values = 5'000'000;

// Demand counted in its largest common unit, so that a constant demand of 2,000 is one of 1.
std::int64_t common_unit(const Distribution& demand) {
    std::int64_t unit = 0;
    for (std::size_t i = 0; i < demand.probability.size(); ++i) {
        if (demand.probability[i] > 0) unit = std::gcd(unit, demand.lowest + static_cast<std::int64_t>(i));
    }
    return unit;
}

Distribution in_units(const Distribution& demand, std::int64_t unit) {
    Distribution scaled{demand.lowest / unit, {}, demand.mass_cut};
    for (std::size_t i = 0; i < demand.probability.size(); i += static_cast<std::size_t>(unit))
        scaled.probability.push_back(demand.probability[i]);
    return scaled;
}

// Σ over i of p(i) · terms[at − i].
double convolved(const Distribution& p, const std::vector<double>& terms, std::size_t at) {
    double sum = 0;
    for (std::size_t i = 0; i < p.probability.size(); ++i) {
        const std::size_t value = static_cast<std::size_t>(p.lowest) + i;
        if (value > at) break;
        sum += p.probability[i] * terms[at - value];
    }
    return sum;
}

// E(level − D)⁺ and P(D ≤ level) of a demand that is made value by value.
struct Growing {
    double mean = 0;
    std::vector<double> at_most, left_over;

    void add(double mass) {
        left_over.push_back(left_over.empty() ? 0 : left_over.back() + at_most.back());
        at_most.push_back((at_most.empty() ? 0 : at_most.back()) + mass);
    }
    double left_over_at(double level) const {
        const auto below = static_cast<std::size_t>(level);
        return left_over[below] + (level - std::floor(level)) * at_most[below];
    }
    double shortfall_at(double level) const { return std::max(left_over_at(level) - level + mean, 0.0); }
};

// The demand that the level meets before the next order can: of lead + 1 periods and of the outage so far.
// `before` is the same less the period itself.
class Reach {
public:
    Reach(const DisruptionProblem& problem, Distribution one, Distribution lead)
        : one_(std::move(one)),
          lead_(std::move(lead)),
          up_(problem.recovers / (problem.fails + problem.recovers)),
          first_down_(up_ * problem.fails),
          stays_down_(1 - problem.recovers) {
        const double outage = first_down_ / (problem.recovers * problem.recovers);  // Σ n πₙ, periods
        before.mean = one_.mean() * (outage + problem.site.lead);
        now.mean = one_.mean() * (outage + problem.site.lead + 1);
    }

    // One more value of demand; false where that takes too long.
    bool grow() {
        const std::size_t at = outage_.size();
        // Σⱼ stays_downʲ · (mass of j periods at `at`), by its renewal equation.
        geometric_.push_back(0);
        const double none = one_.lowest == 0 ? one_.probability.front() : 0;
        const double longer = stays_down_ * convolved(one_, geometric_, at);
        geometric_.back() = ((at == 0 ? 1 : 0) + longer) / (1 - stays_down_ * none);
        outage_.push_back((at == 0 ? up_ : 0) + first_down_ * convolved(one_, geometric_, at));
        before_.push_back(convolved(lead_, outage_, at));
        before.add(before_.back());
        now.add(convolved(one_, before_, at));
        work_ += static_cast<double>(3 * one_.probability.size() + lead_.probability.size());
        return work_ <= most_work && at < most_values;
    }

    double availability() const { return up_; }
    std::int64_t values() const { return std::ssize(outage_); }

    Growing before, now;

private:
    Distribution one_, lead_;
    double up_, first_down_, stays_down_, work_ = 0;
    std::vector<double> geometric_, outage_, before_;  // masses
};

std::string wrong(const DisruptionProblem& problem) {
    if (!(problem.fails > 0 && problem.fails < 1))
        return fmt::format("the supplier fails with probability {}; expected one above 0 and below 1",
                           problem.fails);
    if (!(problem.recovers > 0 && problem.recovers <= 1))
        return fmt::format("the supplier recovers with probability {}; expected one above 0, at most 1",
                           problem.recovers);
    return what_is_wrong(problem.site);
}

struct Prepared {
    Reach reach;
    double unit;
};

Result<Prepared, std::string> prepare(const DisruptionProblem& problem) {
    if (std::string error = wrong(problem); !error.empty()) return unexpected(std::move(error));
    const std::int64_t unit = common_unit(problem.site.demand);
    Distribution one = in_units(problem.site.demand, unit);
    Result<Distribution, std::string> lead = demand_over(one, problem.site.lead);
    if (!lead) return unexpected(std::move(lead.error()));
    return Prepared{Reach(problem, std::move(one), std::move(*lead)), static_cast<double>(unit)};
}

tl::unexpected<std::string> too_far(const Prepared& prepared) {
    return unexpected(
        fmt::format("the level is above {:g} units, too far to search; expected shorter outages or "
                    "less demand (count in larger units)",
                    prepared.unit * static_cast<double>(prepared.reach.values())));
}

DisruptedStock described(const DisruptionProblem& problem, const Prepared& prepared, double level_in_units) {
    const SiteProblem& site = problem.site;
    const double unit = prepared.unit, mean = site.demand.mean();
    const Growing &now = prepared.reach.now, &before = prepared.reach.before;
    DisruptedStock stock;
    stock.level = level_in_units * unit;
    stock.availability = prepared.reach.availability();
    stock.periods_covered = std::max(stock.level / mean - site.lead - 1, 0.0);
    stock.averages.holding = site.holding * unit * now.left_over_at(level_in_units);
    stock.averages.backlog = site.backlog * unit * now.shortfall_at(level_in_units);
    stock.averages.ready_rate = std::min(now.at_most[static_cast<std::size_t>(level_in_units)], 1.0);
    const double late = unit * (now.shortfall_at(level_in_units) - before.shortfall_at(level_in_units));
    stock.averages.fill_rate = std::clamp(1 - late / mean, 0.0, 1.0);
    stock.cost = stock.averages.holding + stock.averages.backlog;
    return stock;
}

}  // namespace

Result<DisruptedStock, std::string> solve_disruption(const DisruptionProblem& problem) {
    auto prepared = prepare(problem);
    if (!prepared) return unexpected(std::move(prepared.error()));
    const double h = problem.site.holding, share = h / (h + problem.site.backlog);
    do {
        if (!prepared->reach.grow()) return too_far(*prepared);
    } while (1 - prepared->reach.now.at_most.back() > share * (1 + rounding));
    return described(problem, *prepared, static_cast<double>(prepared->reach.values() - 1));
}

Result<DisruptedStock, std::string> evaluate_disruption(const DisruptionProblem& problem, double level) {
    auto prepared = prepare(problem);
    if (!prepared) return unexpected(std::move(prepared.error()));
    if (!(level >= 0) || !std::isfinite(level))
        return unexpected(fmt::format("level {}; expected a number from 0", level));
    const double in_units = level / prepared->unit;
    while (static_cast<double>(prepared->reach.values()) <= in_units) {
        if (!prepared->reach.grow()) return too_far(*prepared);
    }
    return described(problem, *prepared, in_units);
}

Result<double, std::string> reliable_cost(const SiteProblem& site, double premium) {
    if (!(premium >= 0) || !std::isfinite(premium))
        return unexpected(fmt::format("a premium of {} a unit; expected 0 or more", premium));
    const auto stock = solve_newsvendor(site);
    if (!stock) return unexpected(stock.error());
    return premium * site.demand.mean() + stock->cost;
}

}  // namespace dualflow::inventory
