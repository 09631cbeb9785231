// SPDX-License-Identifier: MIT
#include "dualflow/plan/noise_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "dualflow/inventory/dual/premium.hpp"
#include "dualflow/plan/noise_grid.hpp"

namespace dualflow {
namespace {

constexpr std::array exact_steps = {2.0, 1.5, 1.0};  // of a standard deviation: the finest that fits
constexpr double policy_steps = 4, finest_steps = 16, coarsest_of_fine = 2;
constexpr double least_mean = 4;  // of a policy's grid, in steps: a base order is a whole number of them
// The work of a sweep, states × (values of demand + far orders), in the first box of the engine: it keeps a
// table of the optimum within seconds. A box may be found too narrow and widened.
constexpr double most_work = 6e5, cheap_work = 6e4, work_of_policies = 2e4;
constexpr double bytes_of_state = 16;
constexpr std::int64_t widening = 4;
constexpr int most_sweeps = 20'000;
constexpr double most_cv = 10;  // of a period: a rarer demand moves the engine too seldom for it to settle
constexpr double most_convolved = 4e4;  // values of demand × periods of lead time, of a base stock's grid
constexpr int most_corners = 20, most_where_dear = 10;
constexpr double error_aimed_at = 0.001;  // of the slow source's cost
constexpr double span = 1e-7;             // of the optimum, a period, in costs of holding a unit

double values_of(const GridDemand& grid) {
    return static_cast<double>(grid.period.probability.size());
}

std::int64_t bytes_for(double work, const GridDemand& grid) {
    const double choices = values_of(grid) + static_cast<double>(grid.period.highest());
    return static_cast<std::int64_t>(bytes_of_state * work / choices);
}

inventory::DualProblem problem_of(const NoiseItem& item, const inventory::Distribution& demand) {
    inventory::DualProblem problem;
    problem.demand = demand;
    problem.lead_expedited = item.lead_fast;
    problem.lead_regular = std::max(item.lead_slow, item.lead_fast + 1);
    problem.cost_expedited = 1;  // where the search for premiums begins
    problem.holding = 1;
    problem.backlog = item.waiting;
    return problem;
}

struct Ends {
    inventory::SingleSource fast, slow;  // of a unit consumed; slow is fast where there is one source
};

Ends ends_of(const NoiseItem& item, const inventory::Distribution& demand) {
    const inventory::DualProblem problem = problem_of(item, demand);
    const double mean = demand.mean();
    const auto a_unit = [&](int lead) {
        inventory::SingleSource end = inventory::single_source(problem, lead);
        end.cost /= mean;
        end.mean_stock /= mean;
        return end;
    };
    return {a_unit(item.lead_fast), a_unit(item.single() ? item.lead_fast : item.lead_slow)};
}

bool convolves(const GridDemand& grid, int lead) {
    return values_of(grid) * (lead + 1) <= most_convolved;
}

std::optional<GridDemand> in_units_for(const NoiseItem& item, double mean, int lead) {
    auto grid = in_units(item.noise, mean, item.review_days);
    return grid && convolves(*grid, lead) ? grid : std::nullopt;
}

// In steps, or coarser ones where a base stock over so long a lead time would take too long to convolve.
GridDemand in_steps_for(const NoiseItem& item, double mean, double steps, int lead) {
    for (;; steps /= 2) {
        GridDemand grid = in_steps(item.noise, mean, item.review_days, steps);
        if (convolves(grid, lead) || steps < 0.5) return grid;
    }
}

// One end on a grid so fine that it hardly matters; a long lead time smooths the demand by itself.
inventory::SingleSource fine_end(const NoiseItem& item, double mean, int lead) {
    NoiseItem alone = item;
    alone.lead_fast = lead;
    alone.lead_slow = -1;
    if (const auto units = in_units_for(item, mean, lead)) return ends_of(alone, units->period).fast;
    const double steps = std::max(coarsest_of_fine, finest_steps / std::sqrt(lead + 1.0));
    return ends_of(alone, in_steps_for(item, mean, steps, lead).period).fast;
}

Ends fine_ends(const NoiseItem& item, double mean) {
    Ends ends;
    ends.fast = fine_end(item, mean, item.lead_fast);
    ends.slow = item.single() ? ends.fast : fine_end(item, mean, item.lead_slow);
    return ends;
}

// How far the truth is from the table, at the end where it is farther.
double off_by(const Ends& table, const Ends& truth) {
    const double fast = truth.fast.cost / table.fast.cost - 1, slow = truth.slow.cost / table.slow.cost - 1;
    return std::abs(fast) > std::abs(slow) ? fast : slow;
}

void state_errors(const NoiseItem& item, const GridDemand& grid, NoiseTable& table) {
    const Ends fine = fine_ends(item, item.mean_per_day);
    table.cv = grid.cv;
    table.grid = off_by(ends_of(item, grid.period), fine);
    if (!depends_on_volume(item.noise)) return;
    table.half = off_by(fine, fine_ends(item, item.mean_per_day / 2));
    table.twice = off_by(fine, fine_ends(item, item.mean_per_day * 2));
}

// Lines between corners must be convex and rise, which rounding can spoil by its last digits.
void keep_hull(std::vector<NoiseCorner>& corners) {
    std::vector<NoiseCorner> hull;
    const auto slope = [](const NoiseCorner& a, const NoiseCorner& b) {
        return (b.cost - a.cost) / (b.share_slow - a.share_slow);
    };
    for (const NoiseCorner& corner : corners) {
        if (!hull.empty() && corner.share_slow - hull.back().share_slow < 1e-12) continue;
        while (hull.size() > 1 && slope(hull.back(), corner) <= slope(hull[hull.size() - 2], hull.back()))
            hull.pop_back();
        hull.push_back(corner);
    }
    corners = std::move(hull);
}

void take(const inventory::StockTable& from, NoiseTable& table, double mean) {
    table.corners.clear();
    for (const inventory::Corner& corner : from.corners)
        table.corners.push_back({corner.share_far, corner.cost, corner.mean_stock / mean});
    keep_hull(table.corners);
    table.method = from.method;
    table.solves = from.solves;
    table.tangents = from.error / table.corners.back().cost;
}

bool fits(const NoiseItem& item, const GridDemand& grid, double work) {
    inventory::OptimumOptions options;
    options.memory = bytes_for(work, grid);
    return convolves(grid, item.lead_slow) && inventory::optimum_fits(problem_of(item, grid.period), options);
}

// On this grid, by the optimum where it fits into `memory`; false where the engine has no table for it.
bool trace(const NoiseItem& item, const GridDemand& grid, std::int64_t memory, NoiseTable& table) {
    inventory::OptimumOptions options;
    options.memory = memory;
    options.span = span;
    options.most_sweeps = most_sweeps;
    const inventory::PolicyLimits limits{.states =
                                             static_cast<std::size_t>(work_of_policies / values_of(grid))};
    const int corners = memory == 0 || fits(item, grid, cheap_work) ? most_corners : most_where_dear;
    const double error = error_aimed_at * ends_of(item, grid.period).slow.cost;
    const auto traced =
        inventory::stock_table(problem_of(item, grid.period), error, corners, options, limits);
    if (traced) take(*traced, table, grid.period.mean());
    return traced.has_value();
}

// The optimum on the finest grid on which it fits; none where it fits on none.
std::optional<GridDemand> trace_optimum(const NoiseItem& item, NoiseTable& table) {
    if (daily_cv(item.noise, item.mean_per_day) / std::sqrt(item.review_days) > most_cv) return std::nullopt;
    const auto on = [&](const GridDemand& grid) {
        return fits(item, grid, most_work) && trace(item, grid, widening * bytes_for(most_work, grid), table);
    };
    if (auto grid = in_units(item.noise, item.mean_per_day, item.review_days); grid && on(*grid)) return grid;
    for (const double steps : exact_steps) {
        GridDemand grid = in_steps(item.noise, item.mean_per_day, item.review_days, steps);
        if (on(grid)) return grid;
    }
    return std::nullopt;
}

// Policies do not mind a long lead time; the finer the grid, the finer their base orders.
GridDemand trace_policies(const NoiseItem& item, NoiseTable& table) {
    const double cv = daily_cv(item.noise, item.mean_per_day) / std::sqrt(item.review_days);
    GridDemand grid;
    if (auto units = in_units_for(item, item.mean_per_day, item.lead_slow)) {
        grid = *std::move(units);
        if (cv <= most_cv && trace(item, grid, 0, table)) return grid;
    } else {
        for (const double steps : {std::max(policy_steps, least_mean * cv), policy_steps}) {
            grid = in_steps_for(item, item.mean_per_day, steps, item.lead_slow);
            if (trace(item, grid, 0, table)) return grid;
        }
    }
    const Ends ends = ends_of(item, grid.period);
    table.corners = {{0, ends.fast.cost, ends.fast.mean_stock}, {1, ends.slow.cost, ends.slow.mean_stock}};
    table.method = "ends";
    table.tangents = 1 - ends.fast.cost / ends.slow.cost;  // no policy is cheaper than the fast source's
    return grid;
}

}  // namespace

NoiseTable make_noise_table(const NoiseItem& item) {
    NoiseTable table;
    if (item.single()) {
        const inventory::SingleSource end = fine_end(item, item.mean_per_day, item.lead_fast);
        table.corners = {{0, end.cost, end.mean_stock}};
        table.method = "base stock";
        const GridDemand grid = in_steps(item.noise, item.mean_per_day, item.review_days, policy_steps);
        state_errors(item, grid, table);
        table.grid = 0;
        return table;
    }
    std::optional<GridDemand> grid = trace_optimum(item, table);
    if (!grid) grid = trace_policies(item, table);
    state_errors(item, *grid, table);
    return table;
}

bool depends_on_volume(const Noise& noise) {
    return noise.law == NoiseLaw::poisson || noise.law == NoiseLaw::negative_binomial ||
           noise.law == NoiseLaw::uniform_int;
}

std::shared_ptr<const NoiseTable> NoiseTables::find(const NoiseItem& item) {
    const Key key{static_cast<int>(item.noise.law),
                  item.noise.cv,
                  item.noise.lo.value_or(-1),
                  item.noise.hi.value_or(-1),
                  item.mean_per_day,
                  item.review_days,
                  item.lead_fast,
                  item.lead_slow,
                  item.waiting};
    const std::lock_guard<std::mutex> alone(mutex_);
    auto& table = known_[key];
    if (!table) table = std::make_shared<const NoiseTable>(make_noise_table(item));
    return table;
}

}  // namespace dualflow
