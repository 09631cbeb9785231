// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/premium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace dualflow::inventory {
namespace {

constexpr int most_steps = 100;

// A policy as a point: near units and stock cost a period.
struct Point {
    double near_units = 0, cost = 0, mean_stock = 0, premium = 0;
    double at(double premium_then) const { return cost + premium_then * near_units; }
};

Point point_of(const DualProblem& p, const LongRun& average, double premium) {
    // Backlog without fixed costs: what is bought is the mean demand.
    return {average.share_expedited * p.demand.mean(), average.holding + average.backlog, average.mean_stock,
            premium};
}

DualProblem with_premium(DualProblem problem, double premium) {
    problem.cost_expedited = problem.cost_regular + premium;
    return problem;
}

std::string what_has_no_premium(const DualProblem& p) {
    if (p.lost_sales || p.fixed_regular > 0 || p.fixed_expedited > 0)
        return "the premium is weighed for demand that waits and orders without a fixed cost; expected "
               "neither lost sales nor fixed costs";
    return what_is_wrong(p);
}

// The better of the two policies that stay near the optimum, where the optimum does not fit.
Result<Point, std::string> best_policy_at(const DualProblem& problem, double premium,
                                          const PolicyLimits& limits) {
    const DualProblem p = with_premium(problem, premium);
    std::optional<Point> least;
    std::string why;
    for (const PolicyKind kind : {PolicyKind::capped_dual_index, PolicyKind::base_surge}) {
        const auto found = best(p, kind, limits);
        if (!found) {
            why = found.error();
            continue;
        }
        const Point point = point_of(p, found->average, premium);
        if (!least || point.at(premium) < least->at(premium)) least = point;
    }
    if (!least) return unexpected(why);
    return *least;
}

// The hull, corner by corner.
class Hull {
public:
    Hull(const DualProblem& problem, const OptimumOptions& options, const PolicyLimits& limits)
        : problem_(problem), options_(options), limits_(limits) {
        exact_ = optimum_fits(problem, options);
    }

    Result<void, std::string> build(double error, std::size_t most_corners) {
        const SingleSource near = single_source(problem_, problem_.lead_expedited);
        const SingleSource far = single_source(problem_, problem_.lead_regular);
        corners_ = {{problem_.demand.mean(), near.cost, near.mean_stock, 0},
                    {0, far.cost, far.mean_stock, std::numeric_limits<double>::infinity()}};
        edges_.resize(1);
        if (auto done = probe(0); !done) return done;
        while (corners_.size() < most_corners) {
            const auto worst = std::max_element(
                edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.error < b.error; });
            if (worst->error <= error) break;
            if (auto done = split(static_cast<std::size_t>(worst - edges_.begin())); !done) return done;
        }
        return {};
    }

    StockTable table() const {
        const double mean = problem_.demand.mean();
        StockTable table;
        table.method = exact_ ? "optimum" : "best of capped dual index and base surge";
        table.solves = solves_;
        for (const Edge& edge : edges_) table.error = std::max(table.error, edge.error / mean);
        for (const Point& c : corners_)
            table.corners.push_back({1 - c.near_units / mean, c.cost / mean, c.mean_stock, c.premium});
        return table;
    }

private:
    // Between corner i and corner i + 1: what is farthest below the straight line, and how far.
    struct Edge {
        Point below;
        double error = 0;
    };

    Result<void, std::string> probe(std::size_t i) {
        const Point &left = corners_[i], &right = corners_[i + 1];
        Edge& edge = edges_[i];
        edge = {};
        const double width = left.near_units - right.near_units, premium = (right.cost - left.cost) / width;
        if (!(width > 0) || !(premium > 0)) return {};
        const auto found = at(premium);
        if (!found) return unexpected(found.error());
        edge.below = *found;
        edge.error = std::max(0.0, left.at(premium) - found->at(premium));
        // A policy outside of the edge is one of the line itself, found again.
        if (found->near_units >= left.near_units || found->near_units <= right.near_units) edge.error = 0;
        return {};
    }

    Result<void, std::string> split(std::size_t i) {
        const auto at_edge = static_cast<std::ptrdiff_t>(i);
        corners_.insert(corners_.begin() + at_edge + 1, edges_[i].below);
        edges_.insert(edges_.begin() + at_edge, Edge{});
        if (auto done = probe(i); !done) return done;
        return probe(i + 1);
    }

    Result<Point, std::string> at(double premium) {
        ++solves_;
        if (!exact_) return best_policy_at(problem_, premium, limits_);
        const DualProblem p = with_premium(problem_, premium);
        const auto optimum = solve_optimum(p, options_);
        if (!optimum) return unexpected(optimum.error());
        return point_of(p, optimum->average, premium);
    }

    const DualProblem& problem_;
    const OptimumOptions& options_;
    const PolicyLimits& limits_;
    bool exact_ = true;
    int solves_ = 0;
    std::vector<Point> corners_;
    std::vector<Edge> edges_;
};

}  // namespace

SingleSource single_source(const DualProblem& problem, int lead) {
    DualProblem alone = problem;
    alone.lead_expedited = lead;  // the stock meets the demand of lead + 1 periods
    const StockCost cost(alone);
    // The least y with P(D ≤ y) ≥ b/(b + h).
    const std::int64_t level = quantile(cost.demand(), problem.backlog / (problem.backlog + problem.holding));
    return {level, cost.at(level), cost.holding(level) / problem.holding};
}

Result<BreakEven, std::string> break_even(const DualProblem& problem, const OptimumOptions& options,
                                          double saving) {
    if (std::string wrong = what_has_no_premium(problem); !wrong.empty()) return unexpected(std::move(wrong));
    BreakEven out;
    out.far_only = single_source(problem, problem.lead_regular);
    out.near_only = single_source(problem, problem.lead_expedited);
    double premium = (out.far_only.cost - out.near_only.cost) / problem.demand.mean();
    if (!(premium > 0)) return out;  // demand that never varies
    for (out.solves = 1; out.solves <= most_steps; ++out.solves) {
        const DualProblem p = with_premium(problem, premium);
        const auto optimum = solve_optimum(p, options);
        if (!optimum) return unexpected(optimum.error());
        const Point point = point_of(p, optimum->average, premium);
        const double saved = out.far_only.cost - point.at(premium);
        if (saved <= saving * out.far_only.cost) {
            out.premium = premium;
            return out;
        }
        premium = (out.far_only.cost - point.cost) / point.near_units;
    }
    return unexpected(std::string("the break-even premium was not found"));
}

Result<StockTable, std::string> stock_table(const DualProblem& problem, double error, int most_corners,
                                            const OptimumOptions& options, const PolicyLimits& limits) {
    if (std::string wrong = what_has_no_premium(problem); !wrong.empty()) return unexpected(std::move(wrong));
    Hull hull(problem, options, limits);
    if (auto done = hull.build(error * problem.demand.mean(), static_cast<std::size_t>(most_corners)); !done)
        return unexpected(done.error());
    return hull.table();
}

}  // namespace dualflow::inventory
