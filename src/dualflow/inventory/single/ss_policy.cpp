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
constexpr std::int64_t widest = 1'000'000;  // S − s of a given policy

// m(j) and its sums, made as far as they are asked for.
class Renewals {
public:
    explicit Renewals(const Distribution& demand) : demand_(demand) {
        if (demand_.lowest == 0)
            stays_ = 1 - demand_.probability.front();
        else
            stays_ = 1;
    }

    void reach(std::int64_t size) {
        while (std::ssize(density_) < size) density_.push_back(next());
    }
    double operator[](std::int64_t j) const { return density_[static_cast<std::size_t>(j)]; }
    double work() const { return work_; }

private:
    double next() {
        const std::int64_t j = std::ssize(density_);
        if (j == 0) return 1 / stays_;
        const std::int64_t first = std::max<std::int64_t>(demand_.lowest, 1);
        const std::int64_t last = std::min(demand_.highest(), j);
        double sum = 0;
        for (std::int64_t i = first; i <= last; ++i)
            sum += demand_.probability[static_cast<std::size_t>(i - demand_.lowest)] * (*this)[j - i];
        work_ += cost_of_step + static_cast<double>(std::max<std::int64_t>(last - first, 0));
        return sum / stays_;
    }

    const Distribution& demand_;
    double stays_ = 1, work_ = 0;  // P(D > 0)
    std::vector<double> density_;
};

class Search {
public:
    Search(const Distribution& demand, const PositionCost& position, double fixed)
        : renewals_(demand), position_(position), fixed_(fixed) {}

    // False where it takes too long.
    bool run() {
        up_to = position_.best();
        if (!lower_reorder()) return false;
        for (std::int64_t level = up_to + 1; G(level) <= cost; ++level) {
            const double candidate = cost_of(reorder, level);
            if (work_ + renewals_.work() > most_work) return false;
            if (candidate >= cost - same * std::abs(cost)) continue;
            up_to = level;
            cost = candidate;
            while (cost <= G(reorder + 1)) cost = cost_of(++reorder, up_to);
        }
        return true;
    }

    double cost_of(std::int64_t s, std::int64_t S) {
        renewals_.reach(S - s);
        double money = fixed_, periods = 0;
        for (std::int64_t j = 0; j < S - s; ++j) {
            money += renewals_[j] * G(S - j);
            periods += renewals_[j];
        }
        work_ += static_cast<double>(S - s);
        return money / periods;
    }

    double periods_between_orders(std::int64_t size) {
        renewals_.reach(size);
        double periods = 0;
        for (std::int64_t j = 0; j < size; ++j) periods += renewals_[j];
        return periods;
    }

    double weight(std::int64_t j) const { return renewals_[j]; }

    std::int64_t reorder = 0, up_to = 0;
    double cost = 0;

private:
    double G(std::int64_t y) const { return position_.at(y); }

    // The best s for the first S, downwards from it: c falls as long as it is above G(s).
    bool lower_reorder() {
        double money = fixed_, periods = 0;
        for (reorder = up_to - 1;; --reorder) {
            const std::int64_t j = up_to - reorder - 1;
            renewals_.reach(j + 1);
            if (renewals_.work() > most_work) return false;
            money += renewals_[j] * G(reorder + 1);
            periods += renewals_[j];
            cost = money / periods;
            if (cost <= G(reorder)) return true;
        }
    }

    Renewals renewals_;
    const PositionCost& position_;
    double fixed_, work_ = 0;
};

std::string wrong(const SiteProblem& problem, double fixed) {
    if (!(fixed >= 0) || !std::isfinite(fixed))
        return fmt::format("fixed cost {} an order; expected 0 or more", fixed);
    return what_is_wrong(problem);
}

SsPolicy described(Search& search, SiteAverages& site, double fixed) {
    SsPolicy policy{search.reorder, search.up_to, search.cost, 0, 0, {}};
    const std::int64_t size = policy.up_to - policy.reorder;
    policy.orders = 1 / search.periods_between_orders(size);
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
    if (up_to - reorder > widest)
        return unexpected(fmt::format("S − s is {}; expected at most {}", up_to - reorder, widest));
    Result<SiteAverages, std::string> site = SiteAverages::of(problem);
    if (!site) return unexpected(std::move(site.error()));
    Search search(problem.demand, site->cost(), fixed);
    search.reorder = reorder;
    search.up_to = up_to;
    search.cost = search.cost_of(reorder, up_to);
    return described(search, *site, fixed);
}

}  // namespace dualflow::inventory
