// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "dualflow/inventory/dual/operate.hpp"

namespace dualflow::inventory {
namespace {

using Found = Result<PolicyValue, std::string>;

constexpr std::int64_t few = 64;  // base orders, each of which is tried

struct Naming {
    const char *short_name, *long_name;
    std::vector<std::string> parameters;
};

const Naming& naming(PolicyKind kind) {
    static const Naming names[] = {{"si", "single index", {"z_r", "delta"}},
                                   {"di", "dual index", {"z_e", "z_r"}},
                                   {"cdi", "capped dual index", {"s_e", "s_r", "cap"}},
                                   {"tbs", "tailored base-surge", {"q", "s"}}};
    return names[static_cast<std::size_t>(kind)];
}

Policy policy_of(const Shape& shape, std::int64_t level) {
    switch (shape.kind) {
        case PolicyKind::single_index:
            return {shape.kind, {level, shape.gap}};
        case PolicyKind::dual_index:
            return {shape.kind, {level, level + shape.gap}};
        case PolicyKind::capped_dual_index:
            return {shape.kind, {level, level + shape.gap, shape.cap}};
        default:
            return {shape.kind, {shape.cap, level}};
    }
}

struct Placed {
    Shape shape;
    std::int64_t level = 0;
};

Placed placed(const Policy& policy) {
    const std::vector<std::int64_t>& p = policy.parameters;
    switch (policy.kind) {
        case PolicyKind::single_index:
            return {{policy.kind, p[1], 0}, p[0]};
        case PolicyKind::dual_index:
            return {{policy.kind, p[1] - p[0], 0}, p[0]};
        case PolicyKind::capped_dual_index:
            return {{policy.kind, p[1] - p[0], p[2]}, p[0]};
        default:
            return {{policy.kind, 0, p[0]}, p[1]};
    }
}

std::string what_is_wrong(const Policy& policy) {
    const Naming& names = naming(policy.kind);
    if (policy.parameters.size() != names.parameters.size())
        return fmt::format("{} parameters for {}; expected {}: {}", policy.parameters.size(), names.long_name,
                           names.parameters.size(), fmt::join(names.parameters, ", "));
    const Shape shape = placed(policy).shape;
    if (shape.gap < 0 && policy.kind == PolicyKind::single_index)
        return fmt::format("delta is {}; expected 0 or more", shape.gap);
    if (shape.gap < 0)
        return fmt::format("the far level {} is below the near level {}; expected no less",
                           policy.parameters[1], policy.parameters[0]);
    if (shape.cap < 0)
        return fmt::format("{} is {}; expected 0 or more",
                           policy.kind == PolicyKind::base_surge ? "q" : "cap", shape.cap);
    return {};
}

std::string what_no_policy_is_for(const DualProblem& problem) {
    if (problem.lost_sales)
        return "the policies are for demand that waits; with lost sales there is only the optimum";
    return what_is_wrong(problem);
}

double cost_at(const StockCost& cost, const Distribution& stock, std::int64_t level) {
    double sum = 0;
    for (std::size_t i = 0; i < stock.probability.size(); ++i)
        sum += stock.probability[i] * cost.at(level + stock.lowest + static_cast<std::int64_t>(i));
    return sum;
}

// The cost is convex in the level; ties go to the lower one.
std::int64_t best_level(const StockCost& cost, const Distribution& stock) {
    std::int64_t low = cost.demand().lowest - stock.highest(), high = cost.demand().highest() - stock.lowest;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (cost_at(cost, stock, middle) <= cost_at(cost, stock, middle + 1))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

PolicyValue value_of(const DualProblem& problem, const StockCost& cost, const Shape& shape,
                     const Operated& operated, std::int64_t level) {
    PolicyValue value;
    value.policy = policy_of(shape, level);
    LongRunSum sum(problem, cost);
    sum.near = operated.near;
    sum.far = operated.far;
    for (std::size_t i = 0; i < operated.stock.probability.size(); ++i)
        sum.stock(operated.stock.probability[i],
                  level + operated.stock.lowest + static_cast<std::int64_t>(i));
    value.average = sum.finish();
    return value;
}

// Widest step between two demands that can happen: costs over a parameter may go up and down with it.
std::int64_t widest_hole(const Distribution& demand) {
    std::int64_t widest = 1, since = 1;
    for (const double mass : demand.probability) {
        if (mass > 0) {
            widest = std::max(widest, since);
            since = 1;
        } else {
            ++since;
        }
    }
    return widest;
}

// Shapes one after the other, the best of them with its best level.
class Search {
public:
    Search(const DualProblem& problem, const PolicyLimits& limits)
        : problem_(problem), limits_(limits), cost_(problem), patience_(2 + widest_hole(problem.demand)) {}

    // From `centre` up and down within 0 … last, each way until the cost has not fallen for `patience` steps.
    // Returns where it was least.
    template <class CostAt>
    std::int64_t around(std::int64_t centre, std::int64_t last, const CostAt& cost_at) {
        std::int64_t where = std::clamp<std::int64_t>(centre, 0, last);
        double least = cost_at(where);
        for (const std::int64_t step : {1, -1}) {
            std::int64_t since = 0;
            for (std::int64_t i = where + step; i >= 0 && i <= last && since < patience_; i += step) {
                const double cost = cost_at(i);
                since = lower(cost, least) ? 0 : since + 1;
                if (since == 0) where = i;
                least = std::min(least, cost);
            }
        }
        // With fixed costs the best may be not to order from one source at all, far from anything else.
        if (lower(cost_at(0), least)) where = 0;
        return where;
    }
    // Where a cost that falls and then rises is least, about; without a finite cost from some point on.
    template <class CostAt>
    std::int64_t valley(std::int64_t last, const CostAt& cost_at) {
        std::int64_t low = 0, high = last;
        while (high - low > 2 * patience_) {
            const std::int64_t third = (high - low) / 3, left = low + third, right = high - third;
            const double at_left = cost_at(left), at_right = cost_at(right);
            if (!std::isfinite(at_right) || at_left <= at_right)
                high = right;
            else
                low = left;
        }
        return low + (high - low) / 2;
    }
    // Infinite where the chain of the shape is too large or does not settle.
    double attempt(const Shape& shape) {
        const auto operated = operate(problem_, shape, limits_);
        if (!operated) {
            why_ = operated.error();
            return std::numeric_limits<double>::infinity();
        }
        const std::int64_t level = best_level(cost_, operated->stock);
        PolicyValue value = value_of(problem_, cost_, shape, *operated, level);
        const double cost = value.average.cost;
        const bool tie = best_ && !lower(best_->average.cost, cost) && smaller(shape, shape_);
        if (!best_ || tie || lower(cost, best_->average.cost)) {
            best_ = std::move(value);
            shape_ = shape;
        }
        return cost;
    }
    Found best() const {
        if (!best_) return unexpected(why_);
        return *best_;
    }

private:
    static bool smaller(const Shape& a, const Shape& b) {
        return std::pair(a.cap, a.gap) < std::pair(b.cap, b.gap);
    }
    // Equal but for rounding is not lower.
    static bool lower(double cost, double least) { return cost < least - 1e-12 * std::abs(least); }

    const DualProblem& problem_;
    const PolicyLimits& limits_;
    StockCost cost_;
    std::int64_t patience_;
    std::optional<PolicyValue> best_;
    Shape shape_;  // of the best
    std::string why_;
};

}  // namespace

const char* short_name(PolicyKind kind) {
    return naming(kind).short_name;
}
const char* long_name(PolicyKind kind) {
    return naming(kind).long_name;
}
const std::vector<std::string>& parameter_names(PolicyKind kind) {
    return naming(kind).parameters;
}

Found evaluate(const DualProblem& problem, const Policy& policy, const PolicyLimits& limits) {
    if (std::string wrong = what_no_policy_is_for(problem); !wrong.empty())
        return unexpected(std::move(wrong));
    if (std::string wrong = what_is_wrong(policy); !wrong.empty()) return unexpected(std::move(wrong));
    const auto [shape, level] = placed(policy);
    const auto operated = operate(problem, shape, limits);
    if (!operated) return unexpected(operated.error());
    return value_of(problem, StockCost(problem), shape, *operated, level);
}

Found best(const DualProblem& problem, PolicyKind kind, const PolicyLimits& limits) {
    if (std::string wrong = what_no_policy_is_for(problem); !wrong.empty())
        return unexpected(std::move(wrong));
    const double mean = problem.demand.mean();
    const std::int64_t highest = problem.demand.highest(), usual = std::llround(mean);
    // DI: far orders under way never hold more, so that a wider gap between the levels changes nothing. CDI
    // with a cap below the mean demand nears TBS as the gap grows.
    const std::int64_t widest = problem.lead_difference() * highest * 4;
    std::int64_t gap = std::llround(problem.lead_difference() * mean);
    Search search(problem, limits);
    const auto over_gaps = [&](std::int64_t cap) {
        double least = std::numeric_limits<double>::infinity();
        gap = search.around(gap, widest, [&](std::int64_t at) {
            const double cost = search.attempt({kind, at, cap});
            least = std::min(least, cost);
            return cost;
        });
        return least;
    };
    switch (kind) {
        case PolicyKind::single_index:
            search.around(usual, highest,
                          [&](std::int64_t delta) { return search.attempt({kind, delta, 0}); });
            break;
        case PolicyKind::dual_index:
            over_gaps(0);
            break;
        case PolicyKind::capped_dual_index:
            over_gaps(highest);
            search.around(usual, highest, over_gaps);
            break;
        case PolicyKind::base_surge: {
            // Every q where there are few; else the cost has been seen to fall and then rise in q, up to
            // where the chain no longer fits, next to the mean.
            const auto most = std::max<std::int64_t>(0, std::llround(std::ceil(mean)) - 1);
            const auto at = [&](std::int64_t q) { return search.attempt({kind, 0, q}); };
            for (std::int64_t q = 0; q <= most && most <= few; ++q) at(q);
            if (most > few) search.around(search.valley(most, at), most, at);
            break;
        }
    }
    return search.best();
}

}  // namespace dualflow::inventory
