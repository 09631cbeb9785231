// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::inventory {

namespace {

constexpr int longest_lead = 10'000;
constexpr double steepest = 1e9;    // backlog over holding
constexpr double dropped = 1e-17;   // mass of either tail of a sum
constexpr double most_work = 2e10;  // multiplications

Distribution without_tails(Distribution sum) {
    std::vector<double>& p = sum.probability;
    std::size_t first = 0, last = p.size();
    double cut = 0;
    for (; first + 1 < last && cut + p[first] < dropped; ++first) cut += p[first];
    sum.mass_cut += cut;
    for (cut = 0; last > first + 1 && cut + p[last - 1] < dropped; --last) cut += p[last - 1];
    sum.mass_cut += cut;
    const auto at = [&p](std::size_t i) { return p.begin() + static_cast<std::ptrdiff_t>(i); };
    sum.probability = std::vector<double>(at(first), at(last));
    sum.lowest += static_cast<std::int64_t>(first);
    return sum;
}

}  // namespace

std::string wrong_costs(double holding, double backlog) {
    if (!(holding > 0) || !std::isfinite(holding))
        return fmt::format("holding cost {}; expected a number above 0", holding);
    if (!(backlog > 0) || !std::isfinite(backlog))
        return fmt::format("backlog cost {}; expected a number above 0", backlog);
    if (backlog > steepest * holding)
        return fmt::format(
            "backlog cost {} is more than {:g} times the holding cost {}; expected less, since "
            "the answer would be in the tail of demand that is cut off",
            backlog, steepest, holding);
    return {};
}

std::string what_is_wrong(const SiteProblem& problem) {
    if (std::string wrong = wrong_costs(problem.holding, problem.backlog); !wrong.empty()) return wrong;
    if (problem.lead < 0 || problem.lead > longest_lead)
        return fmt::format("lead time {}; expected whole periods from 0 to {}", problem.lead, longest_lead);
    if (problem.demand.highest() == 0) return "demand is always 0; expected some demand";
    return {};
}

Result<Distribution, std::string> demand_over(const Distribution& one, int periods) {
    Distribution sum{0, {1.0}}, power = one;
    double work = 0;
    for (int left = periods; left > 0; left /= 2) {
        const auto size = static_cast<double>(power.probability.size());
        work += (left % 2 == 1 ? size * static_cast<double>(sum.probability.size()) : 0) +
                (left > 1 ? size * size : 0);
        if (work > most_work)
            return unexpected(
                fmt::format("the demand of {} periods has too many values, since that of one has "
                            "{}; expected fewer (count in larger units)",
                            periods, one.probability.size()));
        if (left % 2 == 1) sum = without_tails(convolve(sum, power));
        if (left > 1) power = without_tails(convolve(power, power));
    }
    return sum;
}

Result<SiteAverages, std::string> SiteAverages::of(const SiteProblem& problem) {
    Result<Distribution, std::string> before = demand_over(problem.demand, problem.lead);
    if (!before) return unexpected(std::move(before.error()));
    const Result<Distribution, std::string> reach = demand_over(problem.demand, problem.lead + 1);
    if (!reach) return unexpected(reach.error());
    return SiteAverages(problem, *reach, *before);
}

void SiteAverages::add(std::int64_t position, double weight) {
    const Loss& loss = cost_.loss();
    sums_.holding += weight * cost_.holding(position);
    sums_.backlog += weight * cost_.backlog(position);
    sums_.ready_rate += weight * loss.at_most(position);
    late_ += weight * (loss.shortfall(position) - before_.shortfall(position));
}

StockAverages SiteAverages::averages() const {
    StockAverages averages = sums_;
    averages.fill_rate = std::clamp(1 - late_ / mean_, 0.0, 1.0);
    averages.ready_rate = std::min(averages.ready_rate, 1.0);
    return averages;
}

}  // namespace dualflow::inventory
