// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/ss_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dualflow::inventory {

namespace {

constexpr double same = 1e-13;         // costs this close are equal
constexpr double most_work = 1e10;     // multiplications
constexpr double cost_of_step = 1000;  // of one more unit of S − s, in the same measure: it takes memory too
constexpr std::int64_t widest = 5'000'000;  // S − s of a given policy

// Σ over j < size of ahead[j] · back[−j]: four sums, so that they need not wait for each other.
double reversed_product(const double* ahead, const double* back, std::int64_t size) {
    double sums[4] = {};
    std::int64_t j = 0;
    for (; j + 4 <= size; j += 4) {
        for (std::int64_t k = 0; k < 4; ++k) sums[k] += ahead[j + k] * back[-j - k];
    }
    for (; j < size; ++j) sums[0] += ahead[j] * back[-j];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

// m(j) and M(j) = m(0) + … + m(j − 1), made as far as they are asked for.
class Renewals {
public:
    explicit Renewals(const Distribution& demand)
        : demand_(demand), comes_(demand.lowest == 0 ? 1 - demand.probability.front() : 1) {}

    void reach(std::int64_t size) {
        while (std::ssize(density_) < size) {
            density_.push_back(next());
            periods_.push_back(periods_.back() + density_.back());
        }
    }
    const double* density() const { return density_.data(); }
    double density(std::int64_t j) const { return density_[static_cast<std::size_t>(j)]; }
    double periods(std::int64_t size) const { return periods_[static_cast<std::size_t>(size)]; }
    double work() const { return work_; }

private:
    double next() {
        const std::int64_t j = std::ssize(density_);
        if (j == 0) return 1 / comes_;
        const std::int64_t first = std::max<std::int64_t>(demand_.lowest, 1);
        const std::int64_t size = std::max<std::int64_t>(std::min(demand_.highest(), j) - first + 1, 0);
        work_ += cost_of_step + static_cast<double>(size);
        if (size == 0) return 0;
        return reversed_product(demand_.probability.data() + (first - demand_.lowest),
                                density_.data() + (j - first), size) /
               comes_;
    }

    const Distribution& demand_;
    double comes_, work_ = 0;  // P(D > 0)
    std::vector<double> density_, periods_{0};
};

class Search {
public:
    Search(const Distribution& demand, const PositionCost& position, double fixed)
        : renewals_(demand), position_(position), fixed_(fixed) {}

    // False where it takes too long.
    bool run() {
        up_to = position_.best();
        if (!lower_reorder()) return false;
        tabulate(reorder, up_to);
        for (std::int64_t level = up_to + 1; position_.at(level) <= cost; ++level) {
            table_.push_back(position_.at(level));
            const double candidate = cost_of(reorder, level);
            if (work_ + renewals_.work() > most_work) return false;
            if (candidate >= cost - same * std::abs(cost)) continue;
            up_to = level;
            cost = candidate;
            while (reorder + 1 < up_to && cost <= position_.at(reorder + 1)) cost = cost_of(++reorder, up_to);
        }
        return true;
    }

    void evaluate(std::int64_t s, std::int64_t S) {
        reorder = s;
        up_to = S;
        tabulate(s, S);
        cost = cost_of(s, S);
    }

    double weight(std::int64_t j) const { return renewals_.density(j); }
    double periods_between_orders() const { return renewals_.periods(up_to - reorder); }

    std::int64_t reorder = 0, up_to = 0;
    double cost = 0;

private:
    // The best s for the first S, downwards from it: c falls as long as it is above G(s).
    bool lower_reorder() {
        double money = fixed_;
        for (reorder = up_to - 1;; --reorder) {
            const std::int64_t j = up_to - reorder - 1;
            renewals_.reach(j + 1);
            if (renewals_.work() > most_work) return false;
            money += renewals_.density(j) * position_.at(reorder + 1);
            cost = money / renewals_.periods(j + 1);
            if (cost <= position_.at(reorder)) return true;
        }
    }

    void tabulate(std::int64_t from, std::int64_t to) {
        lowest_ = from;
        table_.clear();
        for (std::int64_t y = from; y <= to; ++y) table_.push_back(position_.at(y));
    }

    double cost_of(std::int64_t s, std::int64_t S) {
        renewals_.reach(S - s);
        work_ += static_cast<double>(S - s);
        const double stock = reversed_product(renewals_.density(), table_.data() + (S - lowest_), S - s);
        return (fixed_ + stock) / renewals_.periods(S - s);
    }

    Renewals renewals_;
    const PositionCost& position_;
    double fixed_, work_ = 0;
    std::int64_t lowest_ = 0;  // G at lowest_, lowest_ + 1, … is in the table
    std::vector<double> table_;
};

std::string wrong(const SiteProblem& problem, double fixed) {
    if (!(fixed >= 0) || !std::isfinite(fixed))
        return fmt::format("fixed cost {} an order; expected 0 or more", fixed);
    return what_is_wrong(problem);
}

SsPolicy described(Search& search, SiteAverages& site, double fixed) {
    SsPolicy policy{search.reorder, search.up_to, search.cost, 0, 0, {}};
    const std::int64_t size = policy.up_to - policy.reorder;
    policy.orders = 1 / search.periods_between_orders();
    policy.fixed_cost = fixed * policy.orders;
    for (std::int64_t j = 0; j < size; ++j) site.add(policy.up_to - j, search.weight(j) * policy.orders);
    policy.averages = site.averages();
    return policy;
}

}  // namespace

Result<SsPolicy, std::string> solve_ss(const SiteProblem& problem, double fixed) {
    if (std::string error = wrong(problem, fixed); !error.empty()) return unexpected(std::move(error));
    Result<SiteAverages, std::string> site = SiteAverages::of(problem);
    if (!site) return unexpected(std::move(site.error()));
    Search search(problem.demand, site->cost(), fixed);
    if (!search.run())
        return unexpected(
            fmt::format("orders of more than {} units are needed, too many to search; expected "
                        "smaller ones (count in larger units)",
                        search.up_to - search.reorder));
    return described(search, *site, fixed);
}

Result<SsPolicy, std::string> evaluate_ss(const SiteProblem& problem, double fixed, std::int64_t reorder,
                                          std::int64_t up_to) {
    if (std::string error = wrong(problem, fixed); !error.empty()) return unexpected(std::move(error));
    if (reorder >= up_to)
        return unexpected(fmt::format("s is {} and S {}; expected s below S", reorder, up_to));
    const auto size = static_cast<double>(up_to) - static_cast<double>(reorder);
    const auto values = static_cast<double>(problem.demand.probability.size());
    if (size > widest || size * std::min(size, values) > most_work)
        return unexpected(
            fmt::format("S − s is {:g}, with a demand of {:g} values too much to evaluate; expected "
                        "less (count in larger units)",
                        size, values));
    Result<SiteAverages, std::string> site = SiteAverages::of(problem);
    if (!site) return unexpected(std::move(site.error()));
    Search search(problem.demand, site->cost(), fixed);
    search.evaluate(reorder, up_to);
    return described(search, *site, fixed);
}

}  // namespace dualflow::inventory
