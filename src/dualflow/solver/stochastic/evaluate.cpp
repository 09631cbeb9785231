// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/stochastic/team_sweep.hpp"

namespace dualflow::solver {

std::vector<double> tail_weights(const std::vector<double>& probability, const std::vector<double>& cost,
                                 double alpha) {
    std::vector<std::size_t> order(cost.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return cost[a] > cost[b]; });
    std::vector<double> weight(cost.size(), 0);
    double left = 1;
    for (const std::size_t s : order) {
        weight[s] = std::min(left, probability[s] / (1 - alpha));
        left -= weight[s];
        if (left <= 0) break;
    }
    return weight;
}

std::size_t without_answer(const std::vector<double>& costs) {
    return static_cast<std::size_t>(
        std::count_if(costs.begin(), costs.end(), [](double cost) { return !std::isfinite(cost); }));
}

std::optional<FirstStageMiss> first_stage_miss(const TwoStageProgram& program, const std::vector<double>& x) {
    using Of = FirstStageMiss::Of;
    constexpr double tolerance = 1e-6;
    const LpModel& master = program.master;
    const auto outside = [](double value, double lower, double upper) {
        return value < lower - tolerance * (1 + std::abs(lower)) ||
               value > upper + tolerance * (1 + std::abs(upper)) || std::isnan(value);
    };
    std::vector<ExactSum> activity(static_cast<std::size_t>(master.rows()));
    for (std::size_t j = 0; j < x.size(); ++j) {
        const FirstStageMiss miss{Of::bound, j, x[j], master.lower[j], master.upper[j]};
        if (outside(miss.value, miss.lower, miss.upper)) return miss;
        if (master.integer[j] != 0 && std::abs(x[j] - std::round(x[j])) > tolerance)
            return FirstStageMiss{Of::integer, j, x[j], std::floor(x[j]), std::ceil(x[j])};
        for (auto k = static_cast<std::size_t>(master.start[j]);
             k < static_cast<std::size_t>(master.start[j + 1]); ++k)
            activity[static_cast<std::size_t>(master.row_index[k])].add_product(master.value[k], x[j]);
    }
    for (std::size_t i = 0; i < activity.size(); ++i) {
        const FirstStageMiss miss{Of::row, i, activity[i].value(), master.row_lower[i], master.row_upper[i]};
        if (outside(miss.value, miss.lower, miss.upper)) return miss;
    }
    return std::nullopt;
}

Evaluation evaluate_first_stage(const TwoStageProgram& program, const Risk& risk,
                                const std::vector<double>& x, int threads,
                                const std::atomic<bool>* interrupt) {
    const std::unique_ptr<Team> team = team_of_one();
    TeamSweep sweep(program, *team, 1, threads, false);
    Evaluation out;
    bool feasible = true;
    SolveOptions options;
    options.interrupt = interrupt;
    for (const PartAnswer& answer : sweep.run_all(x, options)) {
        feasible = feasible && answer.feasible;
        out.worst_primal_dual_gap = std::max(out.worst_primal_dual_gap, answer.worst_primal_dual_gap);
        out.lp_solves += answer.lp_solves;
        out.iterations += answer.iterations;
    }
    out.cost = sweep.costs();
    const std::vector<double>& probability = sweep.probabilities();
    if (!feasible) return out;
    const std::vector<double> tail = tail_weights(probability, out.cost, risk.alpha);
    ExactSum sum(objective_of(program.master, x));
    for (std::size_t s = 0; s < out.cost.size(); ++s)
        sum.add_product((1 - risk.lambda) * probability[s] + risk.lambda * tail[s], out.cost[s]);
    out.objective = sum.value();
    return out;
}

}  // namespace dualflow::solver
